/** `data init`: starts a dossier on another subject. */
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";

/** A small invented dossier with an item of every kind, and the texts of its sources. */
export const STARTER = join(import.meta.dirname, "starter");

/** Fills an empty folder. @throws UserError when something is in it, or it cannot be written */
export function init(dir: string): void {
  let held: string[];
  try {
    mkdirSync(dir, { recursive: true });
    held = readdirSync(dir);
  } catch (error) {
    throw new UserError(`${dir} cannot be made a dossier: ${(error as Error).message}`);
  }
  if (held.length > 0)
    throw new UserError(`${dir} is not empty; a dossier starts in an empty or a new folder`);
  try {
    cpSync(STARTER, dir, { recursive: true });
  } catch (error) {
    throw new UserError(`${dir} cannot be filled: ${(error as Error).message}`);
  }
  console.log(
    [
      `A small dossier is in ${dir}. Look at it, then overwrite it item by item:`,
      `  npm run --silent data -- check --data ${dir} --sources ${join(dir, "texts")}`,
      `  npm run --silent ask -- --data ${dir} "/delegation northland"`,
      `  npm run --silent data -- new event --data ${dir}`,
    ].join("\n"),
  );
}
