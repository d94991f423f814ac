/**
 * Composes a briefing from a dossier: bottom line first, then what changed, where each topic stands, numbers, words,
 * what is unsure, what is judged, what comes next. Every sentence is an item of the dossier with its citation.
 */
import type { Dossier } from "../dossier/dossier.ts";
import { dayText } from "../present/day.ts";
import { finished } from "../present/finished.ts";
import { nameOf } from "../present/position.ts";
import {
  type Action,
  type Block,
  type Draft,
  drill,
  type Moment,
  note,
  type Reply,
  spansOf,
} from "../reply/document.ts";
import { toText } from "../reply/text.ts";
import type { Wishes } from "../storage/briefings.ts";
import { type Changes, isNews, onTopics } from "./changes.ts";
import { Chooser } from "./choose.ts";
import { changesLine, isSmall, SMALL } from "./news.ts";
import { type Caps, sections } from "./sections.ts";

/** What a briefing is composed from. */
export interface Order {
  readonly dossier: Dossier;
  /** What is new to the reader; null in the first briefing of a channel, which has nothing to compare with. */
  readonly changes: Changes | null;
  readonly wishes: Pick<Wishes, "topics" | "length">;
  readonly now: Temporal.Instant;
  /** The day as of which the dossier is seen; without it the briefing is as of now. */
  readonly asOf?: Temporal.PlainDate | undefined;
  /** IANA zone in which times are written where a platform does not know the reader's; UTC when left out. */
  readonly zone?: string | undefined;
  /** When it should have been posted, if it comes late. */
  readonly due?: Temporal.Instant | undefined;
  /** Asked for by hand, to see what a scheduled one would be like. */
  readonly test?: boolean | undefined;
}

/** Lines of each section at most, before what does not fit is left out. */
const MOST: Readonly<Record<Wishes["length"], Caps>> = {
  short: {
    ...{ bottom: 3, changes: 4, topics: 2, sides: 1, figures: 3 },
    ...{ quotes: 1, disputes: 1, alleged: 0, judgements: 1, next: 2 },
  },
  full: {
    ...{ bottom: 4, changes: 8, topics: 4, sides: 2, figures: 5 },
    ...{ quotes: 1, disputes: 2, alleged: 2, judgements: 3, next: 4 },
  },
};
/** On a day without news the same is said in fewer words. */
const QUIET: Readonly<Record<Wishes["length"], Partial<Caps>>> = {
  short: { figures: 0, quotes: 0, disputes: 1, judgements: 0 },
  full: { sides: 1, figures: 3, disputes: 1, alleged: 1, judgements: 2 },
};
/** Sections that lose a line, in this order and over again, until the briefing fits. */
const TURN = [
  ...(["alleged", "judgements", "figures", "sides", "changes", "next", "figures"] as const),
  ...(["topics", "changes", "disputes"] as const),
] as const;
/** The one quotation goes late. */
const TURNS: readonly (keyof Caps)[] = [...TURN, ...TURN, "quotes", ...TURN, ...TURN, ...TURN];
/** Where few changes are all told, everything else goes before them. */
const FEW_TURNS: readonly (keyof Caps)[] = [
  ...TURNS.filter((key) => key !== "changes"),
  ...Array.from({ length: SMALL }, () => "changes" as const),
];

/** Drafts a briefing. Pure: equal orders give equal drafts. */
export function composeBriefing(order: Order): Draft {
  const { length, topics } = order.wishes;
  const quiet = order.changes && !isNews(order.changes, topics);
  const chooser = chooserFor(order);
  const few = chooser.changes && isSmall(chooser.changes);
  let caps: Caps = { ...MOST[length], ...(quiet && QUIET[length]), ...(few && { changes: SMALL }) };
  let draft = compose(order, chooser, caps);
  for (const key of few ? FEW_TURNS : TURNS) {
    if (isWithin(order, draft)) break;
    if (caps[key] === 0) continue;
    caps = { ...caps, [key]: caps[key] - 1 };
    draft = compose(order, chooser, caps);
  }
  return draft;
}

