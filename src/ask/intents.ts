/** What kind of answer a question wants, told by its words. */

/** What kind of answer is wanted; a question may want several. */
export type Intent =
  | "who"
  | "when"
  | "where"
  | "howMany"
  | "howLong"
  | "said"
  | "doubt"
  | "define"
  | "wants"
  | "compare"
  | "leads"
  | "members"
  | "happened"
  | "next"
  | "reaction"
  | "why"
  | "agenda";

const INTENTS: readonly (readonly [Intent, RegExp])[] = [
  ["who", /\b(?:who|whom|whose|whos|which (?:person|official|envoy|general|politician))\b/],
  [
    "when",
    /^when\b|\b(?:when (?:exactly )?(?:did|was|were|is|are|will|does|do|has|have|would|should)|what day|which day|what date|which date|what time|date of|since when|how soon|which year|what year)\b/,
  ],
  [
    "where",
    /\b(?:where|venue|location|which (?:city|country|building|place|town|palace)|what (?:city|place|building))\b/,
  ],
  ["howLong", /\b(?:how long|duration|length of|how many (?:hours|days|weeks|months|years))\b/],
  [
    "howMany",
    /\b(?:how (?:many|much|big|large|(?<!in how )far(?! (?:apart|off|away|along|from)\b)|high|low|cold|hot|wide|fast|strong|often|deep)|number of|numbers?(?! one\b)|amount|(?<!\d )percent(?:age)?|share(?! (?:any|an?|the|this|that|his|her|its|their|our|same|goals?|basic|common|views?)\b)|size|area|(?<!\b(?:political|military|public|senior|leading|key) )figures?|total|count(?! as)|toll|rate|pace|statistics?|(?<!would .*|could .*|will .*|may .*|\bhuman )costs?|worth|sum|(?<!strategic |symbolic |military |political )value|sample|margin|temperatures?|sq|km2?|square(?!d))\b/,
  ],
  [
    "said",
    /\b(?:said|say|says|saying|quot\w*|exact words?|verbatim|in (?:\w+ )?(?:own )?words|wording|words of|statements?|told|call(?:ed|s)?|describ\w*|tweet\w*|post(?:ed)? on x|comment\w*|remark\w*|phrase)\b/,
  ],
  [
    "doubt",
    /^(?:is|was|were|are|did|do|does|has|have)\b.*\b(?:or|actually)\b|\b(?:really|is it true|true that|truly|correct|which (?:is|one is|figure is|number is)|right(?! (?:now|to)\b)|(?<!(?:went|goes|go|gone) )wrong|differ\w*|disagree\w*|contradict\w*|conflicting|(?:sources|accounts|figures|numbers|reports|versions) conflict|disputes?|disputed(?! (?:territor|region|area|land|part|zone))|discrepanc\w*|inconsisten\w*|versions?|alleged|confirmed|sure|or not|confus\w*|mistake|reliable|same (?!person|man|one)|quarrel|spel(?:l|t)\w*|names? (?:is |are |be )?(?:really )?written|(?:the|all|which|other) (?:sources?|reports?|accounts?)|(?:all|which|other) authors?|sources? (?:say|differ|agree|name)|(?:sources|articles|reports|accounts|texts|pieces|papers) (?:all )?(?:say|differ|agree|match|name|concur)|of one mind)\b/,
  ],
  [
    "define",
    /\b(?:what is|whats|what are|what was|what does|what do|meaning|mean|means|meant|define|definition|explain|stand for|stands for|term|glossary)\b/,
  ],
  [
    "wants",
    /\b(?:wants?|wanted|demand\w*|insist\w*|position\w*|stance|offer\w*|reject\w*|refus\w*|accept\w*|ask(?:s|ed|ing)? for|require\w*|condition\w*|conced\w*|concession\w*|willing|propos\w*|red lines?|oppos\w*|agree to|rule[sd]? out|view on|attitude)\b/,
  ],
  [
    "compare",
    /\b(?:compar\w*|versus|vs|against each other|contrast|differen(?:ces?|t) (?:between|of|in)|side by side|each(?! other)|both sides)\b/,
  ],
  [
    "leads",
    /\b(?:lead|leads|led|leader\w*|head|heads|headed|heading|chief|boss|in charge|chair\w*|top negotiator|chief negotiator)\b/,
  ],
  [
    "members",
    /\b(?:delegat\w*|teams?|members?|sits?|sat|attend\w*|participa\w*|at the (?:talks|table|meetings?)|took part|take part|present|represent\w*|negotiators?|composition|line ?up|who was there|who came|who went)\b/,
  ],
  [
    "happened",
    /\b(?:happen\w*|occur\w*|events?|timeline|chronology|took place|take place|going on|went on)\b/,
  ],
  [
    "next",
    /\b(?:next|upcoming|future|expect\w*|forecast\w*|outlook|will (?:there|they|the|it)|coming|planned|scheduled|predict\w*|prospects?|what now|what comes|third round|likely|scenario\w*)\b/,
  ],
  ["reaction", /\b(?:react\w*|respon\w*|welcom\w*|criticis\w*|criticiz\w*|mood|how did .* take)\b/],
  ["why", /\b(?:why|reasons?|cause[sd]?|because|how come|what for|purpose|motive)\b/],
  [
    "agenda",
    /\b(?:agenda|topics? (?:of|for|at)|discuss\w*|on the table|talk(?:ed|ing)? about|negotiat\w* about|cover(?:ed)?)\b/,
  ],
];

/** Questions that can be answered only in certain units, and those units. */
const UNITS: readonly (readonly [asked: RegExp, unit: RegExp])[] = [
  [/\b(?:how (?:cold|warm|hot)|temperatures?|degrees|celsius)\b/, /^°C$/],
  [/\b(?:percent(?:age)?|what (?:share|proportion))\b/, /^(?:%|of those polled|thirds|quarters)$/],
];

/** The units that a figure must have to answer a folded question; null when any may do. */
export const unitOf = (folded: string): RegExp | null =>
  UNITS.find(([asked]) => asked.test(folded))?.[1] ?? null;

/** The kinds of answer that a folded question asks for. */
export function intentsOf(folded: string): Set<Intent> {
  return new Set(INTENTS.flatMap(([intent, pattern]) => (pattern.test(folded) ? [intent] : [])));
}
