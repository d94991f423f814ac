/** Rules on names: no word means two people, no number two rounds, no measure has two spellings. */
import type { Problem } from "../../errors.ts";
import { fold } from "../fuzzy.ts";
import type { Kind } from "../kinds.ts";
import type { Entries, Rule } from "./rules.ts";

const NAMED = ["source", "party", "person", "topic", "round"] as const satisfies Kind[];

export const aliases: Rule = (entries) =>
  NAMED.flatMap((kind) => {
    const owners = new Map<string, string>();
    return entries.of(kind).flatMap((entry) => {
      const { id, aliases: others } = entry.item;
      const [field, name] = "short" in entry.item ? ["short", entry.item.short] : ["name", entry.item.name];
      return [name, ...others].flatMap((alias, i) => {
        const word = fold(alias);
        const owner = owners.get(word) ?? id;
        owners.set(word, owner);
        const path = i === 0 ? [field] : ["aliases", i - 1];
        if (word === "") return [entry.problem(`the name "${alias}" has neither letters nor digits`, path)];
        if (owner === id) return [];
        return [entry.problem(`"${alias}" already means ${owner}; a name must mean one ${kind}`, path)];
      });
    });
  });

/** A value that must be unique among the items of a kind. */
function unique<K extends Kind>(entries: Entries, kind: K, field: string): Problem[] {
  const owners = new Map<unknown, string>();
  return entries.of(kind).flatMap((entry) => {
    const value = (entry.item as Record<string, unknown>)[field];
    const owner = owners.get(value);
    if (owner === undefined) owners.set(value, entry.item.id);
    return owner === undefined
      ? []
      : [entry.problem(`"${field}" ${value} is already that of ${owner}`, [field])];
  });
}

export const roundNumbers: Rule = (entries) => unique(entries, "round", "number");
export const sourceFiles: Rule = (entries) => unique(entries, "source", "file");

export const measures: Rule = (entries) => {
  const spellings = new Map<string, string>();
  return entries.of("figure").flatMap((entry) => {
    const { measure } = entry.item;
    const known = spellings.get(fold(measure)) ?? measure;
    spellings.set(fold(measure), known);
    if (known === measure) return [];
    return [
      entry.problem(
        `the measure "${measure}" is written "${known}" elsewhere; write it the same so that they stand side by side`,
        ["measure"],
      ),
    ];
  });
};
