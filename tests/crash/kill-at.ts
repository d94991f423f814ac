/**
 * Loaded before the service, which then kills itself at a chosen write of its state, as a power cut would.
 * CRASH_AT is JSON: which statement, the how-manieth, and where in its transaction.
 */
import { Sql } from "../../src/storage/sql.ts";
import type { CrashPoint } from "./points.ts";

const point: CrashPoint | null = JSON.parse(process.env.CRASH_AT ?? "null");

const die = () => process.kill(process.pid, "SIGKILL");

if (point) {
  const statement = new RegExp(point.statement);
  let left = point.nth;
  let hit = false;
  const { run, write } = Sql.prototype;
  Sql.prototype.run = function (sql, ...values) {
    const now = statement.test(sql) && --left === 0;
    if (now && point.where === "before") die();
    const result = run.call(this, sql, ...values);
    if (now && point.where === "uncommitted") die();
    hit ||= now;
    return result;
  };
  Sql.prototype.write = function <T>(work: () => T): T {
    const result = write.call(this, work) as T;
    if (hit && point.where === "committed") {
      hit = false;
      if (point.after === 0) die();
      else setTimeout(die, point.after);
    }
    return result;
  };
}
