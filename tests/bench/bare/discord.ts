/** The least that a Discord bot of discord.js can do: it answers every slash command with one and the same message. */
import { readFileSync } from "node:fs";
import { Client, Events, GatewayIntentBits } from "discord.js";

const { DISCORD_TOKEN: token = "", DISCORD_API_URL: api = "", PAYLOAD = "" } = process.env;
const { allowed_mentions: allowedMentions, ...message } = JSON.parse(readFileSync(PAYLOAD, "utf8"));
const payload = { ...message, allowedMentions };

const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand()) void interaction.reply(payload);
});
client.once(Events.ClientReady, () => console.log("ready"));
process.once("SIGTERM", () => void client.destroy());
await client.login(token);
