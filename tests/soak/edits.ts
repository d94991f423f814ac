/** The dossier of a run, edited to and fro between two revisions, and what each of them answers. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Service } from "../../src/dispatch.ts";
import { openService } from "../../src/service.ts";
import { DATA } from "../support/engine.ts";
import { Expected, Served } from "./expected.ts";

const EDITED = "sources.yaml";

export class Edits {
  /** Where the service under test reads its dossier. */
  readonly dir: string;
  /** An engine over the dossier as it is at first. */
  readonly service: Service;
  readonly served: Served;
  readonly #revisions: readonly [Expected, Expected];
  readonly #texts: readonly [string, string];

  /** @param folder to keep both revisions in */
  constructor(folder: string) {
    this.dir = join(folder, "dossier");
    const other = join(folder, "other");
    for (const dir of [this.dir, other]) cpSync(DATA, dir, { recursive: true });
    const text = readFileSync(join(this.dir, EDITED), "utf8");
    // Nearly every answer names its sources, so that nearly every answer tells which revision it is from.
    this.#texts = [text, text.replace(/^( +short: .*\S)$/gm, "$1 II")];
    writeFileSync(join(other, EDITED), this.#texts[1]);
    const keys = new Map<string, string>();
    this.service = openService(this.dir);
    this.#revisions = [new Expected(this.service, keys), new Expected(openService(other), keys)];
    this.served = new Served(this.#revisions[0]);
  }

  /** Somebody edits the dossier: a word more for each source, or less. False while the edit before is being taken in. */
  edit(): boolean {
    const [now] = this.served.possible;
    if (this.served.possible.length > 1) return false;
    const next = this.#revisions[0] === now ? 1 : 0;
    this.served.edited(this.#revisions[next]);
    writeFileSync(join(this.dir, EDITED), this.#texts[next]);
    return true;
  }
}
