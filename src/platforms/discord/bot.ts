/** The Discord bot: logs in, registers its commands, answers, and says so when Discord lets it in no more. */
import { setTimeout as timer } from "node:timers/promises";
import {
  Client,
  Events,
  GatewayIntentBits,
  Partials,
  PermissionFlagsBits,
  RESTEvents,
  Status,
} from "discord.js";
import { UserError } from "../../errors.ts";
import type { ChannelListener, Poster } from "../../schedule/poster.ts";
import type { ButtonStore } from "../../storage/buttons.ts";
import { CACHE } from "./cache.ts";
import { hearing, watchChannels } from "./channels.ts";
import { slashCommands } from "./commands.ts";
import type { Engine } from "./engine.ts";
import { Interactions } from "./interactions.ts";
import { openPoster } from "./poster.ts";
import { answerQuestion, questionIn } from "./questions.ts";
import { type Registration, register } from "./register.ts";
import { Responder } from "./respond.ts";
import {
  countOf,
  type DiscordCounts,
  fatalSentence,
  isBadToken,
  Unreachable,
  withoutSecrets,
} from "./trouble.ts";

/** Slash commands, direct messages and mentions of the bot need no privileged intent. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** Answers on their way may take so long when the process stops, in milliseconds. */
const GRACE_MS = 5_000;

/** What the bot must be allowed in a server; the README says what each is for. */
const PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.ReadMessageHistory;

export interface DiscordOptions {
  readonly token: string;
  /** The one server to register commands in; everywhere without it. */
  readonly guildId?: string | undefined;
  /** Where Discord's REST API is, without the version; Discord's own without it. */
  readonly apiUrl?: string | undefined;
  readonly engine: Engine;
  readonly buttons: ButtonStore;
  readonly now: () => Temporal.Instant;
  /** Told what becomes of channels, and which messages count towards Discord's limits. */
  readonly listener?: ChannelListener | undefined;
  /** Told one sentence when the bot has been shut out for good. */
  readonly onFatal: (sentence: string) => void;
  /** Told what goes wrong and passes. */
  readonly log: (sentence: string) => void;
  /** Told how long Discord's limits made a request wait, in milliseconds. */
  readonly onWait?: (ms: number) => void;
  /** Milliseconds after which a person is told that the answer is coming. */
  readonly deferAfter?: number;
}

export interface DiscordBot {
  readonly name: string;
  readonly registration: Registration;
  /** Adds the bot to a server, with the permissions that it needs and no others. */
  readonly inviteUrl: string;
  /** Adds the bot to one's own account, for use anywhere. */
  readonly installUrl: string;
  readonly counts: Readonly<DiscordCounts>;
  /** Whether events arrive, or will after a reconnection that is under way. */
  readonly healthy: boolean;
  /** Posts briefings. */
  readonly poster: Poster;
  /** Why no events arrive now; null when they do. */
  readonly trouble: string | null;
  /** When Discord last answered a heartbeat; null before the first. */
  readonly lastSign: Temporal.Instant | null;
  /** Takes nothing more, finishes the answers under way, and leaves. */
  close(): Promise<void>;
}

/**
 * Starts the bot; it answers when this returns.
 * @throws Unreachable when Discord cannot be reached now; another UserError when it will not let the bot in
 */
