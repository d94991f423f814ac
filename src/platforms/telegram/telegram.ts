/** The Telegram platform: put together, started, kept going, stopped. */
import { setTimeout as timer } from "node:timers/promises";
import { sequentialize } from "@grammyjs/runner";
import { type Bot, Context } from "grammy";
import type { Update } from "grammy/types";
import type { Command } from "../../command.ts";
import type { ChannelListener, Poster } from "../../schedule/poster.ts";
import type { ButtonStore } from "../../storage/buttons.ts";
import type { TelegramStore } from "../../storage/telegram.ts";
import { createBot, describe } from "./api.ts";
import { Conversation } from "./conversation.ts";
import { Health, type Report } from "./health.ts";
import { Intake } from "./intake.ts";
import { syncMenus } from "./menus.ts";
import type { ConversationParts } from "./parts.ts";
import { persist, poll, type Sleep } from "./polling.ts";
import { TelegramPoster } from "./poster.ts";
import { Sender } from "./sender.ts";
import { SETTINGS } from "./settings.ts";
import { UPDATES } from "./updates.ts";
import { mountWebhook, type WebhookOptions } from "./webhook.ts";

/** What is finished is forgotten after two days: Telegram repeats an update for a day at most. */
const KEPT = { hours: 48 } as const;
const PRUNE_MS = 3_600_000;
/** Answers on their way may take so long when the process stops; what is left is taken up at the next start. */
const GRACE_MS = 5_000;

export interface TelegramOptions {
  readonly token: string;
  /** A Bot API server other than Telegram's own. */
  readonly apiRoot?: string | undefined;
  /** Long polling when there is none. */
  readonly webhook?: WebhookOptions | undefined;
  readonly store: TelegramStore;
  readonly buttons: ButtonStore;
  /** Told what becomes of chats, and which messages count towards Telegram's limits. */
  readonly listener?: ChannelListener | undefined;
  readonly commands: readonly Command[];
  readonly title: string;
  readonly subject: string;
  /** An input for inline mode's empty query. */
  readonly example: string;
  /** Answers an input; null when nothing is to be said. */
  readonly answer: ConversationParts["answer"];
  /** Answers what may only read: inline queries and pages turned. */
  readonly read: ConversationParts["read"];
  /** Counts what is answered by the platform itself, such as /settings. */
  readonly admit: ConversationParts["admit"];
  /** Whether somebody asks so much that nothing they write in private is answered now, of which they were told. */
  readonly silences?: ((person: string) => boolean) | undefined;
  readonly now: () => Temporal.Instant;
  /** Told what whoever runs the bot should know, a line at a time. */
  readonly report: Report;
  readonly onBug: (error: unknown) => string;
  /** Told how long Telegram's limits made a message wait, in milliseconds. */
  readonly onWait?: ((ms: number) => void) | undefined;
  readonly sleep: Sleep;
}

/** A bot's own id is the part of its token before the colon (Bot API, authorizing your bot). */
export const botIdOf = (token: string): number => Number(token.split(":")[0]);

export interface Telegram {
  /** Works until the signal. Never rejects for anything that Telegram or the network does. */
  run(signal: AbortSignal): Promise<void>;
  readonly health: Health;
  /** Posts briefings, also while nothing runs. */
  readonly poster: Poster;
}

export function createTelegram(options: TelegramOptions): Telegram {
  const health = new Health(options.report, options.now);
  const bot = createBot(options.token, options.apiRoot);
  return {
    health,
    poster: new TelegramPoster({ ...options, raw: bot.api.raw }),
    run: async (signal) => {
      const { intake, stopping } = assemble(bot, options, signal);
      const around = { health, sleep: options.sleep, signal };
      const me = await persist(() => bot.api.getMe(), around);
      if (me === null) return;
      bot.botInfo = me;
      options.report(
        `Telegram: @${me.username}; add it to a group with https://t.me/${me.username}?startgroup=help`,
        "info",
      );
      await prepare(bot, options, around);
      await intake.resume();
      const pruning = setInterval(() => void prune(options), PRUNE_MS);
      try {
        await prune(options);
        if (options.webhook) {
          const unmount = mountWebhook(options.webhook, intake);
          await hook(bot, options.webhook, around);
          await aborted(signal);
          unmount();
        } else await poll(bot, intake, around);
      } finally {
        clearInterval(pruning);
        const grace = timer(GRACE_MS, undefined, { ref: false }).then(() => stopping.abort());
        await Promise.race([intake.idle(), grace]);
        stopping.abort();
        health.ill("stopped", "info");
      }
    },
  };
}

type Assembled = { intake: Intake; stopping: AbortController };

function assemble(bot: Bot, options: TelegramOptions, signal: AbortSignal): Assembled {
  const { store, buttons, listener, commands, answer, read, admit, example, now, report, onBug, onWait } =
    options;
  const stopping = new AbortController();
  const waiting = AbortSignal.any([signal, stopping.signal]);
  const sender = new Sender({
    api: bot.api,
    store,
    buttons,
    listener,
    sleep: options.sleep,
    signal: waiting,
    now,
    report,
    onBug,
    onWait,
  });
  const conversation = new Conversation({
    api: bot.api,
    store,
    buttons,
    listener,
    sender,
    commands,
    answer,
    read,
    admit,
    example,
    now,
    report,
  });
  const inOrder = sequentialize(orderOf);
  const handle = async (update: Update): Promise<string> => {
    const ctx = new Context(update, bot.api, bot.botInfo);
    let outcome = "ignored";
    await inOrder(ctx, async () => {
      outcome = await conversation.handle(ctx);
    });
    return outcome;
  };
  // Only its number is known to be right: the rest is looked at as if it could be anything.
  const vain = ({ message }: Update): boolean =>
    message?.chat?.type === "private" && (options.silences?.(String(message.from?.id ?? "")) ?? false);
  return { intake: new Intake({ store, handle, vain, now, report, onBug }), stopping };
}

/** Updates with the same name are handled one after another: a chat's, and a person's inline queries. */
function orderOf(ctx: Context): string {
  if (ctx.chat) return String(ctx.chat.id);
  return `inline ${ctx.from?.id ?? ""}`;
}

type Around = Parameters<typeof persist>[1];

/** Menus, descriptions and the way updates arrive. A refused menu is reported; the bot works without. */
async function prepare(bot: Bot, options: TelegramOptions, around: Around): Promise<void> {
  const { commands, subject, title, report, webhook } = options;
  try {
    const written = await syncMenus(bot.api, {
      commands,
      adminCommands: [SETTINGS],
      description: `${subject}. Ask a question, or pick a command from the menu. Every sentence of an answer carries its source; where sources differ, every account is shown.`,
      shortDescription: `${title}: sourced answers`,
    });
    if (written > 0) report(`Telegram: menus and descriptions written (${written} changes)`, "info");
  } catch (error) {
    report(`Telegram: menus not written (${describe(error)})`);
  }
  if (webhook) return;
  await persist(async () => {
    const { url } = await bot.api.getWebhookInfo();
    // While a webhook is set, polling is answered with 409.
    if (url) await bot.api.deleteWebhook();
  }, around);
}

async function hook(bot: Bot, { url, secret }: WebhookOptions, around: Around): Promise<void> {
  const set = () => bot.api.setWebhook(url, { secret_token: secret, allowed_updates: UPDATES });
  if ((await persist(set, around)) !== null) around.health.well();
}

async function prune({ store, now, onBug }: TelegramOptions): Promise<void> {
  try {
    await store.prune(now().subtract(KEPT));
  } catch (error) {
    onBug(error);
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
