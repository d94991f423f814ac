/** Tries a token with one harmless call. */
import { UserError } from "../../errors.ts";
import { createBot, describe, failureOf, isApiError } from "./api.ts";

/**
 * The username of the bot whose token it is.
 * @param apiRoot of a Bot API server; Telegram's own without it
 * @throws UserError when Telegram does not accept it, or cannot be asked
 */
export async function nameOf(token: string, apiRoot?: string): Promise<string> {
  try {
    return (await createBot(token, apiRoot).api.getMe()).username;
  } catch (error) {
    if (!isApiError(error)) throw error;
    if (["unauthorized", "refused"].includes(failureOf(error)))
      throw new UserError(
        "Telegram does not accept the token. Set TELEGRAM_TOKEN to the one from @BotFather.",
      );
    throw new UserError(`Telegram cannot be asked: ${describe(error)}`);
  }
}
