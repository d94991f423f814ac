/** The engine over the real dossier, for tests that ask it questions. */
import { commands } from "../../commands/index.ts";
import { type Invocation, type Outcome, read, type Service } from "../../src/dispatch.ts";
import { Dossier } from "../../src/dossier/dossier.ts";
import { parseDossier } from "../../src/dossier/load.ts";
import { toText } from "../../src/reply/text.ts";

/** The dossier that the tests ask. Its own check is a step of `npm test`, so it is only read here. */
export const DATA = "data/abu-dhabi-2026";

/** A folder as a dossier, without its check. */
export function readDossier(dir: string): Dossier {
  const { manifest, entries, problems } = parseDossier(dir);
  if (!manifest) throw new Error(problems.map(({ message }) => message).join("\n"));
  return new Dossier(
    manifest,
    entries.map((entry) => entry.item),
  );
}

export const dossier = readDossier(DATA);

/** A service in which a bug fails the test instead of becoming an apology. */
export const service: Service = {
  dossier,
  commands,
  onBug: (error) => {
    throw error;
  },
};

/** The day after the dossier's last source; any other would do as well. */
export const NOW = Temporal.Instant.from("2026-02-06T08:00:00Z");

export function ask(input: string, options: Partial<Invocation> & { service?: Service } = {}): Outcome {
  const { service: other, ...rest } = options;
  return read(other ?? service, { input, now: NOW, ...rest });
}

/** The plain text of an answer. */
export const askText = (input: string, options?: Parameters<typeof ask>[1]): string =>
  toText(ask(input, options).reply);
