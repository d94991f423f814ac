/** Plain words that mean a command though they do not name it: "brief me", "what's new", "stop sending this", "hello". */

/** What such words lead to: an input that is answered in their place, or a sentence that tells which command to use. */
export type Plain =
  | { readonly input: string }
  | { readonly hint: string; readonly inputs: readonly string[] };

const COURTESY_BEFORE =
  /^(?:please|pls|hey|ok(?:ay)?|(?:can|could|would) (?:you|i|we)|(?:i|we)(?: would|'d|’d) like(?: to)?|(?:i|we) (?:want|need)(?: to)?|how (?:do|can) (?:i|we)|how to)\b[\s,]*/;
const COURTESY_AFTER = /[\s,.!?]*(?:\b(?:please|pls|thanks|thank you))?[\s,.!?]*$/;

const NOUN =
  "(?:briefings?|briefs?|sitreps?|digests?|bulletins?|roundups?|updates?|posts?|posting|messages?|notifications?|subscriptions?)";
const KIND = "(?:today['’]?s|morning|daily|evening|weekly|scheduled|regular|latest|current|new|short|full)";
const WHOSE = "(?:a|an|the|my|our|your|this|these|that|those|all|any|more)";
const CADENCE = /\b(?:every|each|daily at|weekdays|weekends|at \d|\d ?(?:am|pm)|\d:\d\d)/;

const NOW = new RegExp(
  `^(?:(?:give|send|show|get|read)(?: me| us)? )?(?:${WHOSE} )?(?:${KIND} )*(?:briefing|brief|sitrep|digest|bulletin|roundup)(?: now| today)?$`,
);
const ON_SOMETHING = /^brief (?:me|us)(?: now)?(?: (?:on|about)(?: the)?)?(?: (?!on\b|about\b)(.+))?$/;
const NEWS =
  /^(?:what['’]?s|what(?: is| has)?|anything|any|the)? ?(?:new|news|changed|latest|latest news|(?:latest )?updates?)(?: today)?$/;
/** How things stand, of nothing in particular: the briefing tells. */
const STANDING =
  /^(?:what(?: is|['’]?s) (?:going on|happening|up|the (?:situation|state of play|story))|where do (?:things|we|the talks) stand|how (?:do )?things stand|state of play|situation|(?:the )?big picture|catch me up|bring me up to (?:speed|date)|tl;?dr)(?: now| today| right now)?$/;
const SCHEDULE = new RegExp(
  `^(?:subscribe|sign (?:me|us) up|(?:schedule|set up|set|add|start|send|post|give|get)\\b.*\\b${NOUN})\\b.*`,
);
const VERBS = {
  end: "stop|end|cancel|unsubscribe|turn off|quit|delete|remove",
  pause: "pause|mute|suspend|snooze",
  resume: "resume|restart|unpause|unmute|continue",
  change: "change|edit|move|reschedule|update",
} as const;
const OBJECT = `(?: (?:sending|posting))?(?: me| us)?(?: from)?(?: ${WHOSE})*(?: ${KIND})*(?: (?:it|${NOUN}|spam|spamming))?`;
const REST = "(?: here| now| to .+| at .+| for .+)?";

const HINTS: Readonly<Record<keyof typeof VERBS, Plain>> = {
  end: {
    hint: "A briefing set here is stopped for a while with /subscription pause, and ended for good with /unsubscribe. /subscriptions lists those set here.",
    inputs: ["/subscriptions", "/subscription pause"],
  },
  pause: {
    hint: "A briefing set here is paused with /subscription pause, and goes on with /subscription resume. /subscriptions lists those set here.",
    inputs: ["/subscription pause", "/subscriptions"],
  },
  resume: {
    hint: "A briefing that is paused goes on with /subscription resume. /subscriptions lists those set here.",
    inputs: ["/subscription resume", "/subscriptions"],
  },
  change: {
    hint: "A briefing set here is changed with /subscription edit and what should change, such as /subscription edit 1 time:9:00. /subscriptions lists those set here.",
    inputs: ["/subscriptions", "/help subscription"],
  },
};
const TO_SUBSCRIBE: Plain = {
  hint: "A briefing comes by itself after /subscribe with a time, a city and, if not every day, the days: /subscribe 8:00 kyiv weekdays.",
  inputs: ["/help subscribe", "/subscriptions"],
};

/** Said in a conversation, and no question. */
const THANKS =
  /^(?:(?:many )?(?:thanks|thank you|thx|cheers|ty)(?: (?:a lot|so much|very much|everyone|all|bot))?|ok(?:ay)?|great|perfect|nice|good|got it|understood|bye|goodbye|good night|yes|no|lol|test|ping)$/;
const AT_YOUR_SERVICE: Plain = {
  hint: "At your service. Ask anything about the talks in your own words; /help lists the commands.",
  inputs: ["/brief", "/help"],
};

/** What plain words mean that are no question on the subject; null for everything else. */
export function plainMeaning(typed: string): Plain | null {
  const asked = typed.toLowerCase().replace(/\s+/g, " ").trim().replace(COURTESY_AFTER, "");
  if (
    /^(?:hi|hello|hey|hi there|hello there|good (?:morning|afternoon|evening)|help me|what can (?:you do|i ask))$/.test(
      asked,
    )
  )
    return { input: "/help" };
  if (/^(?:(?:who|what) are you|what(?: is|['’]?s) (?:this|that)(?: bot| thing| chat)?)$/.test(asked))
    return { input: "/about" };
  // "Thanks" is what courtesy leaves nothing of.
  if (THANKS.test(asked) || (asked === "" && /[a-z]/i.test(typed))) return AT_YOUR_SERVICE;
  const text = asked.replace(COURTESY_BEFORE, "");
  if (
    SCHEDULE.test(text) &&
    (/^(?:subscribe|sign|schedule|set|add|start)\b/.test(text) || CADENCE.test(text))
  )
    return TO_SUBSCRIBE;
  if (NOW.test(text)) return { input: /\bfull\b/.test(text) ? "/brief length:full" : "/brief" };
  const about = ON_SOMETHING.exec(text);
  if (about) return { input: `/brief ${about[1] ?? ""}`.trim() };
  if (STANDING.test(text)) return { input: "/brief" };
  if (NEWS.test(text)) return { input: "/changes" };
  for (const [kind, verbs] of Object.entries(VERBS)) {
    if (new RegExp(`^(?:${verbs})${OBJECT}${REST}$`).test(text)) return HINTS[kind as keyof typeof VERBS];
  }
  return null;
}
