/** Names of parties, people, topics, sources and terms among what people type: as they are, or with slips mended and said so. */
import type { Arg } from "../args.ts";
import type { Command } from "../command.ts";
import { fold } from "../dossier/fuzzy.ts";
import { candidates, containing, exact } from "../dossier/lookup.ts";
import { UserError } from "../errors.ts";
import { namedKind, type Reader, unknownName } from "./refusals.ts";

/** For which command an argument is read, and with what. */
export interface Asked {
  readonly command: Command;
  readonly reader: Reader;
}

/** What a text was read as; `said` tells the person where that may surprise. */
export interface Read<T = unknown> {
  readonly value: T;
  readonly said?: string | undefined;
}

/** A name as somebody has it; where a party is asked for and no person, a person's party: "/compare trump putin". */
export function knownName(
  arg: Arg,
  text: string,
  { command, reader: { dossier } }: Asked,
): Read<string> | null {
  const known = exact(dossier, namedKind(arg), text);
  if (known) return { value: known.id };
  if (arg.kind !== "party" || command.args.some(({ kind }) => kind === "person")) return null;
  const person = dossier.get("person", exact(dossier, "person", text)?.id);
  const party = dossier.get("party", person?.party);
  return party ? { value: party.id, said: `“${text}” read as ${party.name}` } : null;
}

/** A name within the slips allowed, or by a part of it. @throws UserError that asks which, when several are equally near */
export function mendedName(arg: Arg, text: string, { command, reader }: Asked): Read<string> | null {
  const [best, ...others] = candidates(reader.dossier, namedKind(arg), text);
  if (!best) return partOf(arg, text, reader);
  const rivals = others.filter((other) => other.slips === best.slips);
  if (rivals.length > 0) {
    const names = [best, ...rivals].map((match) => match.name);
    throw new UserError(
      `“${text}” may be ${names.join(" or ")}. Which one?`,
      "ambiguous",
      names.map((name) => `/${command.name} ${name}`),
    );
  }
  return { value: best.id, said: best.slips > 0 ? `“${text}” read as ${best.name}` : undefined };
}

/** The one thing that has these words in a name of its own; null when there are several or none. */
function partOf(arg: Arg, text: string, { dossier }: Reader): Read<string> | null {
  const found = containing(dossier, namedKind(arg), text);
  // "Anchorage" is rather the Anchorage formula than the summit that is also called by that place.
  const led = found.filter(({ name }) => fold(name).startsWith(`${fold(text)} `));
  const [only, other] = led.length === 1 ? led : found;
  return only && !other ? { value: only.id, said: `“${text}” read as ${only.name}` } : null;
}

/** Topics with commas or semicolons between them. A name may hold commas itself: the longest known one counts. */
export function listedTopics(arg: Arg, list: string, asked: Asked): Read<string>[] {
  const { dossier } = asked.reader;
  const parts = list.split(/[,;]/).filter((part) => fold(part) !== "");
  const found: Read<string>[] = [];
  for (let start = 0; start < parts.length; ) {
    const known = (end: number) => exact(dossier, "topic", parts.slice(start, end).join(","));
    let end = parts.length;
    while (end > start + 1 && !known(end)) end--;
    const id = known(end)?.id;
    const part = (parts[start] ?? "").trim();
    const topic = id === undefined ? mendedName(arg, part, asked) : { value: id };
    if (!topic) throw unknownName(arg, part, asked.command, dossier);
    found.push(topic);
    start = end;
  }
  return found;
}
