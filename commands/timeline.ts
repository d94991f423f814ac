/** /timeline: what happened in a period, on a topic, in order of time. */
import { args } from "../src/args.ts";
import { defineCommand } from "../src/command.ts";
import type { Dossier } from "../src/dossier/dossier.ts";
import type { ItemOf } from "../src/dossier/kinds.ts";
import { type Period, parsePeriod } from "../src/dossier/period.ts";
import { fits, formatWhen, overlaps } from "../src/dossier/when.ts";
import { UserError } from "../src/errors.ts";
import { datedSection, disputes, inTime } from "../src/present/parts.ts";
import { lastDay } from "../src/present/source.ts";
import { disputesOn, sayDated } from "../src/present/statement.ts";
import { drill, list, note } from "../src/reply/document.ts";

export default defineCommand({
  name: "timeline",
  group: "The talks",
  aliases: ["when", "events", "chronology", "dates"],
  summary: "What happened in a period, optionally on one topic, party or person",
  local: {
    uk: { name: "хронологія", summary: "Що сталося за певний час" },
    ru: { name: "хронология", summary: "Что произошло за период" },
  },
  examples: [
    "/timeline feb",
    "/timeline 23-24 jan",
    "/timeline late january donbas",
    "/timeline since 29 jan",
  ],
  args: {
    period: args
      .period("Such as feb, 23-24 jan or since 29 jan; with nothing given, the dossier's own time")
      .optional(),
    topic: args.topic("Only this topic").optional(),
    party: args.party("Only events with this party").optional(),
    person: args.person("Only events with this person").optional(),
  },
  run({ period: asked, topic, party, person }, { dossier }) {
    const about = [topic, party, person].filter((id) => id !== undefined);
    // Asked for nothing in particular, it tells of the dossier's own time; what led there is a command away.
    const own = asked || about.length > 0 ? null : ownTime(dossier);
    const period = asked ?? own?.since;
    const last = lastDay(dossier) ?? "";
    // What has no end went on as far as the sources reach, and nobody knows how much further.
    const known = ({ date }: ItemOf<"event">) =>
      date.to !== null || !period?.from || period.from.toString() <= last;
    const events = inTime(
      dossier.all("event").filter((event) => {
        const named = [...event.topics, ...event.parties, ...event.people];
        return (
          about.every((id) => named.includes(id)) &&
          (!period || (known(event) && overlaps(event.date, period)))
        );
      }),
    );
    const subject = about.map((id) => nameOf(dossier, id)).join(", ");
    const title = ["Timeline", period?.label, subject].filter((part) => part).join(" · ");
    if (events.length === 0) throw nothing(dossier, title, subject);
    const firm = events.filter((event) => !period || fits(event.date, period) === "within");
    const vague = events.filter((event) => !firm.includes(event));
    const differing = disputesOn(dossier, events).filter(
      (item) => item.type === "date" || events.length <= MANY,
    );
    return {
      blocks: [
        { type: "title", text: title },
        ...(firm.length === 0 ? [note("Nothing in the dossier is dated to these very days.")] : []),
        ...(firm.length > 0 ? [list(firm.map((event) => sayDated(dossier, event)))] : []),
        ...datedSection(dossier, "Dated less exactly, or going on then", vague),
        ...disputes(dossier, differing),
      ],
      actions: [
        ...(own ? [drill(own.before.label, `/timeline ${own.before.label}`)] : []),
        ...[...new Set(firm.flatMap((event) => event.topics))]
          .filter((id) => dossier.about("position", id).length > 0)
          .slice(0, 4)
          .map((id) => drill(nameOf(dossier, id), `/position ${nameOf(dossier, id)}`)),
        ...daysOf(firm).map((day) =>
          drill(day, [`/timeline ${day}`, subject].filter((part) => part).join(" ")),
        ),
      ],
    };
  },
});

/** The dossier's own time, with no end, and that before; null when nothing is told of before. */
function ownTime(dossier: Dossier): Record<"since" | "before", Period> | null {
  const { period } = dossier.manifest;
  const calendar = { period, today: Temporal.PlainDate.from(period.to) };
  const [since, before] = ["since", "before"].map((word) => parsePeriod(`${word} ${period.from}`, calendar));
  if (!since || !before) return null;
  return dossier.all("event").some(({ date }) => fits(date, before) === "within") ? { since, before } : null;
}

/** As many days as one menu of Discord's holds beside four topics. */
const MAX_DAYS = 21;
/** With more events than this only disputes on dates are shown below them; the others are a command away. */
const MANY = 12;
/** The days with events, to look at one by one; none when all are of one day, or there are too many to choose from. */
function daysOf(events: readonly ItemOf<"event">[]): string[] {
  const dated = events.filter(({ date }) => String(date.from) === String(date.to));
  const days = [...new Set(dated.map(({ date }) => formatWhen(date)))];
  return days.length > 1 && days.length <= MAX_DAYS ? days : [];
}

const nameOf = (dossier: Dossier, id: string): string => {
  const item = dossier.item(id);
  return item && "name" in item ? item.name : id;
};

function nothing(dossier: Dossier, title: string, subject: string): UserError {
  const days = dossier
    .all("event")
    .map((event) => event.date.from.toString())
    .toSorted();
  const span = days.length > 0 ? ` Its events run from ${days[0]?.slice(0, 4)} to ${days.at(-1)}.` : "";
  const wider = subject ? [`/timeline ${subject}`, "/timeline"] : ["/timeline"];
  return new UserError(`The dossier has no event under “${title}”.${span}`, "not_found", wider);
}
