/** A dossier in memory: frozen items, found by id, kind and what they name; and what it held on an earlier day. */
import { createHash } from "node:crypto";
import { groupByKind, type Item, type ItemOf, isKind, KINDS, type Kind } from "./kinds.ts";
import type { Cite, Manifest } from "./schema.ts";
import { visible } from "./view.ts";

export class Dossier {
  readonly manifest: Manifest;
  #items: readonly Item[];
  /** Whether it is what another held on an earlier day: of whichever day, for days with the same sources share one. */
  readonly isView: boolean;
  #byId: ReadonlyMap<string, Item>;
  #byKind: { readonly [K in Kind]: readonly ItemOf<K>[] };
  #later: (() => readonly Item[]) | undefined;
  #naming: Map<string, Item[]> | undefined;
  readonly #about = new Map<string, ReturnType<typeof groupByKind>>();
  #revision: string | undefined;
  readonly #views = new Map<string, Dossier>();

  /** @param curated reads the curated questions when they are first needed, if they are not among the items */
  constructor(manifest: Manifest, items: readonly Item[], isView = false, curated?: () => readonly Item[]) {
    this.manifest = manifest;
    this.#items = items;
    this.isView = isView;
    this.#byId = new Map(items.map((item) => [item.id, item]));
    this.#byKind = groupByKind(items);
    this.#later = curated;
  }

  /** Everything, in the order of the files. */
  get items(): readonly Item[] {
    this.#complete();
    return this.#items;
  }

  /** Reads what was left for later. */
  #complete(): void {
    if (!this.#later) return;
    this.#items = [...this.#items, ...this.#later()];
    this.#later = undefined;
    this.#byId = new Map(this.#items.map((item) => [item.id, item]));
    this.#byKind = groupByKind(this.#items);
  }

  /** All items of a kind, in the order of the files. */
  all<K extends Kind>(kind: K): readonly ItemOf<K>[] {
    if (kind === "question") this.#complete();
    return this.#byKind[kind];
  }

  /** The item with this id and kind, or undefined. */
  get<K extends Kind>(kind: K, id: string | undefined): ItemOf<K> | undefined {
    const found = id === undefined ? undefined : this.item(id);
    return isKind(found, kind) ? found : undefined;
  }

  /** The item with this id, whatever its kind. */
  item(id: string): Item | undefined {
    if (id.startsWith(KINDS.question.prefix)) this.#complete();
    return this.#byId.get(id);
  }

  /** Items that name a party, person, topic or round, or that a dispute names; in the order of the files. */
  naming(id: string): readonly Item[] {
    // Curated questions name nothing.
    this.#naming ??= indexNames(this.#items);
    return this.#naming.get(id) ?? [];
  }

  /** Items of a kind that name an id. */
  about<K extends Kind>(kind: K, id: string): readonly ItemOf<K>[] {
    let groups = this.#about.get(id);
    if (!groups) {
      groups = groupByKind(this.naming(id));
      this.#about.set(id, groups);
    }
    return groups[kind];
  }

  /**
   * What the sources published by the end of a day carried: items, citations and parts of items that rest on
   * later sources only are gone, and so is the trace of later corrections.
   */
  asOf(date: Temporal.PlainDate): Dossier {
    const known = this.all("source").filter((s) => s.published.date <= date.toString());
    const key = known.map((s) => s.id).join(" ");
    let view = this.#views.get(key);
    if (!view) {
      view = new Dossier(this.manifest, visible(this.items, new Set(known.map((s) => s.id))), true);
      this.#views.set(key, view);
    }
    return view;
  }

  /** An id of the content: equal for equal content, twelve hexadecimal digits. */
  get revision(): string {
    this.#revision ??= createHash("sha256")
      .update(JSON.stringify([this.manifest, this.items]))
      .digest("hex")
      .slice(0, 12);
    return this.#revision;
  }
}

/** All citations that an item rests on, those of a dispute's accounts included. */
export function citesOf(item: Item): readonly Cite[] {
  if (item.kind === "dispute") return item.accounts.flatMap(({ cites }) => cites);
  return "cites" in item ? item.cites : [];
}

/** Ids that an item names, each once. */
export function namesOf(item: Item): ReadonlySet<string> {
  const ids = new Set<string>();
  if ("topics" in item)
    for (const id of [...item.topics, ...item.parties, ...item.people, ...item.rounds]) ids.add(id);
  if ("party" in item) ids.add(item.party);
  if ("person" in item && item.person) ids.add(item.person);
  if ("speaker" in item) ids.add(item.speaker);
  if ("round" in item) ids.add(item.round);
  if ("by" in item && item.by) ids.add(item.by);
  if (item.kind === "dispute") for (const id of item.items) ids.add(id);
  return ids;
}

function indexNames(items: readonly Item[]): Map<string, Item[]> {
  const index = new Map<string, Item[]>();
  for (const item of items) {
    for (const id of namesOf(item)) {
      const group = index.get(id);
      if (group) group.push(item);
      else index.set(id, [item]);
    }
  }
  return index;
}
