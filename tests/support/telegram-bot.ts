/** The real bot against the local peer: real grammY, real sockets, the real dossier. */
import { onTestFinished } from "vitest";
import { commands } from "../../commands/index.ts";
import { dispatch, read } from "../../src/dispatch.ts";
import { redactor } from "../../src/ops/redact.ts";
import {
  botIdOf,
  createTelegram,
  type Telegram,
  type TelegramOptions,
} from "../../src/platforms/telegram/telegram.ts";
import { openState } from "../../src/storage/state.ts";
import type { TelegramStore } from "../../src/storage/telegram.ts";
import { dossier, NOW } from "./engine.ts";
import type { Delivered } from "./telegram-chats.ts";
import { TelegramPeer, TOKEN } from "./telegram-peer.ts";

export interface Running {
  readonly peer: TelegramPeer;
  readonly telegram: Telegram;
  readonly store: TelegramStore;
  /** Lines told to whoever runs the bot, and bugs. */
  readonly lines: string[];
  readonly bugs: string[];
  /** How long the bot wanted to wait, each time; it did not. */
  readonly waits: number[];
  /** Pushes updates and waits until all are done; returns the messages sent since. */
  say(...updates: Parameters<TelegramPeer["push"]>): Promise<Delivered[]>;
  stop(): Promise<void>;
}

/** Starts the bot; it is stopped when the test ends. */
export async function startBot(
  options: Partial<TelegramOptions> & { peer?: TelegramPeer; path?: string } = {},
): Promise<Running> {
  const { peer = await newPeer(), path = ":memory:", ...rest } = options;
  const state = openState(path);
  const store = rest.store ?? state.telegram(botIdOf(TOKEN));
  const lines: string[] = [];
  const bugs: string[] = [];
  const waits: number[] = [];
  const redact = redactor([TOKEN]);
  const onBug = (error: unknown): string => `b${bugs.push(redact(error))}`;
  const service = { dossier, commands, onBug };
  const telegram = createTelegram({
    token: TOKEN,
    apiRoot: peer.root,
    store,
    buttons: state.buttons,
    commands,
    title: "Test talks",
    subject: "Talks",
    example: "/timeline",
    answer: async (input, asker, now) => (await dispatch(service, { input, now, asker })).reply,
    read: async (input, _, now) => read(service, { input, now }).reply,
    admit: async () => null,
    now: () => NOW,
    report: (line) => lines.push(line),
    onBug,
    sleep: async (ms) => {
      waits.push(ms);
    },
    ...rest,
  });
  const stopping = new AbortController();
  const ended = telegram.run(stopping.signal);
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    stopping.abort();
    await ended;
    state.close();
  };
  onTestFinished(stop);
  const say = async (...updates: Parameters<TelegramPeer["push"]>): Promise<Delivered[]> => {
    const before = peer.messages.length;
    const last = peer.push(...updates);
    const ids = updates.map((_, i) => last - i);
    await peer.until(() => peer.unconfirmed.every(({ update_id }) => !ids.includes(update_id)));
    while ((await Promise.all(ids.map((id) => store.outcome(id)))).includes(null)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return peer.messages.slice(before);
  };
  return { peer, telegram, store, lines, bugs, waits, say, stop };
}

export async function newPeer(): Promise<TelegramPeer> {
  const peer = await TelegramPeer.start();
  onTestFinished(() => peer.stop());
  return peer;
}
