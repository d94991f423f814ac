/** Who asks in Discord, where, whether they manage the place, and whether the bot can post there by itself. */
import {
  type Interaction,
  InteractionContextType,
  type Message,
  PermissionFlagsBits,
  type PermissionsBitField,
} from "discord.js";
import type { Asker } from "../../command.ts";
import { ADMIN_PERMISSION } from "./commands.ts";

type Permissions = Readonly<PermissionsBitField> | null;

interface Found {
  /** A thread is a channel of its own. */
  readonly chat: string;
  readonly person: string;
  readonly direct: boolean;
  /** What the person may do in this very channel. */
  readonly permissions: Permissions;
  readonly trouble: string | null;
}

/** Whoever typed a command or pressed a button. */
export function askerOf(interaction: Interaction): Asker {
  const { context, memberPermissions, channelId, user } = interaction;
  const direct = context === InteractionContextType.BotDM;
  const trouble = direct ? null : troubleOf(interaction);
  return asker({ chat: channelId ?? "", person: user.id, direct, permissions: memberPermissions, trouble });
}

/** Whoever wrote a message. */
export function authorOf(message: Message): Asker {
  const { channel, channelId, author, member, client } = message;
  const direct = !message.inGuild();
  const guild = "guild" in channel ? channel : null;
  const permissions = (guild && member && guild.permissionsFor(member)) ?? null;
  const own = guild?.permissionsFor(client.user) ?? null;
  const trouble = own && lack(own, channel.isThread());
  return asker({ chat: channelId, person: author.id, direct, permissions, trouble });
}

/** In a direct message with the bot everybody manages their own place; in a server the channel's permissions say. */
function asker({ chat, person, direct, permissions, trouble }: Found): Asker {
  const manages = direct || (permissions?.has(ADMIN_PERMISSION) ?? false);
  return {
    place: { platform: "discord", chat, thread: null, person, direct, ...(trouble && { trouble }) },
    refusal: async () =>
      manages
        ? null
        : "Only those who may manage this channel (the permission “Manage Channels”) can do this.",
  };
}

/** Why the bot cannot post where something was asked of it; a command is answered all the same. */
function troubleOf({
  context,
  appPermissions,
  authorizingIntegrationOwners,
  channel,
}: Interaction): string | null {
  const member = authorizingIntegrationOwners.guildId !== null;
  if (context !== InteractionContextType.Guild || !member)
    return "The bot itself is not here, only in the account of whoever uses it, so it cannot post here.";
  return lack(appPermissions, channel?.isThread() ?? false);
}

/** Which permission is missing for a message of the bot's own. */
function lack(permissions: Readonly<PermissionsBitField>, thread: boolean): string | null {
  const { ViewChannel, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  const missing = (name: string) =>
    `The bot cannot post here: it lacks the permission “${name}” in this channel.`;
  if (!permissions.has(ViewChannel)) return missing("View Channel");
  if (thread) return permissions.has(SendMessagesInThreads) ? null : missing("Send Messages in Threads");
  return permissions.has(SendMessages) ? null : missing("Send Messages");
}
