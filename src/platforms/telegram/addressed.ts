/** Whether a message is meant for the bot, and what it asks. Pure. */

/** What matters of a message. */
export interface Heard {
  readonly text: string;
  readonly chatType: "private" | "group" | "supergroup" | "channel";
  /** Whether it answers a message of the bot. */
  readonly repliesToBot: boolean;
}

export interface Listener {
  readonly username: string;
  /** Whether a word after the slash is one of ours. */
  readonly knows: (command: string) => boolean;
}

/** `?start=` takes up to 64 of these characters (Bot API, deep linking). */
export const MAX_START = 64;
const START = /^[A-Za-z0-9_-]{1,64}$/;
/** Before an input that is packed, because its letters do not stand in a link as they are. */
const PACKED = "q_";

/**
 * What a message asks, as one would type it in the terminal; null when it is not for us. In groups that is a
 * command of ours (`/cmd` or `/cmd@us`), an answer to one of our messages, or a mention; in channels a command.
 */
export function inputOf(
  { text, chatType, repliesToBot }: Heard,
  { username, knows }: Listener,
): string | null {
  const command = /^\/([\p{L}\p{N}_]{1,32})(?:@([A-Za-z0-9_]+))?(?=\s|$)([\s\S]*)$/u.exec(text);
  if (command) {
    const [, name = "", target, rest = ""] = command;
    const ours = target?.toLowerCase() === username.toLowerCase();
    if (target !== undefined && !ours) return null;
    // A bare command in a group may be another bot's.
    if (!ours && chatType !== "private" && !knows(name.toLowerCase())) return null;
    return name.toLowerCase() === "start" ? fromStart(rest.trim()) : `/${name}${rest}`.trim();
  }
  if (chatType === "private") return text.trim() === "" ? null : text;
  if (chatType === "channel") return null;
  const mention = new RegExp(`@${username}\\b[,:]?`, "gi");
  if (!mention.test(text) && !repliesToBot) return null;
  const question = text.replaceAll(mention, " ").replace(/\s+/g, " ").trim();
  return question === "" ? "/help" : question;
}

/** Whether a message comes of following a deep link: somebody else may have written what it asks. */
export const isFromLink = (text: string): boolean => /^\/start(?:@\w+)?\s+\S/i.test(text);

/** Reads what a deep link carries: "timeline-feb" is "/timeline feb", packed text is itself, nothing is /help. */
export function fromStart(payload: string): string {
  if (!START.test(payload)) return payload === "" ? "/help" : payload;
  if (payload.startsWith(PACKED)) {
    return Buffer.from(payload.slice(PACKED.length), "base64url").toString("utf8") || "/help";
  }
  return `/${payload.replace(/[-_]+/g, " ").trim()}`;
}

/** What a deep link must carry to ask this; null when it is too long for one. */
export function toStart(input: string): string | null {
  const plain = /^\/([a-z]+(?: [a-z0-9]+)*)$/.exec(input)?.[1]?.replaceAll(" ", "-");
  const packed = plain ?? `${PACKED}${Buffer.from(input).toString("base64url")}`;
  return packed.length <= MAX_START ? packed : null;
}
