/** Tries a token with one harmless call. */
import { REST, type RESTGetAPICurrentUserResult, Routes } from "discord.js";
import { UserError } from "../../errors.ts";
import { fatalSentence, isBadToken, withoutSecrets } from "./trouble.ts";

/**
 * The name of the bot whose token it is.
 * @param apiUrl where Discord's REST API is; Discord's own without it
 * @throws UserError when Discord does not accept it, or cannot be asked
 */
export async function nameOf(token: string, apiUrl?: string): Promise<string> {
  const rest = new REST({ ...(apiUrl && { api: apiUrl }) });
  try {
    const me = (await rest.setToken(token).get(Routes.user())) as RESTGetAPICurrentUserResult;
    return me.username;
  } catch (error) {
    if (isBadToken(error)) throw new UserError(fatalSentence(4004));
    throw new UserError(`Discord cannot be asked: ${withoutSecrets(error).message}`);
  }
}
