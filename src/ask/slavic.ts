/** Words of Ukrainian and Russian in a question, in either alphabet, as English ones: "skolko raket" asks how many missiles. */
import type { Dossier } from "../dossier/dossier.ts";
import { isEnglish } from "../dossier/english.ts";
import { fold } from "../dossier/fuzzy.ts";
import { indexOf } from "../dossier/search.ts";
import { stem } from "../dossier/stem.ts";
import { STOP } from "./words.ts";

/**
 * English words by their Ukrainian and Russian ones, in any usual transliteration; a hyphen stands for whatever ending.
 * What only a dossier's subject calls for stands in its manifest (`translations`).
 */
const GENERAL: Readonly<Record<string, string>> = {
  who: "kto khto kogo koho komu kem",
  what: "chto shto shcho scho sho chego choho chem chym",
  why: "pochemu chomu zachem navishcho",
  when: "kogda koly",
  where: "gde kuda kudy",
  "how many": "skolko skilky",
  how: "kak yak kakim yakym",
  which: "kakoy kakaya kakoe kakie kakuyu yakyi yaka yake yaki yaku kotor-",
  really: "pravda deystvitelno diysno spravdi",
  was: "byl byla bylo byli buv bula bulo buly",
  is: "eto tse yest takoy takaya takoe takyi taka take",
  whether: "razve chy",
  or: "ili abo",
  no: "net nemaye nema",
  about: "pro",
  after: "posle pislya",
  before: "pered",
  between: "mezhdu mizh",
  against: "protiv proty",
  next: "sleduyushch- nastupn-",
  last: "posledn- ostann-",
  first: "pervyy pervaya pervoe pervye pervogo pervom pershyi persha pershe pershoho pershomu",
  second: "vtoroy vtoraya vtoroe vtorogo vtorom druhyi druha druhe druhoho druhomu",
  third: "tretiy tretya tretogo tretoho",
  new: "novyy novyi novaya nova novoe nove novye novi",
  all: "vse vsi vsekh vsikh",
  said: "skazal- skazav govor- hovor- zayav-",
  thinks: "dumayet dumaye schitayet vvazhaye",
  wants: "khoche- khochu- khotya- khotya khotyat khotit",
  demands: "trebu- trebov- vymah- vymoh-",
  rejects: "otkaz- vidmov- otver- vidkyd-",
  proposed: "predlo- propon- propoz-",
  leads: "vozglav- ocholyu- ocholyv- rukovod- kerivn- keruy-",
  head: "glava glavoy golova holova holovoyu",
  met: "vstretil- zustril-",
  meeting: "vstrech- zustrich-",
  talks: "peregovor- perehovor- peremovyn-",
  round: "raund-",
  delegation: "delegats-",
  team: "komand-",
  peace: "mira miru mire myr myru mirn- myrn-",
  war: "voyna voyny voyne voynu viyna viyny viyni viynu",
  truce: "peremir- peremyr-",
  agreement: "soglashen- soglasheniye ugod- dogovor-",
  agreed: "dogovoril- domovyl-",
  breakthrough: "proryv- prorv-",
  results: "rezultat- itog- pidsum- naslidk-",
  position: "pozitsi- pozytsi-",
  agenda: "povestk- poryadok poryadku",
  issue: "vopros- pytann-",
  sources: "istochnik- dzherel-",
  quote: "tsitat- tsytat-",
  number: "kolichestv- chislo kilkist",
  name: "imya imena familiya prizvyshche zovut zvaty",
  president: "prezident- prezydent-",
  minister: "ministr-",
  ministry: "ministerstv-",
  aide: "sovetnik- radnyk- pomoshchnik- pomichnyk-",
  envoy: "poslanets poslann- spetspred- upolnomochen-",
  secretary: "sekretar-",
  spokesman: "presssekretar- rechnyk- rechnik-",
  author: "avtor-",
  russian: "rossiysk- rosiysk- russk- moskovsk-",
  ukrainian: "ukrainsk- ukrayinsk-",
  american: "amerikansk- amerykansk-",
  europe: "evrop- yevrop-",
  region: "oblast-",
  territory: "territori- terytori-",
  land: "zemly- zemel- zemlia",
  border: "granits- kordon-",
  guarantees: "garanti- harantiy- garantiy-",
  security: "bezopasn- bezpek- bezpets-",
  energy: "energeti- enerhety- energi- enerhi-",
  strikes: "udar- atak- obstril- obstrel-",
  killed: "pogib- zahyn- ubit- vbyt- zhertv-",
  wounded: "ranen- poranen-",
  losses: "poter- vtrat-",
  troops: "voysk- viysk- soldat-",
  army: "armiya armii armiyu armiyi",
  capture: "vzyal- vzyav zakhvat- zakhop-",
  money: "deneg dengi hroshi hroshey groshi",
  price: "tsena tsina tseny tsiny",
  failed: "provalil- provaly-",
  fired: "zapust- vypust-",
  held: "prokhodi- prokhody- proshl- proish- sostoyal- derzhit utrym- trymaye",
  happened: "sluchilos proizoshlo stalos vidbulos sluchilosya vidbulosya",
  postponed: "otlozh- perenes- vidkla- perenesl-",
};
/** So short that they are read only beside a longer word of these languages. */
const SMALL: Readonly<Record<string, string>> = {
  in: "v u vo",
  on: "na",
  and: "i y ta",
  with: "s z so iz zi",
  from: "ot vid",
  of: "o ob",
  not: "ne",
  where: "de",
  year: "god goda rik roku",
};

