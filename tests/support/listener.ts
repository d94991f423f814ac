/** What an adapter tells of its channels, written down. */
import type { ChannelListener } from "../../src/schedule/poster.ts";

export interface Heard extends ChannelListener {
  readonly lines: string[];
}

/** @param onLine called after each line */
export function listener(onLine: () => void = () => undefined): Heard {
  const lines: string[] = [];
  const tell = (...words: string[]): void => {
    lines.push(words.join(" "));
    onLine();
  };
  return {
    lines,
    onGone: (_, chat, reason) => tell("gone", chat, reason),
    onBack: (_, chat, thread) => tell("back", chat, ...(thread === undefined ? [] : [`in ${thread}`])),
    onMoved: (_, from, to) => tell("moved", from, to),
    spent: (_, chat) => tell("spent", chat),
  };
}
