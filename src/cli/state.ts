/** The operator's tools for the state: copy it, bring a copy back, look it over, hand it to other programs. */
import { Command, Option } from "commander";
import { loadConfig } from "../config.ts";
import { UserError } from "../errors.ts";
import { clean } from "../reply/text.ts";
import { nextDue, slotsSince } from "../schedule/due.ts";
import type { BriefingStore, Channel, Platform } from "../storage/briefings.ts";
import { refusing } from "./refusing.ts";

interface Options {
  readonly state: string;
  readonly force?: boolean;
}

const stateOption = () => new Option("--state <file>", "the state's file").default(loadConfig().state);

export function stateCommand(): Command {
  const state = new Command("state").description("the operator's tools for what the service keeps");
  state
    .command("backup")
    .description("copies the state into one file, while the service runs or not")
    .argument("<file>", "where to; refused when it is there already")
    .addOption(stateOption())
    .option("--force", "overwrite the file")
    .action(refusing(backup));
  state
    .command("restore")
    .description("puts a backup in the place of the state; the service must be stopped")
    .argument("<file>", "a backup; it stays as it is")
    .addOption(stateOption())
    .action(refusing(restore));
  state
    .command("check")
    .description("whether the state is sound, and what is in it; exit status 1 when it is not")
    .addOption(stateOption())
    .action(refusing(check));
  state
    .command("export")
    .description("subscriptions, deliveries, revisions and chats as JSON, one a line")
    .addOption(stateOption())
    .action(refusing(exportState));
  return state;
}

async function backup(file: string, { state, force = false }: Options): Promise<void> {
  const storage = await import("../storage/backup.ts");
  await storage.backup(state, file, { force });
  console.log(`The state in ${state} was copied to ${file}.`);
}

async function restore(file: string, { state }: Options): Promise<void> {
  const storage = await import("../storage/backup.ts");
  const now = Temporal.Now.instant();
  let skipped = 0;
  const kept = await storage.restore(file, state, now, async (store) => {
    skipped = await settle(store, now);
  });
  console.log(`The state in ${state} is that of ${file} now.`);
  if (kept !== null) console.log(`The one before is kept in ${kept}.`);
  if (skipped > 0)
    console.log(
      `${skipped} briefings that were due since the backup count as skipped: nobody knows which of them were posted.`,
    );
}

const RESTORED = "restored from a backup; it may have been posted since";
const BATCH = 500;
const PLATFORMS: readonly Platform[] = ["discord", "telegram"];

/** What waited when the backup was made, or was due since, may have been posted, and nothing is posted twice. */
async function settle(store: BriefingStore, now: Temporal.Instant): Promise<number> {
  let skipped = 0;
  for (const platform of PLATFORMS) {
    // Whatever waits, however long it was told to.
    const last = now.add({ hours: 24 * 3_650 });
    for (let some = await store.ready(platform, last, BATCH); some.length > 0; ) {
      for (const { id } of some) await store.end(id, "skipped", RESTORED, now);
      skipped += some.length;
      some = await store.ready(platform, last, BATCH);
    }
  }
  for (let due = await store.due(now, BATCH); due.length > 0; due = await store.due(now, BATCH)) {
    const plans = due.flatMap(({ id, schedule, nextDue: first }) =>
      first === null
        ? []
        : [
            {
              ...{ subscription: id, due: first, nextDue: nextDue(schedule, now) },
              slots: slotsSince(schedule, first, now).map((slot) => ({ slot, skipped: RESTORED })),
            },
          ],
    );
    await store.plan(plans, now);
    skipped += plans.reduce((sum, { slots }) => sum + slots.length, 0);
  }
  return skipped;
}

async function check({ state }: Options): Promise<void> {
  const { inspect } = await import("../storage/inspect.ts");
  const { bytes, version, latest, held, subscriptions, deliveries, damaged, stopped, unknown } =
    inspect(state);
  const size = (bytes / 2 ** 20).toLocaleString("en", { maximumFractionDigits: 1 });
  const older = version < latest ? `; the next start brings it to ${latest}` : "";
  console.log(
    [
      `The state in ${state} is sound: ${size} MB, version ${version}${older}.`,
      held ? "A service runs on it." : "No service runs on it.",
      `Subscriptions: ${counted(subscriptions)}.`,
      `Deliveries: ${counted(deliveries)}.`,
      ...stopped.map(
        (one) => `Stopped: briefing ${one.number} in ${placeText(one.channel)}: ${clean(one.reason ?? "")}`,
      ),
      ...unknown.map(
        ({ channel, slot, reason }) => `Unknown: ${placeText(channel)}, ${slot}: ${clean(reason ?? "")}`,
      ),
    ].join("\n"),
  );
  if (damaged.length > 0) throw new UserError(damaged.join("\n"));
}

/** "telegram -100, topic 5". Without what a hand may have put there to steer a terminal. */
const placeText = ({ platform, chat, thread }: Channel): string =>
  clean(`${platform} ${chat}${thread === null ? "" : `, topic ${thread}`}`);

/** "3 active, 1 paused"; "none". */
const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([state, n]) => `${n.toLocaleString("en")} ${state}`)
    .join(", ") || "none";

async function exportState({ state }: Options): Promise<void> {
  const { rows } = await import("../storage/inspect.ts");
  for (const row of rows(state)) console.log(JSON.stringify(row));
}
