/** Rules on ids: unique, well-formed for their kind, never dangling; and on what supersedes what. */
import { nearest } from "../fuzzy.ts";
import { type Item, KINDS, type Kind } from "../kinds.ts";
import { citedTexts, type Entries, type Rule } from "./rules.ts";

export const uniqueIds: Rule = ({ list }) => {
  const seen = new Map<string, Item>();
  return list.flatMap((entry) => {
    const first = seen.get(entry.item.id);
    seen.set(entry.item.id, first ?? entry.item);
    if (!first) return [];
    return [
      entry.problem(`this id is already taken by a ${first.kind}; ids are unique in the whole dossier`, [
        "id",
      ]),
    ];
  });
};

export const idPrefixes: Rule = ({ list }) =>
  list.flatMap((entry) => {
    const { prefix } = KINDS[entry.item.kind];
    if (entry.item.id.startsWith(prefix)) return [];
    return [entry.problem(`the id of a ${entry.item.kind} begins with "${prefix}"`, ["id"])];
  });

/** Which kinds the id in a field may name. */
const FIELDS: Record<string, readonly Kind[]> = {
  topics: ["topic"],
  parties: ["party"],
  people: ["person"],
  rounds: ["round"],
  party: ["party"],
  within: ["party"],
  person: ["person"],
  round: ["round"],
  speaker: ["person"],
  by: ["person", "party"],
};

/** Kinds with a sentence and a status of their own: what can be corrected and disputed. */
const STATEMENTS = (Object.keys(KINDS) as Kind[]).filter((kind) => "status" in KINDS[kind].schema.shape);

/** What an answer is made of: statements, and disputes with their accounts. */
const ANSWERING: readonly Kind[] = [...STATEMENTS, "dispute"];

export const references: Rule = (entries) =>
  entries.list.flatMap((entry) => {
    const { item } = entry;
    const check = (id: unknown, kinds: readonly Kind[], path: (string | number)[]) => {
      if (typeof id !== "string") return [];
      const target = entries.byId.get(id)?.item;
      if (target ? kinds.includes(target.kind) : entries.mayBeUnread(id, kinds)) return [];
      const what =
        kinds === STATEMENTS
          ? "statement"
          : kinds === ANSWERING
            ? "statement or dispute"
            : kinds.join(" or ");
      if (target) return [entry.problem(`"${id}" is a ${target.kind}; a ${what} belongs here`, path)];
      const hint = suggestion(entries, id, kinds, item.id);
      return [entry.problem(`there is no ${what} "${id}"${hint}`, path)];
    };
    const named = Object.entries(FIELDS).flatMap(([field, kinds]) => {
      // A judgement's author may be given in words.
      if (field === "by" && item.kind === "judgement") return [];
      const value = (item as Record<string, unknown>)[field];
      if (Array.isArray(value)) return value.flatMap((id, i) => check(id, kinds, [field, i]));
      return check(value, kinds, [field]);
    });
    const sources = citedTexts(item).flatMap(({ cites, path }) =>
      cites.flatMap((cite, i) => check(cite.source, ["source"], [...path, "cites", i, "source"])),
    );
    const bearing =
      item.kind === "dispute" ? item.items.flatMap((id, i) => check(id, STATEMENTS, ["items", i])) : [];
    const successor = "superseded_by" in item ? check(item.superseded_by, STATEMENTS, ["superseded_by"]) : [];
    const answers =
      item.kind === "question" ? item.answers.flatMap((id, i) => check(id, ANSWERING, ["answers", i])) : [];
    return [...named, ...sources, ...bearing, ...successor, ...answers];
  });

/** Shorter ids stand in too many others to say what was meant. */
const MIN_PART = 3;

/**
 * Ids that may have been meant, as the end of a message: the one within a typing slip, else up to three that
 * begin with or contain the wrong one, or stand in it ("europe" → "europe-role"), else the nearest in spelling.
 */
function suggestion(entries: Entries, id: string, kinds: readonly Kind[], self?: string): string {
  const known = entries.list
    .map((entry) => entry.item)
    .filter((item) => kinds.includes(item.kind) && item.id !== self)
    .map((item) => item.id);
  const slip = nearest(id, known);
  const parts = (test: (other: string) => boolean) => (id.length < MIN_PART ? [] : known.filter(test));
  const ways = [
    slip ? [slip] : [],
    parts((other) => other.startsWith(id)),
    parts((other) => other.includes(id)),
    parts((other) => other.length >= MIN_PART && id.includes(other)),
    [nearest(id, known, 3)].filter((near) => near !== null),
  ];
  const meant = ways.find((found) => found.length > 0) ?? [];
  if (meant.length === 0) return "";
  return `; did you mean ${meant
    .slice(0, 3)
    .map((other) => `"${other}"`)
    .join(" or ")}?`;
}

export const judgementAuthors: Rule = (entries) =>
  entries.of("judgement").flatMap((entry) => {
    const { by } = entry.item;
    // Words have spaces or capitals; anything else is meant as an id.
    if (!/^[a-z0-9-]+$/.test(by)) return [];
    const author = entries.byId.get(by)?.item;
    if (author?.kind === "source") {
      return entry.item.cites.flatMap(({ source }, i) =>
        source === by
          ? []
          : [
              entry.problem(`is the view of ${by} itself, so it cannot rest on ${source}`, [
                "cites",
                i,
                "source",
              ]),
            ],
      );
    }
    if (author?.kind === "person" || author?.kind === "party") return [];
    if (!author && entries.mayBeUnread(by, ["source", "person", "party"])) return [];
    return [
      entry.problem(
        `there is no source, person or party "${by}"${suggestion(entries, by, ["source", "person", "party"]) || "; give an id, or the author in words"}`,
        ["by"],
      ),
    ];
  });

export const supersession: Rule = (entries) => {
  const told = new Set<string>();
  return entries.list.flatMap((entry) => {
    const { item } = entry;
    if (!("status" in item)) return [];
    if (item.status === "superseded" && !item.superseded_by) {
      return [entry.problem('is superseded, but "superseded_by" does not say by which item', ["status"])];
    }
    if (item.status !== "superseded" && item.superseded_by) {
      return [entry.problem('has "superseded_by", so its status must be superseded', ["superseded_by"])];
    }
    const circle = circleFrom(entries, item);
    if (circle.length === 0 || circle.some((id) => told.has(id))) return [];
    for (const id of circle) told.add(id);
    return [
      entry.problem(
        `supersession runs in a circle: ${[...circle, circle[0]].join(" → ")}; the newest item must not be superseded`,
        ["superseded_by"],
      ),
    ];
  });
};

/** The ids that supersede each other in a circle that an item leads to; empty when it leads to an end. */
function circleFrom(entries: Entries, start: Item): string[] {
  const way: string[] = [];
  for (let item: Item | undefined = start; item && "superseded_by" in item && item.superseded_by; ) {
    if (way.includes(item.id)) return way.slice(way.indexOf(item.id));
    way.push(item.id);
    item = entries.byId.get(item.superseded_by)?.item;
  }
  return [];
}

export const disputedItems: Rule = (entries) => {
  // A dispute that cannot be read may be the one.
  if (entries.unread.kinds.has("dispute")) return [];
  const named = new Set(entries.of("dispute").flatMap((entry) => entry.item.items));
  return entries.list.flatMap((entry) => {
    if (!("status" in entry.item) || entry.item.status !== "disputed" || named.has(entry.item.id)) return [];
    return [entry.problem('has the status disputed, but no dispute lists it under "items"', ["status"])];
  });
};
