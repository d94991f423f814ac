/** Time zones as people name them: IANA names, cities, countries, abbreviations; and what is offered as they type. */
import { rawTimeZones } from "@vvo/tzdb";
import { distance, fold, slips } from "../dossier/fuzzy.ts";
import { UserError } from "../errors.ts";
import type { Reading } from "./words.ts";
import { ABBREVIATIONS, COUNTRIES, DOUBTFUL, PLACES, USUAL } from "./zone-names.ts";

/** A zone and every name that it is found by, folded, the most its own first. */
interface Entry {
  readonly zone: string;
  readonly names: readonly string[];
}

interface Index {
  readonly entries: readonly Entry[];
  /** What each folded name means; several zones where they share it. */
  readonly meanings: ReadonlyMap<string, readonly string[]>;
}

/** Made on first use: it takes some 30 ms that a start should not wait for. */
let made: Index | undefined;
function index(): Index {
  made ??= makeIndex();
  return made;
}

function makeIndex(): Index {
  const meanings = new Map<string, readonly string[]>();
  const entries = new Map<string, Entry>();
  const name = (zone: string, names: readonly string[]) => {
    const unique = new Set([...(entries.get(zone)?.names ?? []), ...names.map(fold)]);
    entries.set(zone, { zone, names: [...unique] });
  };
  name("UTC", ["utc", "gmt", "zulu", "greenwich", "etc utc", "coordinated universal"]);
  const known = rawTimeZones.filter((raw) => idOf(raw.name) !== null);
  // From the most a zone's own names to those that it may share; the first to take a name keeps it.
  const tiers: ((raw: (typeof known)[number]) => [zone: string, names: string[]][])[] = [
    (raw) => zonesOf(raw).map(([zone, alias]) => [zone, [alias]]),
    (raw) => [[raw.name, [cityOf(raw.name), ...words(PLACES, raw.name)]]],
    (raw) => zonesOf(raw).map(([zone, alias]) => [zone, NO_CITY.test(alias) ? [] : [cityOf(alias)]]),
    (raw) => [[raw.name, raw.mainCities.flatMap((city) => [city, city.replace(/ City$/, "")])]],
    (raw) => [[raw.name, [raw.countryName]]],
  ];
  for (const tier of tiers) {
    const found = known.flatMap((raw) => tier(raw));
    const shared = Map.groupBy(
      found.flatMap(([zone, names]) => names.map((text) => ({ zone, folded: fold(text) }))),
      ({ folded }) => folded,
    );
    for (const [folded, owners] of shared) {
      if (!meanings.has(folded)) meanings.set(folded, [...new Set(owners.map(({ zone }) => zone))]);
    }
    for (const [zone, names] of found) name(zone, names);
  }
  for (const folded of entries.get("UTC")?.names ?? []) meanings.set(folded, ["UTC"]);
  for (const [short, country] of Object.entries(COUNTRIES)) {
    meanings.set(short, meanings.get(fold(country)) ?? []);
  }
  return { entries: [...entries.values()], meanings };
}

function words(table: Readonly<Record<string, string>>, key: string): string[] {
  return (table[key] ?? "").split(" ").filter((word) => word !== "");
}
const ABBREVIATED = new Map(
  Object.keys(ABBREVIATIONS).flatMap((zone) =>
    words(ABBREVIATIONS, zone).map((word): [string, string] => [fold(word), zone]),
  ),
);
/** Old names that end in no city: "Canada/Atlantic", "Australia/North". */
const NO_CITY =
  /^(?:US|Canada|Mexico|Brazil|Chile|Etc)\/|^Australia\/(?:ACT|LHI|NSW|North|South|West|Victoria)$/;
const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf("/") + 1);

/** Each name of a group with the zone it stands for: the group's newest name where the runtime takes both for one. */
function zonesOf(raw: (typeof rawTimeZones)[number]): [zone: string, alias: string][] {
  return [raw.name, ...raw.group].flatMap((alias): [string, string][] => {
    // "EST5EDT" and "Turkey" are no places; what is meant by them is found by other names.
    if (!alias.includes("/") || idOf(alias) === null) return [];
    return [[same(alias, raw.name) ? raw.name : alias, alias]];
  });
}

const START = Temporal.Instant.fromEpochMilliseconds(0);
const same = (a: string, b: string): boolean =>
  START.toZonedDateTimeISO(a).equals(START.toZonedDateTimeISO(b));

