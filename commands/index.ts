/** All commands, in the order of /help. */
import type { Command } from "../src/command.ts";
import about from "./about.ts";
import agenda from "./agenda.ts";
import ask from "./ask.ts";
import background from "./background.ts";
import brief from "./brief.ts";
import changes from "./changes.ts";
import compare from "./compare.ts";
import delegation from "./delegation.ts";
import dispute from "./dispute.ts";
import figure from "./figure.ts";
import forget from "./forget.ts";
import help from "./help.ts";
import judgement from "./judgement.ts";
import outlook from "./outlook.ts";
import person from "./person.ts";
import position from "./position.ts";
import quote from "./quote.ts";
import reaction from "./reaction.ts";
import round from "./round.ts";
import search from "./search.ts";
import sources from "./sources.ts";
import subscribe from "./subscribe.ts";
import subscription from "./subscription.ts";
import subscriptions from "./subscriptions.ts";
import term from "./term.ts";
import timeline from "./timeline.ts";
import topic from "./topic.ts";
import unsubscribe from "./unsubscribe.ts";

export const commands: readonly Command[] = [
  ask,
  brief,
  search,
  delegation,
  timeline,
  round,
  person,
  position,
  topic,
  compare,
  figure,
  quote,
  dispute,
  agenda,
  outlook,
  reaction,
  judgement,
  background,
  term,
  changes,
  sources,
  subscribe,
  subscriptions,
  subscription,
  unsubscribe,
  forget,
  help,
  about,
];
