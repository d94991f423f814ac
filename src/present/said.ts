/** What is said around an answer, or in its place: how slips were read, as of which day, what was wrong with the input. */
import type { Dossier } from "../dossier/dossier.ts";
import type { UserError } from "../errors.ts";
import { type Block, type Draft, drill, note } from "../reply/document.ts";
import { dayText } from "./day.ts";
import { readAs } from "./parts.ts";

/** A sentence on what to type instead. */
export const hinted = (text: string, inputs: readonly string[]): Draft => ({
  blocks: [note(text)],
  actions: inputs.map((input) => drill(input, input)),
});

/** Says how slips were read, right below the title. */
export const withReadings = (draft: Draft, readings: readonly string[]): Draft =>
  belowTitle(draft, readAs(readings));

function belowTitle(draft: Draft, said: readonly Block[]): Draft {
  const [title, ...rest] = draft.blocks;
  return {
    ...draft,
    blocks: title?.type === "title" ? [title, ...said, ...rest] : [...said, ...draft.blocks],
  };
}

/** Says it below the title, where it is seen however many pages follow. */
export function withAsOf(draft: Draft, date: Temporal.PlainDate, whole: Dossier): Draft {
  const [first] = whole
    .all("source")
    .map(({ published }) => published.date)
    .toSorted();
  const none = first !== undefined && date.toString() < first;
  const said = none ? ` There were none yet: the first is of ${dayText(first)}.` : "";
  const text = `As of ${dayText(date)}: only what sources published by then carried.${said}`;
  return belowTitle(draft, [note(text)]);
}

/** A person's mistake, with what could be typed instead. */
export function refusal(error: UserError): Draft {
  return {
    kind: error.kind,
    blocks: [{ type: "note", text: error.message }],
    actions: error.suggestions.map((input) => drill(input, input)),
  };
}

/** What a person is told of a bug that is recorded under an id. */
export function apology(id: string): Draft {
  const text = `Something went wrong here, and it is not your fault. It was recorded as ${id}; please try again or tell whoever runs this.`;
  return { kind: "error", blocks: [{ type: "note", text }] };
}
