/** The reply document: what a command answers, before any platform has given it a form. */

/** Where a statement comes from: a source and the paragraphs in it that each carry it. */
export interface Citation {
  readonly source: string;
  readonly at: readonly number[];
}

/** A stretch of text in a block. A `cite` stands right after the statement that it backs. */
export type Span =
  | { readonly type: "text" | "bold" | "italic" | "code"; readonly text: string }
  | { readonly type: "link"; readonly text: string; readonly href: string }
  | Moment
  /** `item` is the id of the dossier's item that is stated; `markers` are given when the reply is finished. */
  | {
      readonly type: "cite";
      readonly cites: readonly Citation[];
      readonly item: string;
      readonly markers?: readonly number[];
    };

/** A moment, shown in the reader's own zone where the platform can; `text` is for where it cannot. */
export interface Moment {
  readonly type: "time";
  readonly epochSeconds: number;
  readonly text: string;
}

export type Spans = readonly Span[];

/** One side of a comparison: who says it, and what. */
export interface Side {
  readonly label: string;
  readonly items: readonly Spans[];
}

export type Block =
  | { readonly type: "title"; readonly text: string; readonly colour?: string }
  | { readonly type: "heading"; readonly text: string }
  | { readonly type: "paragraph"; readonly spans: Spans }
  | { readonly type: "list"; readonly items: readonly Spans[] }
  /** Labelled values, one a line. */
  | { readonly type: "facts"; readonly rows: readonly { readonly label: string; readonly value: Spans }[] }
  | { readonly type: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly Spans[])[] }
  /** A named speaker's exact words; `by` says who, when and where from, with the citation. */
  | { readonly type: "quote"; readonly words: string; readonly by: Spans }
  /** Accounts side by side, none preferred. */
  | { readonly type: "comparison"; readonly sides: readonly Side[] }
  /** The engine's own words: how a question was read, a label, a hint. Never a fact of the dossier. May end in a moment. */
  | { readonly type: "note"; readonly text: string; readonly moment?: Moment }
  | { readonly type: "divider" }
  | { readonly type: "sources"; readonly sources: readonly SourceLine[] };

/** One line of the list of sources: the source, and which marker stands for which paragraphs. */
export interface SourceLine {
  readonly id: string;
  readonly label: string;
  readonly markers: readonly { readonly n: number; readonly at: readonly number[] }[];
}

/** What a person can do next. */
export type Action =
  /** Ask for more: `input` is what one would type. */
  | { readonly type: "drill"; readonly label: string; readonly input: string }
  | { readonly type: "page"; readonly page: number; readonly pages: number }
  /** Show the sources of this reply in full. */
  | { readonly type: "receipts" };

export type ReplyKind = "answer" | "not_found" | "ambiguous" | "denied" | "error";

/** A citation as numbered in a reply. */
export interface NumberedCitation {
  readonly n: number;
  readonly source: string;
  readonly paragraphs: readonly number[];
}

/** A finished reply: markers numbered, sources listed. */
export interface Reply {
  readonly kind: ReplyKind;
  readonly blocks: readonly Block[];
  readonly actions: readonly Action[];
  readonly citations: readonly NumberedCitation[];
  /** Ids of the items stated, each once, in order. */
  readonly items: readonly string[];
}

/** What a command returns: a reply whose citations are not yet numbered. */
export interface Draft {
  readonly kind?: ReplyKind;
  readonly blocks: readonly Block[];
  readonly actions?: readonly Action[];
}

export const plain = (text: string): Span => ({ type: "text", text });
export const bold = (text: string): Span => ({ type: "bold", text });
export const italic = (text: string): Span => ({ type: "italic", text });
export const note = (text: string, moment?: Moment): Block => ({
  type: "note",
  text,
  ...(moment && { moment }),
});
export const heading = (text: string): Block => ({ type: "heading", text });
export const list = (items: readonly Spans[]): Block => ({ type: "list", items });
export const drill = (label: string, input: string): Action => ({ type: "drill", label, input });

/** All runs of spans in a block, for whoever must look at every one. */
export function spansOf(block: Block): readonly Spans[] {
  switch (block.type) {
    case "paragraph":
      return [block.spans];
    case "list":
      return block.items;
    case "facts":
      return block.rows.map((row) => row.value);
    case "table":
      return block.rows.flat();
    case "quote":
      return [block.by];
    case "comparison":
      return block.sides.flatMap((side) => side.items);
    case "title":
    case "heading":
    case "note":
    case "divider":
    case "sources":
      return [];
    default:
      return block satisfies never;
  }
}
