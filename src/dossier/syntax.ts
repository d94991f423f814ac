/** What a YAML parser complains of, in words that do not need YAML to be known, at the place to look. */
import { type Document, visit, type YAMLError } from "yaml";

/** Troubles after which the rest of the file can still be understood. */
const LOCAL = new Set(["DUPLICATE_KEY", "TAG_RESOLVE_FAILED"]);

/** What is worth telling: after the first trouble with the structure, the parser's further ones are its echo. */
export function firstTrouble(errors: readonly YAMLError[]): YAMLError[] {
  const sorted = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const first = sorted.findIndex((error) => !LOCAL.has(error.code));
  return first < 0 ? sorted : sorted.slice(0, first + 1);
}

/** Where to look: at the opening quotation mark when the closing one is missing, else where the parser stopped. */
export function placeOf(error: YAMLError, doc: Document.Parsed): number {
  let place = error.pos[0];
  if (!error.message.startsWith("Missing closing")) return place;
  visit(doc, {
    Scalar: (_, { type, range }) => {
      if (type?.startsWith("QUOTE") && range && range[1] >= error.pos[0]) place = range[0];
    },
  });
  return place;
}

/** Where the first reference ("*name") to nothing stands; null when there is none. */
export function lostAlias(doc: Document.Parsed): number | null {
  let place: number | null = null;
  visit(doc, {
    Alias: (_, alias) => {
      if (alias.resolve(doc) !== undefined) return;
      place = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return place;
}

/** The parser's complaints that have no code of their own, by what they begin with. */
const COMPLAINTS: readonly (readonly [RegExp, string])[] = [
  [/^Flow (?:sequence|map)/, 'stands where a "[" or "{" above should have been closed; close it'],
  [/^Missing closing/, "opens a quotation mark that is never closed"],
  [
    /^Sequence item without/,
    'is not in line with the keys above it, nor does it begin with "- "; line it up',
  ],
  [/^Unexpected scalar at node end/, "goes on after its value has ended; put the whole text in quotes"],
  [
    /^Plain value cannot start with/,
    "begins with a sign that means something in YAML; put the text in quotes",
  ],
  [/^Unresolved tag/, 'begins with "!", which means something in YAML; put the text in quotes'],
];

/** A complaint in our words. */
export function explainSyntax(code: string, message: string): string {
  const [, known] = COMPLAINTS.find(([start]) => start.test(message)) ?? [];
  if (known) return known;
  switch (code) {
    case "TAB_AS_INDENT":
      return "is indented with a tab; use spaces";
    case "DUPLICATE_KEY":
      return "says the same key twice; keep one";
    case "BAD_INDENT":
      return "is indented differently from its neighbours; line it up with them";
    case "BAD_COLLECTION_TYPE":
    case "BLOCK_AS_IMPLICIT_KEY":
      return 'has a ": " inside plain text; put the text in quotes';
    case "MULTIPLE_DOCS":
      return 'holds several documents divided by "---"; keep one';
    default:
      return `is not valid YAML: ${message}`;
  }
}
