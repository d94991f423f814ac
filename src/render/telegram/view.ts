/** What a button shows when it is pressed, packed into its callback data. */
import { createHash } from "node:crypto";

/** `callback_data` holds 1–64 bytes (Bot API, InlineKeyboardButton). */
export const MAX_CALLBACK_BYTES = 64;

/** A reply to an input, one of its pages, or its sources. */
export interface View {
  /** "below" is a reply in a message of its own: a posted briefing stays for the others who read it. */
  readonly show: "reply" | "sources" | "below";
  readonly input: string;
  /** Page, from 0. */
  readonly page: number;
  /** When it was asked, in epoch seconds, so that its pages agree; null for "when the button is pressed". */
  readonly asked: number | null;
}

/** An input too long for a button, and the key that stands for it there. */
export interface Stored {
  readonly key: string;
  readonly input: string;
}

/** What each view is called in callback data. */
const CODES: Record<View["show"], string> = { reply: "r", sources: "x", below: "b" };

/** Callback data for a view, and what must be stored for it to be read again. */
export function encodeView(view: View): { data: string; stored: Stored | null } {
  const head = `${CODES[view.show]}${view.page.toString(36)}.${view.asked?.toString(36) ?? ""}`;
  const data = `${head}.${view.input}`;
  if (Buffer.byteLength(data) <= MAX_CALLBACK_BYTES) return { data, stored: null };
  const key = createHash("sha256").update(view.input).digest("base64url").slice(0, 22);
  return { data: `${head}#${key}`, stored: { key, input: view.input } };
}

/** Reads callback data: a view, whose input may have to be looked up under `key`. Null when it is not ours. */
export function decodeView(data: string): { view: View; key: string | null } | null {
  const parts = /^([rxb])([0-9a-z]{1,4})\.([0-9a-z]{0,8})([.#])([\s\S]*)$/.exec(data);
  if (!parts) return null;
  const [, code, page = "", asked = "", mark, rest = ""] = parts;
  const view: View = {
    show: code === CODES.sources ? "sources" : code === CODES.below ? "below" : "reply",
    page: Number.parseInt(page, 36),
    asked: asked === "" ? null : Number.parseInt(asked, 36),
    input: mark === "." ? rest : "",
  };
  return { view, key: mark === "#" ? rest : null };
}

/** The data that leads back to the reply which a button of a message belongs to; null when none tells. */
export function wayBack(buttons: readonly string[]): string | null {
  // A button without a time leads to another reply; one with a time to this reply's pages or sources.
  const own = buttons.find((data) => {
    const read = decodeView(data);
    return read !== null && read.view.asked !== null && read.view.show === "sources";
  });
  return own ? `r${own.slice(1)}` : null;
}