export async function startDiscord(options: DiscordOptions): Promise<DiscordBot> {
  const { log, listener } = options;
  const commands = slashCommands(options.engine, options.guildId ? "guild" : "global");
  const client = new Client({
    intents: INTENTS,
    // Direct messages come from channels that the bot has not seen before.
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    makeCache: CACHE,
    ...(options.apiUrl && { rest: { api: options.apiUrl } }),
  });
  const counts: DiscordCounts = { late: 0, refused: 0, unreachable: 0, reconnects: 0, resumes: 0 };
  let lost: string | null = null;
  let started = false;

  const failed = (error: unknown): void => {
    const count = countOf(error);
    if (count === "done") return;
    if (count === "bug") {
      options.engine.onBug(withoutSecrets(error));
      return;
    }
    counts[count]++;
    log(withoutSecrets(error).message);
  };
  const engine = listener ? hearing(options.engine, listener, failed) : options.engine;
  const interactions = new Interactions({
    engine,
    buttons: options.buttons,
    now: options.now,
    responder: new Responder(client.rest, options.deferAfter),
  });
  const underWay = new Set<Promise<void>>();
  let closing = false;
  const follow = (answer: Promise<void>): void => {
    const done = answer.catch(failed).finally(() => underWay.delete(done));
    underWay.add(done);
  };
  client.on(Events.InteractionCreate, (interaction) => {
    if (!closing) follow(interactions.handle(interaction));
  });
  client.on(Events.MessageCreate, (message) => {
    const question = questionIn(message, message.client.user.id);
    if (question === null || closing) return;
    const spent = () => listener?.spent("discord", message.channelId);
    follow(answerQuestion(message, question, { engine, interactions, spent }));
  });
  if (listener) watchChannels(client, listener, failed);
  client.rest.on(RESTEvents.RateLimited, ({ retryAfter }) => options.onWait?.(retryAfter));
  client.on(Events.Error, failed);
  client.on(Events.ShardError, (error) => log(`Discord's gateway: ${withoutSecrets(error).message}`));
  client.on(Events.ShardReconnecting, () => {
    counts.reconnects++;
    // The client keeps to itself why; before the first connection nobody else would say anything.
    if (!started && counts.reconnects === 1)
      log("Discord's gateway cannot be reached. It is tried again until it can be.");
  });
  client.on(Events.ShardResume, () => {
    counts.resumes++;
  });
  const shutOut = new Promise<never>((_, reject) => {
    client.on(Events.ShardDisconnect, ({ code }) => {
      lost = fatalSentence(code);
      if (started) options.onFatal(lost);
      else reject(new UserError(lost));
    });
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));

  try {
    // A refused login leaves the client waiting for ever, so whichever comes first decides.
    await Promise.race([client.login(options.token).then(() => ready), shutOut]);
    const { user, application } = await ready;
    const registration = await registered(client, application.id, options.guildId, commands);
    started = true;
    return {
      name: user.username,
      registration,
      inviteUrl: authorizeUrl(application.id, "bot applications.commands", {
        integration_type: "0",
        permissions: String(PERMISSIONS),
      }),
      installUrl: authorizeUrl(application.id, "applications.commands", { integration_type: "1" }),
      counts,
      get healthy() {
        return lost === null;
      },
      poster: openPoster(options, user.id),
      get trouble() {
        const connected = client.ws.shards.every(({ status }) => status === Status.Ready);
        return lost ?? (connected ? null : "no connection to the gateway");
      },
      get lastSign() {
        const at = Math.max(0, ...client.ws.shards.map(({ lastPingTimestamp }) => lastPingTimestamp));
        return at > 0 ? Temporal.Instant.fromEpochMilliseconds(at) : null;
      },
      close: async () => {
        closing = true;
        await Promise.race([Promise.all(underWay), timer(GRACE_MS, undefined, { ref: false })]);
        await client.destroy();
      },
    };
  } catch (error) {
    await client.destroy();
    if (error instanceof UserError) throw error;
    if (countOf(error) === "unreachable")
      throw new Unreachable(`Discord cannot be reached: ${withoutSecrets(error).message}.`);
    throw isBadToken(error) ? new UserError(fatalSentence(4004)) : withoutSecrets(error);
  }
}

async function registered(
  { rest }: Client,
  application: string,
  guild: string | undefined,
  commands: ReturnType<typeof slashCommands>,
): Promise<Registration> {
  try {
    return await register(rest, application, guild, commands);
  } catch (error) {
    if (!guild || countOf(error) !== "refused") throw error;
    throw new UserError(
      `Discord does not let the bot register commands in the server ${guild} (DISCORD_GUILD_ID): is the bot there?`,
    );
  }
}

/** https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow */
function authorizeUrl(application: string, scope: string, rest: Readonly<Record<string, string>>): string {
  return `https://discord.com/oauth2/authorize?${new URLSearchParams({ client_id: application, scope, ...rest })}`;
}
