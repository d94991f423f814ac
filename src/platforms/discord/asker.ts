/** Who asks in Discord, where, and whether they manage the place. */
import { type Interaction, InteractionContextType, type Message, type PermissionsBitField } from "discord.js";
import type { Asker } from "../../command.ts";
import { ADMIN_PERMISSION } from "./commands.ts";

/** Whoever typed a command or pressed a button. */
export function askerOf({ context, memberPermissions, channelId, user }: Interaction): Asker {
  return asker(channelId ?? "", user.id, context === InteractionContextType.BotDM, memberPermissions);
}

/** Whoever wrote a message. */
export function authorOf({ channelId, author, member, guildId }: Message): Asker {
  return asker(channelId, author.id, guildId === null, member?.permissions);
}

/** In a direct message with the bot everybody manages their own place; in a server their permissions say. */
function asker(
  chat: string,
  person: string,
  direct: boolean,
  permissions: Readonly<PermissionsBitField> | null | undefined,
): Asker {
  const manages = direct || (permissions?.has(ADMIN_PERMISSION) ?? false);
  return {
    place: { platform: "discord", chat, thread: null, person, direct },
    refusal: async () => (manages ? null : "Only those who may manage this server can do this."),
  };
}
