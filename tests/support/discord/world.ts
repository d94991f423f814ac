/** Whom and what the Discord peer knows: the bot, a server, people; and the payloads that speak of them. */

export const APPLICATION = "100000000000000001";
export const GUILD = "200000000000000001";
export const CHANNEL = "300000000000000001";
export const DM_CHANNEL = "300000000000000002";
export const GROUP_CHANNEL = "300000000000000003";
/** Permission to manage channels, and a role that has it. */
export const MANAGE_CHANNELS = 1 << 4;
/** View Channel, Send Messages, Read Message History, Send Messages in Threads. */
export const POSTING = (1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 38n);
const MANAGERS = "500000000000000001";

export interface Person {
  readonly bot?: boolean;
  readonly id: string;
  readonly username: string;
}
export const ANNA: Person = { id: "400000000000000001", username: "anna" };
export const BORYS: Person = { id: "400000000000000002", username: "borys" };

const userOf = ({ id, username, bot = false }: Person) => ({
  id,
  username,
  discriminator: "0",
  global_name: null,
  avatar: null,
  bot,
});
export const BOT_USER = userOf({ id: APPLICATION, username: "rapporteur", bot: true });

/** READY and the servers that follow it. */
export function greeting(sessionId: string, gatewayUrl: string): [string, object][] {
  return [
    [
      "READY",
      {
        v: 10,
        user: BOT_USER,
        guilds: [{ id: GUILD, unavailable: true }],
        session_id: sessionId,
        resume_gateway_url: gatewayUrl,
        shard: [0, 1],
        application: { id: APPLICATION, flags: 0 },
      },
    ],
    ["GUILD_CREATE", guild()],
  ];
}

function guild() {
  return {
    id: GUILD,
    name: "Desk",
    owner_id: "400000000000000099",
    roles: [
      { id: GUILD, name: "@everyone", permissions: String(POSTING), position: 0, color: 0, hoist: false },
      {
        id: MANAGERS,
        name: "managers",
        permissions: String(MANAGE_CHANNELS),
        position: 1,
        color: 0,
        hoist: false,
      },
    ],
    channels: [
      { id: CHANNEL, type: 0, name: "talks", guild_id: GUILD, position: 0, permission_overwrites: [] },
    ],
    members: [{ user: BOT_USER, roles: [], joined_at: "2026-01-01T00:00:00Z", flags: 0 }],
    member_count: 3,
    emojis: [],
    stickers: [],
    features: [],
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A thread that somebody opens in a channel. */
export const threadCreated = (id: string, parent: string) => ({
  ...{ id, type: 11, name: "a thread", guild_id: GUILD, parent_id: parent, message_count: 0 },
  thread_metadata: {
    ...{ archived: false, locked: false },
    ...{ auto_archive_duration: 60, archive_timestamp: "2026-02-06T08:00:00Z" },
  },
});

/** Where somebody uses the bot: in a server, in a direct message to it, or wherever they are by their own install. */
export type Place = "guild" | "dm" | "group";

export interface Asker {
  readonly who?: Person;
  readonly place?: Place;
  /** Permissions in the channel. */
  readonly permissions?: number;
  /** The bot's own there. */
  readonly appPermissions?: bigint;
  /** The thread in which it happens, or another channel. */
  readonly channel?: { readonly id: string; readonly type: number };
  /** Whether the bot is there only by the person's own install. */
  readonly ownInstall?: boolean;
}

const CHANNELS: Record<Place, { id: string; type: number }> = {
  guild: { id: CHANNEL, type: 0 },
  dm: { id: DM_CHANNEL, type: 1 },
  group: { id: GROUP_CHANNEL, type: 3 },
};

/** What every interaction carries besides its own data. */
export function interactionFrame(asker: Asker) {
  const { who = ANNA, place = "guild", permissions = 0, appPermissions = POSTING } = asker;
  const { channel = CHANNELS[place], ownInstall = place === "group" } = asker;
  const member = {
    user: userOf(who),
    roles: [],
    joined_at: "2026-01-01T00:00:00Z",
    deaf: false,
    mute: false,
    flags: 0,
    permissions: String(permissions),
  };
  return {
    application_id: APPLICATION,
    version: 1,
    channel,
    channel_id: channel.id,
    ...(place === "guild"
      ? { guild_id: GUILD, guild: { id: GUILD, locale: "en-US", features: [] }, member }
      : {}),
    ...(place === "guild" ? {} : { user: userOf(who) }),
    locale: "en-US",
    app_permissions: String(appPermissions),
    entitlements: [],
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: ownInstall ? { 1: who.id } : { 0: place === "guild" ? GUILD : "0" },
    context: { guild: 0, dm: 1, group: 2 }[place],
  };
}

/** A message that a person wrote. */
export function personsMessage(
  id: string,
  content: string,
  { who = ANNA, place = "guild", permissions = 0 }: Asker,
) {
  const mentioned = content.includes(`<@${APPLICATION}>`) || content.includes(`<@!${APPLICATION}>`);
  return {
    id,
    type: 0,
    channel_id: CHANNELS[place].id,
    channel_type: CHANNELS[place].type,
    ...(place === "guild"
      ? {
          guild_id: GUILD,
          member: { roles: permissions ? [MANAGERS] : [], joined_at: "2026-01-01T00:00:00Z", flags: 0 },
        }
      : {}),
    author: userOf(who),
    content: mentioned || place === "dm" ? content : "",
    timestamp: "2026-02-06T08:00:00Z",
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: mentioned ? [BOT_USER] : [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
  };
}
