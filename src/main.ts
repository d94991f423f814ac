/** The service: serves the dossier on every platform that has a token; in the terminal when none has. */
import { complete } from "./complete.ts";
import { type Config, loadConfig } from "./config.ts";
import { dispatch } from "./dispatch.ts";
import { DossierError, UserError } from "./errors.ts";
import { type Redact, redactor } from "./ops/redact.ts";
import { botIdOf, createTelegram } from "./platforms/telegram/telegram.ts";
import { chat } from "./platforms/terminal/chat.ts";
import { type LiveService, openLiveService, openService } from "./service.ts";
import { openTelegramStore } from "./storage/telegram-sqlite.ts";

const now = () => Temporal.Now.instant();

/** A platform that is on. */
interface Running {
  close(): Promise<void>;
}

try {
  const config = loadConfig();
  if (config.telegramToken) await serve(config);
  else await talk(config);
} catch (error) {
  if (!(error instanceof DossierError || error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** The chat in the terminal. */
async function talk({ data }: Config): Promise<void> {
  // Piped input is answered from the dossier as it was at the start; a person's session follows the folder.
  const service = process.stdin.isTTY === true ? openLiveService(data) : openService(data);
  const { title, examples } = service.dossier.manifest;
  await chat({
    title: `Rapporteur · ${title}`,
    examples,
    answer: (input) => dispatch(service, { input, now: now() }).reply,
    complete: (line) => complete(line, service.commands, service.dossier),
    env: process.env,
  });
}

/** The platforms that have a token, until a signal or until one of them fails for good. */
async function serve(config: Config): Promise<void> {
  const webhook = webhookOf(config);
  const redact = redactor([config.telegramToken, config.telegramWebhookSecret]);
  // A crash is the last sink that a secret could reach.
  process.on("uncaughtException", (error) => {
    console.error(redact(error));
    process.exit(1);
  });
  const service = openLiveService(config.data);
  const running: Running[] = [];
  const stop = async (status: number): Promise<void> => {
    process.exitCode = status;
    await Promise.all(running.map((platform) => platform.close()));
    service.close();
  };
  process.once("SIGINT", () => void stop(0));
  process.once("SIGTERM", () => void stop(0));
  const onFatal = (error: unknown): void => {
    console.error(redact(error));
    void stop(1);
  };
  if (config.telegramToken) {
    running.push(telegram(config, config.telegramToken, { service, webhook, redact, onFatal }));
  }
}

interface Around {
  readonly service: LiveService;
  readonly webhook: ReturnType<typeof webhookOf>;
  readonly redact: Redact;
  readonly onFatal: (error: unknown) => void;
}

function telegram(config: Config, token: string, { service, webhook, redact, onFatal }: Around): Running {
  const { manifest } = service.dossier;
  const store = openTelegramStore(config.state, botIdOf(token));
  const stopping = new AbortController();
  const { run } = createTelegram({
    token,
    apiRoot: config.telegramApiRoot,
    webhook,
    store,
    commands: service.commands,
    title: manifest.title,
    subject: manifest.subject,
    example: manifest.examples[0] ?? "/help",
    answer: (input, at) => dispatch(service, { input, now: at }).reply,
    now,
    report: (line) => console.error(redact(line)),
    onBug: (error) => service.onBug(redact(error)),
  });
  const ended = run(stopping.signal)
    .catch(onFatal)
    .finally(() => store.close());
  return {
    close: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** @throws UserError when one half of the webhook's settings is missing */
function webhookOf({
  telegramWebhookUrl: url,
  telegramWebhookSecret: secret,
  telegramWebhookListen,
}: Config) {
  if (!url) return undefined;
  if (!secret) throw new UserError("TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET too.");
  const [host = "", port = ""] = telegramWebhookListen.split(":");
  return { url, secret, host, port: Number(port) };
}
