/** The engine as a platform sees it: answers within limits, each recorded; sources, suggestions. */
import type { Asker, Place } from "./command.ts";
import { menu, suggest } from "./complete.ts";
import { dispatch, type Invocation, type Outcome, read, type Service } from "./dispatch.ts";
import type { Recorder } from "./ops/answers.ts";
import type { Limits, Refusal } from "./ops/limits.ts";
import { newId } from "./ops/log.ts";
import type { Engine } from "./platforms/discord/engine.ts";
import { receipts } from "./present/receipts.ts";
import { apology } from "./present/said.ts";
import { Remembered } from "./remembered.ts";
import { note, type Reply } from "./reply/document.ts";
import { finish } from "./reply/finish.ts";

/** What a suggestion while somebody types costs, in questions: there is one for every key. */
const SUGGESTION = 0.1;

/** What watches over the answers; a shell or a test may do without. */
export interface Watch {
  readonly limits?: Pick<Limits, "refusal" | "silences">;
  readonly recorder?: Recorder;
}

/** An input that is not answered, and what to say of that: nothing, when it was said just before. */
export interface Denied {
  readonly text: string | null;
}

/** The engine, for askers at a time of the platform's own; `now` without one. */
export interface TimedEngine extends Engine {
  answer(input: string, asker: Asker, at?: Temporal.Instant): Promise<Reply | null>;
  read(input: string, asker: Asker, at?: Temporal.Instant): Promise<Reply | null>;
  /** Counts an input that the platform answers by itself; null when it may. */
  admit(asker: Asker): Promise<Denied | null>;
  /** Whether somebody asks so much that nothing is said any more, of which they were told: counted, and done with. */
  silences(platform: Place["platform"], person: string): boolean;
}

/** @param now the time at each question */
export function engineFor(
  service: Service,
  now: () => Temporal.Instant,
  { limits, recorder }: Watch = {},
): TimedEngine {
  const remembered = new Remembered();
  const admit = async ({ place, refusal }: Asker, cost?: number): Promise<Denied | null> => {
    const { platform, person, chat, direct } = place;
    const shared = direct || chat === "" ? null : `${platform} ${chat}`;
    const guest = {
      person: person && `${platform} ${person}`,
      chat: shared,
      manages: async () => (await refusal()) === null,
    };
    const refused = (await limits?.refusal(guest, now(), cost)) ?? null;
    if (!refused) return null;
    recorder?.limited({ platform, of: refused.of });
    return { text: refused.tell ? limitText(refused) : null };
  };

  const answered = async (
    invocation: Invocation & { readonly asker: Asker },
    way: (service: Service, invocation: Invocation) => Outcome | Promise<Outcome>,
  ): Promise<Reply | null> => {
    const denied = await admit(invocation.asker);
    if (denied) return denied.text === null ? null : refusal(denied.text);
    const id = newId();
    const start = performance.now();
    let bug = false;
    const onBug = (error: unknown): string => {
      bug = true;
      return service.onBug(error, id);
    };
    const { dossier } = service;
    const day = invocation.now.toString().slice(0, 10);
    const known = remembered.find(dossier, day, invocation.input);
    const told = known ?? (await way({ ...service, dossier, onBug }, invocation));
    if (!known) remembered.keep(dossier, day, invocation.input, told);
    const ms = performance.now() - start;
    const { command, reply } = told;
    const outcome = bug ? "bug" : reply.kind;
    const { input, asker } = invocation;
    recorder?.answered({ id, input, command, outcome, ms, ...asker.place });
    return reply;
  };

  return {
    commands: service.commands,
    admit: (asker) => admit(asker),
    silences: (platform, person) => {
      const silent = limits?.silences(`${platform} ${person}`, now()) ?? false;
      if (silent) recorder?.limited({ platform, of: "person" });
      return silent;
    },
    answer: (input, asker, at = now()) => answered({ input, asker, now: at }, dispatch),
    read: (input, asker, at = now()) => answered({ input, asker, now: at }, read),
    receipts: (reply) => receipts(service.dossier, reply),
    suggest: async (arg, typed, asker) =>
      (await admit(asker, SUGGESTION)) ? [] : suggest(arg, typed, service.dossier, service.commands),
    menu: (arg) => menu(arg, service.dossier, service.commands),
    apologise: (bug) => finish(apology(bug), (source) => source),
    onBug: service.onBug,
  };
}

/** Says kindly that it was too much, and when there will be an answer again. */
function limitText({ of, waitMs }: Refusal): string {
  const seconds = Math.ceil(waitMs / 1_000);
  const when = `in ${seconds} second${seconds === 1 ? "" : "s"}`;
  return of === "person"
    ? `That was a lot at once. Please ask again ${when}.`
    : `A lot is being asked here just now. Please ask again ${when}, or ask me directly.`;
}

const refusal = (text: string): Reply => finish({ kind: "denied", blocks: [note(text)] }, (source) => source);