/** A zone's name as the runtime spells it; null when it does not know it. */
function idOf(name: string): string | null {
  try {
    return START.toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** An IANA time zone. */
export const ZONE = {
  /**
   * "Europe/Kyiv", "kiev", "new york", "japan", "CET".
   * @param mend whether misspelt names are taken too
   * @throws UserError where several zones may be meant, or an offset that no summer time moves
   */
  read(text: string, mend = false): Reading<string> | null {
    if (isOffset(text)) return { value: "UTC" };
    const fixed = /^etc\/gmt([+-])(\d{1,2})$/i.exec(text.trim());
    const id = fixed && idOf(text.trim());
    if (id)
      return { value: id, said: `${id} is ${fixed[2]} h ${fixed[1] === "-" ? "ahead of" : "behind"} UTC` };
    const folded = fold(text).replace(/ (?:standard |daylight |summer )?time(?: zone)?$/, "");
    if (folded === "") return null;
    const doubtful = DOUBTFUL.get(folded);
    if (doubtful) throw several(text, doubtful);
    const abbreviated = ABBREVIATED.get(folded);
    if (abbreviated)
      return {
        value: abbreviated,
        said: `“${text}” read as ${abbreviated}, summer time included where it has one`,
      };
    const meant = index().meanings.get(folded);
    if (meant) return one(text, meant);
    const near = mend ? nearestNames(folded) : [];
    if (near.length === 0) return null;
    const { value } = one(text, near);
    return { value, said: `“${text}” read as ${value}` };
  },
  refusal(text: string): string {
    const near = ZONE.suggest(text).slice(0, 3);
    const hint = near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : "";
    return `I know no time zone or city “${text}”.${hint} Give a zone such as Europe/Kyiv, or a large city in it.`;
  },
  suggest(typed: string): string[] {
    const wanted = fold(typed);
    if (wanted === "") return [...USUAL];
    const { entries } = index();
    const begun = entries.flatMap((entry) => {
      const rank = rankOf(entry.names, wanted);
      return rank === null ? [] : [{ zone: entry.zone, rank: rank + usual(entry.zone) / 2 }];
    });
    if (begun.length > 0) return begun.toSorted((a, b) => a.rank - b.rank).map(({ zone }) => zone);
    return nearestNames(wanted);
  },
};

/** Whether a name of a zone begins with what is typed (0) or a word in one does (1); null when none does. */
function rankOf(names: readonly string[], wanted: string): 0 | 1 | null {
  if (names.some((name) => name.startsWith(wanted))) return 0;
  return names.some((name) => name.includes(` ${wanted}`)) ? 1 : null;
}

const usual = (zone: string): number => (USUAL.includes(zone) ? 0 : 1);

function one(text: string, zones: readonly string[]): Reading<string> {
  const [only, other] = zones;
  if (!only || other) throw several(text, zones);
  return { value: only };
}

function several(text: string, zones: readonly string[]): UserError {
  const shown = zones.toSorted((a, b) => usual(a) - usual(b)).slice(0, MOST_ASKED);
  const more = zones.length > shown.length ? ` or ${zones.length - shown.length} more` : "";
  return new UserError(
    `“${text}” may be ${shown.join(more ? ", " : " or ")}${more}. Which one? A city says it best.`,
    "ambiguous",
  );
}
const MOST_ASKED = 6;

/**
 * Whether a text is an offset of nothing: "UTC+0".
 * @throws UserError for any other, such as "UTC+2": that would be an hour off for half the year in most places
 */
function isOffset(text: string): boolean {
  const found = /^(?:utc|gmt)?\s?([+−-])\s?(\d{1,2})(?::?(\d{2}))?$/i.exec(text.trim());
  if (!found) return false;
  const [, sign = "+", hours = "", minutes = "0"] = found;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "+" ? 1 : -1);
  if (offset === 0) return true;
  const places = rawTimeZones
    .filter((raw) => raw.rawOffsetInMinutes === offset)
    .map(({ name }) => name)
    .toSorted((a, b) => usual(a) - usual(b));
  const such = places.length > 0 ? `, such as ${places.slice(0, 3).join(", ")}` : "";
  const etc = `Etc/GMT${sign === "+" ? "-" : "+"}${Number(hours)}`;
  const alone = offset % 60 === 0 && idOf(etc) ? `; the offset alone is ${etc}, its sign turned round` : "";
  throw new UserError(
    `“${text}” is an offset, which clocks leave where they change twice a year. Name a city or zone${such}${alone}.`,
    "ambiguous",
  );
}

/** The zones whose names are nearest to a misspelt one, within the slips that its length allows. */
function nearestNames(folded: string): string[] {
  let least = slips(folded.length);
  if (least === 0) return [];
  let near: (readonly string[])[] = [];
  for (const [name, zones] of index().meanings) {
    const slipped = distance(folded, name, least);
    if (slipped > least) continue;
    if (slipped < least) near = [];
    least = slipped;
    near.push(zones);
  }
  return [...new Set(near.flat())];
}
