/** Buttons and menus: what one press asks for travels in its custom_id, or in the store when it is too long. */
import { createHash } from "node:crypto";
import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
} from "discord-api-types/v10";
import type { Action } from "../../reply/document.ts";
import { clean } from "../../reply/text.ts";

/** Types of components: https://docs.discord.com/developers/components/reference#component-object-component-types */
export const ACTION_ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
/** The grey style of a button: the same page. */
const SECONDARY = 2;
/** https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
export const MAX_CUSTOM_ID = 100;
/** https://docs.discord.com/developers/components/reference#button */
const MAX_LABEL = 80;
/** https://docs.discord.com/developers/components/reference#action-row */
const MAX_BUTTONS = 5;
/** https://docs.discord.com/developers/components/reference#string-select */
export const MAX_OPTIONS = 25;
/** https://docs.discord.com/developers/components/reference#string-select-select-option-structure */
const MAX_OPTION_TEXT = 100;
/** What a menu may take of a message's bytes (MAX_BYTES of discord.ts), so that text always has room. */
const MENU_BYTES = 3_500;

/** First field of every custom_id; raise it when the fields change, so that older buttons are told apart. */
const VERSION = "1";
const FIELDS = new RegExp(`^${VERSION}\\|([a-z])\\|(\\d{0,6})\\|(.*)$`, "s");

/**
 * What a press asks for: another page of an answer or of its list of sources in place, that list for oneself,
 * something new, or the choice of a menu.
 */
export type Press =
  | { readonly type: "page" | "receipts" | "receipts_page"; readonly page: number; readonly input: string }
  | { readonly type: "drill"; readonly input: string }
  | { readonly type: "menu" }
  /** The number between the arrows, which does nothing. */
  | { readonly type: "position" };

const CODES: Record<Press["type"], string> = {
  page: "p",
  receipts: "s",
  receipts_page: "r",
  drill: "d",
  menu: "m",
  position: "n",
};

/** Inputs too long for a custom_id, by the key that stands for them in it. */
export type Kept = Map<string, string>;
/** Marks a key where an input would stand; inputs that begin so are kept too. */
const KEY_MARK = "#";

/** The custom_id of a press. Whatever does not fit is added to `kept`. */
export function customId(press: Press, kept: Kept): string {
  const head = `${VERSION}|${CODES[press.type]}|${"page" in press ? press.page : ""}|`;
  return head + ("input" in press ? short(press.input, MAX_CUSTOM_ID - head.length, kept) : "");
}

/** An input as it is when it fits into so many characters, else a key that is the same every time. */
function short(input: string, room: number, kept: Kept): string {
  const text = clean(input).trim();
  if (text.length <= room && text !== "" && !text.startsWith(KEY_MARK)) return text;
  const key = KEY_MARK + createHash("sha256").update(text).digest("base64url").slice(0, 22);
  kept.set(key, text);
  return key;
}

/** Reads a custom_id; its input may be a key. Null for one of another version or maker. */
export function readCustomId(id: string): Press | null {
  const [, code, page, input = ""] = FIELDS.exec(id) ?? [];
  const type = (Object.keys(CODES) as Press["type"][]).find((name) => CODES[name] === code);
  switch (type) {
    case undefined:
      return null;
    case "page":
    case "receipts":
    case "receipts_page":
      return input !== "" && Number(page) > 0 ? { type, page: Number(page), input } : null;
    case "drill":
      return input !== "" ? { type, input } : null;
    case "menu":
    case "position":
      return { type };
    default:
      return type satisfies never;
  }
}

/** Whether an input from a custom_id or menu is a key of the store. */
export const isKey = (input: string): boolean => input.startsWith(KEY_MARK);

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
type Drill = Extract<Action, { type: "drill" }>;

/** Things to ask next: a row of buttons or a menu, and whatever neither can hold. */
export interface Next {
  readonly rows: readonly Row[];
  readonly left: readonly Drill[];
}

/** Up to five things to ask are buttons, more are a menu. */
export function nextRow(actions: readonly Action[], kept: Kept): Next {
  const drills = new Map<string, Drill>();
  for (const action of actions) {
    if (action.type === "drill" && clean(action.input).trim() !== "") drills.set(action.input, action);
  }
  const labelled = [...drills.values()].map((drill) => ({ drill, label: labelOf(drill) }));
  const fitting = labelled.filter(({ label }) => label.length <= MAX_LABEL);
  const shown: typeof fitting = [];
  let bytes = 0;
  for (const item of fitting) {
    bytes += Buffer.byteLength(JSON.stringify([item.label, item.drill.input.slice(0, MAX_OPTION_TEXT)]));
    if (shown.length < MAX_OPTIONS && bytes <= MENU_BYTES) shown.push(item);
  }
  const left = labelled.flatMap((item) => (shown.includes(item) ? [] : [item.drill]));
  if (shown.length === 0) return { rows: [], left };
  if (shown.length <= MAX_BUTTONS) {
    const buttons = shown.map(({ drill, label }) =>
      button(label, customId({ type: "drill", input: drill.input }, kept)),
    );
    return { rows: [{ type: ACTION_ROW, components: buttons }], left };
  }
  const options = new Map(
    shown.map(({ drill, label }) => [short(drill.input, MAX_OPTION_TEXT, kept), label] as const),
  );
  return {
    rows: [
      {
        type: ACTION_ROW,
        components: [
          {
            type: STRING_SELECT,
            custom_id: customId({ type: "menu" }, kept),
            placeholder: "Ask further…",
            options: [...options].map(([value, label]) => ({ label, value })),
          },
        ],
      },
    ],
    left,
  };
}

function labelOf({ label, input }: Drill): string {
  return clean(label).trim() || clean(input).trim();
}

/** What the row below a page is made from. */
export interface Paging {
  readonly page: number;
  readonly pages: number;
  readonly input: string;
  /** Which list is paged: the answer or its sources. */
  readonly view: "page" | "receipts_page";
  /** Whether there are sources to show. */
  readonly sources: boolean;
}

/** Arrows with the page between them, when there is more than one, and the Sources button. */
export function pagingRow({ page, pages, input, view, sources }: Paging, kept: Kept): Row[] {
  const arrows =
    pages > 1
      ? [
          turn("‹", page - 1),
          { ...button(`${page} / ${pages}`, customId({ type: "position" }, kept)), disabled: true },
          turn("›", page + 1),
        ]
      : [];
  const receipts = sources ? [button("Sources", customId({ type: "receipts", page: 1, input }, kept))] : [];
  const components = [...arrows, ...receipts];
  return components.length > 0 ? [{ type: ACTION_ROW, components }] : [];

  function turn(label: string, to: number): APIButtonComponentWithCustomId {
    const exists = to >= 1 && to <= pages;
    // A custom_id must differ from all others in the message, on a button that cannot be pressed as well.
    const id = customId({ type: view, page: exists ? to : pages + 1, input }, kept);
    return { ...button(label, id), disabled: !exists };
  }
}

function button(label: string, custom_id: string): APIButtonComponentWithCustomId {
  return { type: BUTTON, style: SECONDARY, label, custom_id };
}
