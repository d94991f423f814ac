/** Channels that go and come back: deleted, or with the server that the bot is removed from or added to. */
import { type Client, Events } from "discord.js";
import { z } from "zod";
import type { Asker } from "../../command.ts";
import type { ChannelListener } from "../../schedule/poster.ts";
import type { Engine } from "./engine.ts";

const packetShape = z.object({
  t: z.string(),
  d: z.object({ id: z.string(), unavailable: z.boolean().optional() }),
});

/**
 * Tells a listener what becomes of channels.
 * @param failed told what the listener threw
 */
export function watchChannels(
  client: Client,
  listener: ChannelListener,
  failed: (error: unknown) => void,
): void {
  const tell = async (chats: readonly string[], what: (chat: string) => void | Promise<void>) => {
    for (const chat of chats) await what(chat);
  };
  // The packet as it is: once the client has taken it in, it no longer knows which channels a server had.
  client.on(Events.Raw, (packet: unknown) => {
    const gone = packetShape.safeParse(packet).data;
    const found = gone && goneWith(client, gone);
    if (found) tell(found.chats, (chat) => listener.onGone("discord", chat, found.reason)).catch(failed);
  });
  client.on(Events.GuildCreate, ({ channels }) => {
    tell([...channels.cache.keys()], (chat) => listener.onBack("discord", chat)).catch(failed);
  });
}

/**
 * An engine that tells a listener where it is asked, if the bot can post there.
 * @param failed told what the listener threw
 */
export function hearing(engine: Engine, listener: ChannelListener, failed: (error: unknown) => void): Engine {
  const heard = async ({ place: { chat, trouble } }: Asker): Promise<void> => {
    try {
      if (chat !== "" && trouble === undefined) await listener.onBack("discord", chat);
    } catch (error) {
      failed(error);
    }
  };
  return {
    ...engine,
    answer: async (input, asker) => {
      await heard(asker);
      return engine.answer(input, asker);
    },
    read: async (input, asker) => {
      await heard(asker);
      return engine.read(input, asker);
    },
  };
}

/** The channels, with their threads, that an event takes away; null for another event. */
function goneWith(
  client: Client,
  { t, d }: z.output<typeof packetShape>,
): { readonly chats: readonly string[]; readonly reason: string } | null {
  switch (t) {
    case "GUILD_DELETE": {
      // An outage of Discord's is no removal.
      if (d.unavailable) return null;
      const chats = [...(client.guilds.cache.get(d.id)?.channels.cache.keys() ?? [])];
      return { chats, reason: "the bot was removed from the server" };
    }
    case "CHANNEL_DELETE": {
      const channel = client.channels.cache.get(d.id);
      const threads = channel && "threads" in channel ? [...channel.threads.cache.keys()] : [];
      return { chats: [d.id, ...threads], reason: "the channel was deleted" };
    }
    case "THREAD_DELETE":
      return { chats: [d.id], reason: "the thread was deleted" };
    default:
      return null;
  }
}
