/** Parses HTML as Telegram's server does, by its documented rules, independent of our renderer; stricter where Telegram is silent. */

export interface Entity {
  readonly type: string;
  /** In UTF-16 units of the parsed text. */
  readonly offset: number;
  readonly length: number;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Parsed {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** What Telegram answers as "Bad Request: can't parse entities: …". */
export class EntityError extends Error {}

const TAGS: Readonly<Record<string, readonly string[]>> = {
  a: ["href"],
  b: [],
  strong: [],
  i: [],
  em: [],
  u: [],
  ins: [],
  s: [],
  strike: [],
  del: [],
  code: ["class"],
  pre: [],
  "tg-spoiler": [],
  blockquote: ["expandable"],
  "tg-time": ["unix", "format"],
};
const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** Parses a message's HTML. @throws EntityError as the server would refuse it */
export function parseTelegramHtml(html: string): Parsed {
  let text = "";
  const entities: Entity[] = [];
  const open: { tag: string; offset: number; attributes: Record<string, string> }[] = [];
  for (let at = 0; at < html.length; ) {
    const char = html[at];
    if (char === "&") {
      const found = /^&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/i.exec(html.slice(at, at + 12));
      const decoded = found && decode(found);
      // An unknown entity stays as it is written; one of ours always is known.
      text += decoded ?? "&";
      at += decoded === null || decoded === undefined ? 1 : (found?.[0].length ?? 1);
    } else if (char !== "<") {
      text += char;
      at += 1;
    } else {
      const end = html.indexOf(">", at);
      if (end < 0) throw new EntityError(`Unclosed start tag at byte offset ${bytes(html, at)}`);
      const inside = html.slice(at + 1, end);
      if (inside.startsWith("/")) {
        const top = open.pop();
        if (!top) throw new EntityError(`Unexpected end tag at byte offset ${bytes(html, at)}`);
        const name = inside.slice(1).trim().toLowerCase();
        if (name !== "" && name !== top.tag) {
          throw new EntityError(
            `Unmatched end tag at byte offset ${bytes(html, at)}, expected "</${top.tag}>", found "</${name}>"`,
          );
        }
        const length = text.length - top.offset;
        if (length > 0)
          entities.push({ type: top.tag, offset: top.offset, length, attributes: top.attributes });
      } else open.push(startTag(inside, html, at, text, open));
      at = end + 1;
    }
  }
  const left = open.at(-1);
  if (left) throw new EntityError(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return { text, entities };
}

function startTag(inside: string, html: string, at: number, text: string, open: readonly { tag: string }[]) {
  const [, tag = "", rest = ""] =
    /^([^\s]+)([\s\S]*)$/.exec(inside.toLowerCase() === "" ? " " : inside) ?? [];
  const name = tag.toLowerCase();
  const allowed = TAGS[name];
  const where = `at byte offset ${bytes(html, at)}`;
  if (!allowed) throw new EntityError(`Unsupported start tag "${name}" ${where}`);
  const attributes: Record<string, string> = {};
  const left = rest.replace(
    /\s+([a-z-]+)(?:\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([\w./:-]+)))?/gi,
    (_, key, a, b, c) => {
      attributes[String(key).toLowerCase()] = unescapeValue(String(a ?? b ?? c ?? ""));
      return "";
    },
  );
  if (left.trim() !== "") throw new EntityError(`Bad attribute in the tag "${name}" ${where}`);
  for (const key of Object.keys(attributes))
    if (!allowed.includes(key))
      throw new EntityError(`Unsupported attribute "${key}" of the tag "${name}" ${where}`);
  if (name === "tg-time" && !/^\d{1,10}$/.test(attributes.unix ?? ""))
    throw new EntityError(`Invalid attribute "unix" of the tag "tg-time" ${where}`);
  if (name === "tg-time" && !/^(?:r|w?[dD]?[tT]?)$/.test(attributes.format ?? ""))
    throw new EntityError(`Invalid attribute "format" of the tag "tg-time" ${where}`);
  if (name === "a" && !/^(?:https?|tg):\/\//.test(attributes.href ?? ""))
    throw new EntityError(`Attribute "href" that Telegram drops ${where}`);
  // Telegram's documentation: quotations do not nest, nothing nests in code.
  if (open.some((outer) => outer.tag === "code" || outer.tag === "pre"))
    throw new EntityError(`Tag "${name}" inside code ${where}`);
  if (name === "blockquote" && open.some((outer) => outer.tag === "blockquote"))
    throw new EntityError(`Nested tag "blockquote" ${where}`);
  return { tag: name, offset: text.length, attributes };
}

function decode([, decimal, hex, name]: RegExpExecArray): string | null {
  if (name) return NAMED[name] ?? null;
  const point = decimal ? Number(decimal) : Number.parseInt(hex ?? "", 16);
  return point > 0 && point < 0x10ffff ? String.fromCodePoint(point) : null;
}

const unescapeValue = (value: string): string =>
  value.replace(/&(lt|gt|amp|quot);/g, (whole, name: string) => NAMED[name] ?? whole);

const bytes = (html: string, at: number): number => Buffer.byteLength(html.slice(0, at));
