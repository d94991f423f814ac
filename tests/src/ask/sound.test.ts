/** Names by how they sound: spellings of one name meet, other words do not. */
import { describe, expect, test } from "vitest";
import { nameSounding, soundingLike } from "../../../src/ask/sound.ts";
import { dossier } from "../../support/engine.ts";

describe("a name that sounds the same", () => {
  test.each([
    ["dmitrijew", "dmitriev"],
    ["kastjukow", "kostyukov"],
    ["kyslycja", "kyslytsya"],
    ["zielenskij", "zelensky"],
    ["oumerow", "umerov"],
    ["uschakow", "ushakov"],
    ["ghnatoff", "hnatov"],
    ["witkoff", "witkoff"],
    ["kyslyzja", "kyslytsya"],
  ])("%s", (word, id) => expect(soundingLike(dossier, word)?.id).toBe(id));

  test.each(["lavrov", "medvedev", "tanks", "putnam", "abc"])("%s is nobody's", (word) =>
    expect(soundingLike(dossier, word)).toBeUndefined(),
  );
});

describe("a place that sounds the same", () => {
  test.each([
    ["donezk", "donetsk"],
    ["charkiw", "kharkiv"],
    ["cherson", "kherson"],
    ["pokrowsk", "pokrovsk"],
    ["slowjansk", "sloviansk"],
    ["saporischschja", "zaporizhzhia"],
    ["druschkiwka", "druzhkivka"],
  ])("%s", (word, name) => expect(nameSounding(dossier, word)).toBe(name));

  test.each(["bachmut", "mariupol", "lawrow"])("%s is not in it", (word) =>
    expect(nameSounding(dossier, word)).toBeUndefined(),
  );

  test("as of a day, one that no source had named by then is not in it", () => {
    const before = dossier.asOf(Temporal.PlainDate.from("2026-01-24"));
    expect(nameSounding(before, "charkiw")).toBeUndefined();
    expect(nameSounding(before, "odesssa")).toBe("odesa");
  });
});
