/** Inputs of buttons in SQLite: they outlive the process, and go when their message was not shown for long. */
import type { ButtonInput, ButtonStore } from "./buttons.ts";
import type { Sql } from "./sql.ts";

export function sqliteButtons(sql: Sql): ButtonStore {
  return {
    keep: async (inputs: readonly ButtonInput[], now: Temporal.Instant) => {
      if (inputs.length === 0) return;
      // A button forgotten by a power cut says that it is too old: nothing to wait for the disk for.
      await sql.writeSoon(() => {
        for (const { key, input } of inputs) {
          sql.run(
            "INSERT INTO button (key, input, at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at",
            key,
            input,
            now.epochMilliseconds,
          );
        }
      });
    },
    find: async (key) => sql.value<string>("SELECT input FROM button WHERE key = ?", key) ?? null,
  };
}
