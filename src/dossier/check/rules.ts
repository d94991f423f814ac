/** What a rule of the check sees, and the words that the rules share. */
import type { Problem } from "../../errors.ts";
import { type Item, type ItemOf, isKind, type Kind } from "../kinds.ts";
import type { Entry, Unread } from "../load.ts";
import type { Cite } from "../schema.ts";

const NOTHING: Unread = { ids: new Set(), kinds: new Set(), nameless: new Set() };

/** All items with their places. Built once for all rules. */
export class Entries {
  readonly unread: Unread;
  readonly list: readonly Entry[];
  readonly byId: ReadonlyMap<string, Entry>;

  constructor(list: readonly Entry[], unread: Unread = NOTHING) {
    this.unread = unread;
    this.list = list;
    this.byId = new Map(list.map((entry) => [entry.item.id, entry]));
  }

  /** Entries of one kind. */
  of<K extends Kind>(kind: K): (Entry & { item: ItemOf<K> })[] {
    return this.list.flatMap((entry) => {
      const { item } = entry;
      return isKind(item, kind) ? [{ ...entry, item }] : [];
    });
  }

  /** Whether an id may be that of an item that could not be read; it has a problem of its own then. */
  mayBeUnread(id: string, kinds: readonly Kind[]): boolean {
    return this.unread.ids.has(id) || kinds.some((kind) => this.unread.nameless.has(kind));
  }

  get<K extends Kind>(kind: K, id: string): ItemOf<K> | undefined {
    const item = this.byId.get(id)?.item;
    return isKind(item, kind) ? item : undefined;
  }
}

/** A rule looks at everything and returns what is wrong. */
export type Rule = (entries: Entries) => Problem[];

/** A sentence of an item with the citations that must carry it, and where it stands. */
export interface CitedText {
  readonly text: string | null;
  readonly cites: readonly Cite[];
  readonly path: readonly (string | number)[];
}

/** Every list of citations of an item: its own, and those of its posts, accounts and outcome. */
export function citedTexts(item: Item): CitedText[] {
  const found: CitedText[] = [];
  if ("cites" in item) {
    const text = "text" in item ? item.text : null;
    found.push({ text, cites: item.cites, path: [] });
  }
  if (item.kind === "person") {
    found.push(...item.posts.map((post, i) => ({ ...post, path: ["posts", i] })));
  }
  if (item.kind === "dispute") {
    found.push(...item.accounts.map((account, i) => ({ ...account, path: ["accounts", i] })));
  }
  if (item.kind === "outlook" && item.outcome) found.push({ ...item.outcome, path: ["outcome"] });
  return found;
}
