/** What the client remembers of Discord: channels and roles, which say who may do what; of people and messages hardly any. */
import { type CacheFactory, type Client, Options } from "discord.js";

/** People remembered at once, in all and in each server: as many as may ask at the same moment. */
const MOST_PEOPLE = 200;

/** The bot itself is never forgotten: its permissions are looked up in every channel. */
const people = {
  maxSize: MOST_PEOPLE,
  keepOverLimit: ({ id, client }: { readonly id: string; readonly client: Client }) => id === client.user?.id,
};

/** By itself the client would remember everybody who ever wrote where it can read. */
export const CACHE: CacheFactory = Options.cacheWithLimits({
  UserManager: people,
  GuildMemberManager: people,
  ThreadMemberManager: people,
  MessageManager: 0,
  ReactionManager: 0,
  PresenceManager: 0,
  VoiceStateManager: 0,
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  GuildInviteManager: 0,
  GuildScheduledEventManager: 0,
  StageInstanceManager: 0,
});