/** The letters of both alphabets as the lists above have them. */
const LATIN: ReadonlyMap<string, string> = new Map(
  "'= ’= а=a б=b в=v г=g ґ=g д=d е=e ё=yo є=ye ж=zh з=z и=y і=i ї=yi й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya"
    .split(" ")
    .map((pair) => pair.split("=") as [string, string]),
);
/** Spellings that transliterations use for one another, as one. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/sch|shch|sh/g, "sh"],
  [/kh|g/g, "h"],
  [/ts|tz/g, "c"],
  [/w/g, "v"],
  [/[yji]+/g, "i"],
  [/(.)\1+/g, "$1"],
];

/** The same for all spellings of a word, in either alphabet. */
function keyOf(word: string): string {
  const latin = [...word.toLowerCase()].map((letter) => LATIN.get(letter) ?? letter).join("");
  return ALIKE.reduce((key, [spelling, one]) => key.replace(spelling, one), latin);
}

/** Longest ending of a case or person. */
const ENDING = 4;

interface Lexicon {
  readonly whole: ReadonlyMap<string, string>;
  /** By the first sound. */
  readonly begun: ReadonlyMap<string, readonly (readonly [string, string])[]>;
}

function lexiconOf(words: Readonly<Record<string, string>>): Lexicon {
  const pairs = Object.entries(words).flatMap(([english, spellings]) =>
    spellings.split(" ").map((spelling) => [spelling, english] as const),
  );
  const inflected = pairs.filter(([spelling]) => spelling.endsWith("-"));
  return {
    whole: new Map(
      pairs.filter((pair) => !inflected.includes(pair)).map(([word, english]) => [keyOf(word), english]),
    ),
    begun: Map.groupBy(
      inflected.map(([word, english]) => [keyOf(word.slice(0, -1)), english] as const),
      ([sound]) => sound.charAt(0),
    ),
  };
}

function look({ whole, begun }: Lexicon, word: string): string | undefined {
  const sound = keyOf(word);
  const found = begun
    .get(sound.charAt(0))
    ?.find(([start]) => sound.startsWith(start) && sound.length <= start.length + ENDING);
  return whole.get(sound) ?? found?.[1];
}

const small = lexiconOf(SMALL);
const lexicons = new WeakMap<Dossier, Lexicon>();

/** A text with its Ukrainian and Russian words as English ones, and how they were read: typed, then taken for. */
export function inEnglish(dossier: Dossier, text: string): { text: string; readings: readonly string[] } {
  const lexicon = lexicons.get(dossier) ?? lexiconOf({ ...GENERAL, ...dossier.manifest.translations });
  lexicons.set(dossier, lexicon);
  const index = indexOf(dossier);
  const found = new Map<string, string>();
  for (const word of new Set(text.match(WORD))) {
    const plain = fold(word);
    const cyrillic = CYRILLIC.test(word);
    // A word of the dossier or of English is meant as it stands; in Cyrillic letters the dossier has at most aliases.
    if (!cyrillic && (word.length < SHORTEST || STOP.has(plain) || index.frequency(stem(plain)) > 0))
      continue;
    const english = look(lexicon, word);
    if (english !== undefined && (cyrillic || !isEnglish(plain))) found.set(word, english);
  }
  if (found.size === 0) return { text, readings: [] };
  return {
    text: text.replace(WORD, (word) => found.get(word) ?? besides(word)),
    readings: [`“${[...found.keys()].join(" ")}” read as “${[...found.values()].join(" ")}”`],
  };
}

/** A small word beside those of its language. */
const besides = (word: string): string => (STOP.has(fold(word)) ? undefined : look(small, word)) ?? word;

/** A word in Latin letters that is shorter may be anything. */
const SHORTEST = 3;
const WORD = /[\p{L}\p{M}'’]+/gu;
const CYRILLIC = /\p{Script=Cyrillic}/u;
