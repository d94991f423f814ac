/** By which words people ask for an item. */
import type { Dossier } from "./dossier.ts";
import type { Item } from "./kinds.ts";

/** Units that are signs, as people say them. */
const UNIT_WORDS: ReadonlyMap<string, string> = new Map([
  ["%", "percent percentage share"],
  ["km²", "square km kilometres"],
  ["°C", "degrees celsius temperature"],
]);

/** Everything in an item by which people ask for it. */
export function itemWords(dossier: Dossier, item: Item): string[] {
  switch (item.kind) {
    case "source":
      return [
        item.title,
        item.short,
        item.publisher ?? "",
        item.author ?? "",
        ...item.outlets,
        ...Object.values(item.descriptor),
      ];
    case "party":
    case "topic":
    case "round":
      return [item.name, ...item.aliases, "text" in item ? item.text : ""];
    case "person":
      return [item.name, ...item.aliases, ...item.posts.map((post) => post.text)];
    case "figure":
      return [item.text, item.measure, UNIT_WORDS.get(item.unit) ?? item.unit, item.qualifier ?? ""];
    case "quote":
      return [item.text, item.words];
    case "term":
      return [item.term, ...item.aliases, item.text];
    case "dispute":
      return [item.question, ...item.accounts.map((account) => account.text)];
    case "outlook":
      return [item.text, item.outcome?.text ?? ""];
    case "event":
      return [item.text, item.where ?? ""];
    case "judgement":
      return [item.text, dossier.item(item.by) ? "" : item.by];
    case "delegate":
      return [item.text, "delegation team", item.capacity === "head" ? "head lead leader chief" : "member"];
    case "fact":
    case "position":
    case "reaction":
      return [item.text];
    case "question":
      return [];
    default:
      return item satisfies never;
  }
}
