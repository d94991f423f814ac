/** Telegram's HTML, escaped by construction: text goes in, only these functions write tags, lengths are kept along. */
import { clean } from "../../reply/text.ts";

/** Markup, and what Telegram will count of it. */
export interface Html {
  readonly markup: string;
  /** Length after entity parsing, in UTF-16 units. */
  readonly units: number;
  /** Formatting entities, of which a message keeps 100. */
  readonly entities: number;
}

/** Latest moment that fits Telegram's 32-bit times. */
const LAST_UNIX = 2_147_483_647;

/** Fixed words and line breaks of our own, as they are. */
export const words = (text: string): Html => ({ markup: escapeHtml(text), units: text.length, entities: 0 });

/**
 * Text from data or people. An @ before a name is followed by a word joiner (no width), or Telegram would turn
 * it into a mention that notifies somebody.
 */
export const text = (raw: string): Html => words(clean(raw).replace(/@(?=\w)/g, "@\u2060"));

export const bold = (inner: Html): Html => tag("b", "", inner);
export const italic = (inner: Html): Html => tag("i", "", inner);
/** `code` takes no other entities inside. */
export const code = (raw: string): Html => tag("code", "", text(raw));
export const quoted = (inner: Html): Html => tag("blockquote", "", inner);
/** Shows three lines until it is pressed. Does not nest. */
export const expandable = (inner: Html): Html => tag("blockquote", " expandable", inner);

/** A link to the web; any other address is written out, for Telegram silently drops those it does not know. */
export function link(label: string, href: string): Html {
  const address = clean(href).trim();
  if (!/^https?:\/\/[^\s/]/i.test(address)) return join([text(label), text(` (${href})`)]);
  return tag("a", ` href="${escapeHtml(address)}"`, text(label));
}

/** A moment in the reader's own zone; `fallback` is what old clients and notifications show. */
export function time(epochSeconds: number, fallback: string): Html {
  const shown = text(fallback);
  if (!Number.isInteger(epochSeconds) || epochSeconds < 0 || epochSeconds > LAST_UNIX) return shown;
  return tag("tg-time", ` unix="${epochSeconds}" format="Dt"`, shown);
}

/** Parts one after another, with `separator` between them. */
export function join(parts: readonly Html[], separator = ""): Html {
  const gap = words(separator);
  return {
    markup: parts.map(({ markup }) => markup).join(gap.markup),
    units: parts.reduce((sum, { units }) => sum + units, 0) + gap.units * Math.max(0, parts.length - 1),
    entities: parts.reduce((sum, { entities }) => sum + entities, 0),
  };
}

function tag(name: string, attributes: string, inner: Html): Html {
  // Around nothing Telegram makes no entity, and some clients an empty one.
  if (inner.units === 0) return inner;
  return {
    markup: `<${name}${attributes}>${inner.markup}</${name}>`,
    units: inner.units,
    entities: inner.entities + 1,
  };
}

/** The four characters that have a meaning, by the only names of entities that Telegram knows. */
function escapeHtml(raw: string): string {
  return raw
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Markup as the text that is read: for when Telegram refuses the markup. */
export const withoutTags = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