/** A briefing as a reply, as it is posted and as it is answered. */
export function briefing(order: Order): Reply {
  return finished(order.dossier, composeBriefing(order));
}

function chooserFor({ dossier, wishes, changes, now, asOf, zone }: Order): Chooser {
  const today = asOf ?? now.toZonedDateTimeISO(zone ?? "UTC").toPlainDate();
  return new Chooser(dossier, changes && onTopics(changes, wishes.topics), wishes.topics, today);
}

function compose(order: Order, chooser: Chooser, caps: Caps): Draft {
  const { dossier } = order;
  chooser.begin();
  const told = dossier.all("source").length > 0 ? sections(chooser, caps) : [];
  const empty = told.length === 0;
  return {
    kind: empty ? "not_found" : "answer",
    blocks: [...headline(order), ...changesLine(chooser, empty), ...told],
    actions: empty ? [] : further(order),
  };
}

/** Where to read on. */
function further({ dossier, wishes, asOf }: Order): Action[] {
  const day = asOf ? ` as_of:${asOf}` : "";
  const topics = wishes.topics.map((id) => nameOf(dossier, id));
  const on = topics.length > 0 ? ` topics:${topics.join(", ")}` : "";
  return [
    ...(wishes.length === "short" ? [drill("Full briefing", `/brief length:full${on}${day}`)] : []),
    drill("All changes", `/changes${day}`),
    ...topics.map((name) => drill(name, `/topic ${name}${day}`)),
  ];
}

function headline({ dossier, wishes, now, asOf, zone, due, test }: Order): Block[] {
  const about = wishes.topics.map((id) => nameOf(dossier, id)).join(", ");
  const kind = test ? "Test briefing" : due ? "Late briefing" : "Briefing";
  const title = [kind, dossier.manifest.title, about].filter((part) => part).join(" · ");
  const revision = `Dossier revision ${dossier.revision}`;
  return [
    { type: "title", text: title },
    ...(test ? [note("A test, as asked for; the schedule goes on as it is.")] : []),
    ...(due ? [note("Late: it was due", moment(due, zone))] : []),
    asOf ? note(`${revision}.`) : note(`${revision}, as of`, moment(now, zone)),
  ];
}

/** "4 Feb 2026, 08:00 UTC". */
function moment(at: Temporal.Instant, zone = "UTC"): Moment {
  const local = at.toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  const text = `${dayText(local.toPlainDate())}, ${time} ${zone}`;
  return { type: "time", epochSeconds: Math.floor(at.epochMilliseconds / 1000), text };
}

/**
 * A short briefing is one message everywhere: Discord takes 4,000 characters with every mark of formatting counted,
 * and 10,170 bytes; Telegram 4,096. What renderers add to the plain text is estimated on the safe side.
 */
const SHORT_CHARACTERS = 3_750;
const SHORT_BYTES = 9_000;
/** A full one is read in three minutes, at 240 words a minute. */
const FULL_WORDS = 700;

function isWithin(order: Order, draft: Draft): boolean {
  const reply = finished(order.dossier, draft);
  if (order.wishes.length === "full") return wordsIn(reply) <= FULL_WORDS;
  const text = toText(reply);
  const escaped = text.match(/[\\*_~|`<>[\]#@]/g)?.length ?? 0;
  const marks = draft.blocks
    .flatMap((block) => spansOf(block).flat())
    .filter(({ type }) => type === "bold" || type === "italic");
  const characters = text.length + escaped + marks.length * 5 + draft.blocks.length * 4;
  const bytes = new TextEncoder().encode(text).length + characters - text.length + draft.blocks.length * 60;
  return characters <= SHORT_CHARACTERS && bytes <= SHORT_BYTES;
}

/** Words that one reads: all but the list of sources. */
function wordsIn(reply: Reply): number {
  const blocks = reply.blocks.filter(({ type }) => type !== "sources");
  return toText({ ...reply, blocks, actions: [] }).split(/\s+/).length;
}
