/** The engine as a platform sees it: answers, sources, suggestions, at the time that it is. */
import { menu, suggest } from "./complete.ts";
import { apology, dispatch, read, type Service } from "./dispatch.ts";
import type { Engine } from "./platforms/discord/engine.ts";
import { receipts } from "./present/receipts.ts";
import { finish } from "./reply/finish.ts";

/** @param now the time at each question */
export function engineFor(service: Service, now: () => Temporal.Instant): Engine {
  return {
    commands: service.commands,
    answer: async (input, asker) => (await dispatch(service, { input, now: now(), asker })).reply,
    read: (input) => read(service, { input, now: now() }).reply,
    receipts: (reply) => receipts(service.dossier, reply),
    suggest: (arg, typed) => suggest(arg, typed, service.dossier, service.commands),
    menu: (arg) => menu(arg, service.dossier, service.commands),
    apologise: (bug) => finish(apology(bug), (source) => source),
    onBug: service.onBug,
  };
}
