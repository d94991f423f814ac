/** Zones as people name them. */
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { ZONE } from "../../../src/schedule/zones.ts";
import { NAMES } from "../../support/zones.ts";

const read = (text: string) => ZONE.read(text)?.value;

describe("a zone", () => {
  test.each([
    ["Europe/Kyiv", "Europe/Kyiv"],
    ["europe/kiev", "Europe/Kyiv"],
    ["kiev", "Europe/Kyiv"],
    ["Київ", "Europe/Kyiv"],
    ["ukraine", "Europe/Kyiv"],
    ["Kyiv time", "Europe/Kyiv"],
    ["new york", "America/New_York"],
    ["Washington DC", "America/New_York"],
    ["america/new_york", "America/New_York"],
    ["detroit", "America/Detroit"],
    ["Port-au-Prince", "America/Port-au-Prince"],
    ["São Paulo", "America/Sao_Paulo"],
    ["abu dhabi", "Asia/Dubai"],
    ["japan", "Asia/Tokyo"],
    ["sydney", "Australia/Sydney"],
    ["UK", "Europe/London"],
    ["utc", "UTC"],
    ["GMT", "UTC"],
    ["UTC+0", "UTC"],
    ["Asia/Calcutta", "Asia/Kolkata"],
  ])("%s", (typed, zone) => {
    expect(ZONE.read(typed)).toEqual({ value: zone });
  });

  test.each([
    ["CET", "Europe/Brussels"],
    ["est", "America/New_York"],
    ["Eastern time", "America/New_York"],
    ["central european time", "Europe/Brussels"],
    ["Etc/GMT-2", "Etc/GMT-2"],
  ])("%s is taken as one, and it is said", (typed, zone) => {
    expect(ZONE.read(typed)?.value).toBe(zone);
    expect(ZONE.read(typed)?.said).toContain(zone);
  });

  test("every name of the database with a place is read as that zone, under a name that the runtime takes", () => {
    const wrong = NAMES.filter((name) => name.includes("/") && !/^(?:Etc|posix|right)\//.test(name)).filter(
      (name) => {
        const zone = read(name);
        const at = (id: string) => Temporal.Instant.from("2026-07-01T00:00:00Z").toZonedDateTimeISO(id);
        return !zone || (zone !== name && !at(zone).equals(at(name)));
      },
    );
    expect(wrong).toEqual([]);
  });

  test.each(["cst", "ist", "us", "Russia", "victoria"])("%s may be several, and is asked about", (typed) => {
    expect(() => ZONE.read(typed)).toThrow(/may be .*\. Which one\?/);
  });

  test.each([
    ["UTC+2", "Europe/Kyiv"],
    ["GMT -5", "America/New_York"],
    ["+05:30", "Asia/Kolkata"],
    ["utc-3:30", "America/St_Johns"],
  ])("%s is an offset and no zone, told so with places", (typed, place) => {
    expect(() => ZONE.read(typed)).toThrow(UserError);
    expect(() => ZONE.read(typed)).toThrow(place);
  });

  test("an offset alone is told by its turned sign", () => {
    expect(() => ZONE.read("UTC+2")).toThrow("Etc/GMT-2");
    expect(() => ZONE.read("+05:30")).not.toThrow("Etc");
  });

  test("a misspelt name is mended when that is asked for, and said", () => {
    expect(ZONE.read("londn")).toBeNull();
    expect(ZONE.read("londn", true)).toEqual({
      value: "Europe/London",
      said: "“londn” read as Europe/London",
    });
    expect(ZONE.read("Eurpoe/Kyiv", true)?.value).toBe("Europe/Kyiv");
    expect(ZONE.read("qwertyuiop", true)).toBeNull();
    expect(ZONE.read("", true)).toBeNull();
    expect(ZONE.read("constructor")).toBeNull();
  });

  test("an unknown one is refused with what is near", () => {
    expect(ZONE.refusal("brusels")).toContain("Europe/Brussels");
    expect(ZONE.refusal("nowhere")).toContain("large city");
  });
});

describe("suggestions", () => {
  test("before anything is typed are the usual zones, as many as a menu takes", () => {
    expect(ZONE.suggest("")).toHaveLength(25);
    expect(ZONE.suggest("").every((zone) => read(zone) === zone)).toBe(true);
  });

  test.each([
    ["ky", "Europe/Kyiv"],
    ["new y", "America/New_York"],
    ["abu", "Asia/Dubai"],
    ["europe/ber", "Europe/Berlin"],
    ["brusels", "Europe/Brussels"],
    ["geneva", "Europe/Zurich"],
  ])("%s begins with %s", (typed, zone) => {
    expect(ZONE.suggest(typed)[0]).toBe(zone);
  });

  test("every one is a zone that the runtime knows, and is read as itself", () => {
    const all = [..."abcdefghijklmnopqrstuvwxyz"].flatMap((letter) => ZONE.suggest(letter));
    expect(new Set(all).size).toBeGreaterThan(400);
    expect([...new Set(all)].filter((zone) => read(zone) !== zone)).toEqual([]);
  });
});
