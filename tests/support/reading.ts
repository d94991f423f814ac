/** A plain-text reply taken apart as a reader sees it. */

export interface Parts {
  readonly title: string;
  /** Every line between the title and the list of sources. */
  readonly lines: readonly string[];
  /** What stands under Sources: the source's short name, then marker → paragraphs. */
  readonly sources: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export function partsOf(text: string): Parts {
  const [body = "", list = ""] = text.split(/^Sources:\n/m);
  const [title = "", ...lines] = body.split("\n").filter((line) => line !== "");
  const sources = (list.split("\n\n")[0] ?? "").split("\n").map((line) => {
    const markers = [...line.matchAll(/\[(\d+)\] ¶([\d, ]*\d)/g)].map(([, n = "", at = ""]) => [n, at]);
    return [line.split(/, (?=[^,]*: \[)/)[0] ?? "", Object.fromEntries(markers)];
  });
  return { title, lines, sources: list === "" ? {} : Object.fromEntries(sources) };
}
