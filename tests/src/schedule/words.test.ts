/** Times and days as people type them, and back. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { DAYS, daysText, localText, scheduleText, TIME } from "../../../src/schedule/words.ts";

describe("a time", () => {
  test.each([
    ["8", "08:00"],
    ["8:00", "08:00"],
    ["08.30", "08:30"],
    ["0800", "08:00"],
    ["2345", "23:45"],
    ["7am", "07:00"],
    ["7 AM", "07:00"],
    ["7:30 pm", "19:30"],
    ["7.30 p.m.", "19:30"],
    ["12am", "00:00"],
    ["12:15pm", "12:15"],
    ["18h", "18:00"],
    ["18h30", "18:30"],
    ["noon", "12:00"],
    ["midnight", "00:00"],
    ["00:00", "00:00"],
  ])("%s", (typed, time) => {
    expect(TIME.read(typed)).toEqual({ value: time });
  });

  test.each(["", "eight", "8:0", "8:", "800000", "kyiv", "-1", "8-9", "constructor"])(
    "“%s” is none",
    (typed) => {
      expect(TIME.read(typed)).toBeNull();
    },
  );

  test.each(["24:00", "25:00", "8:60", "13pm", "0am", "99", "2460"])(
    "“%s” is a wrong one, told so",
    (typed) => {
      expect(() => TIME.read(typed)).toThrow(UserError);
    },
  );

  test("each one is read as it is written", () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const minute = fc.integer({ min: 0, max: 59 });
    fc.assert(
      fc.property(hour, minute, (h, m) => {
        const time = `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`;
        expect(TIME.read(time)).toEqual({ value: time });
        expect(TIME.read(`${h % 12 || 12}:${time.slice(3)} ${h < 12 ? "am" : "pm"}`)).toEqual({
          value: time,
        });
      }),
    );
  });

  test("is suggested as it is typed", () => {
    expect(TIME.suggest("")[0]).toBe("08:00");
    expect(TIME.suggest("8:1")).toEqual([]);
    expect(TIME.suggest("8:15")).toEqual(["08:15"]);
    expect(TIME.suggest("7")).toEqual(["07:00", "07:30"]);
    expect(TIME.suggest("7pm")).toEqual(["19:00"]);
    expect(TIME.suggest("25:00")).toEqual([]);
  });
});

describe("days", () => {
  test.each<[string, number[]]>([
    ["weekdays", [1, 2, 3, 4, 5]],
    ["every weekday", [1, 2, 3, 4, 5]],
    ["business days", [1, 2, 3, 4, 5]],
    ["daily", [1, 2, 3, 4, 5, 6, 7]],
    ["Every Day", [1, 2, 3, 4, 5, 6, 7]],
    ["mon,wed,fri", [1, 3, 5]],
    ["Monday, Wednesday and Friday", [1, 3, 5]],
    ["mon wed fri", [1, 3, 5]],
    ["mon-fri", [1, 2, 3, 4, 5]],
    ["Mon – Thu, Sat", [1, 2, 3, 4, 6]],
    ["monday to thursday", [1, 2, 3, 4]],
    ["fri-mon", [1, 5, 6, 7]],
    ["weekends", [6, 7]],
    ["weekends and wed", [3, 6, 7]],
    ["sundays", [7]],
    ["mo we fr", [1, 3, 5]],
    ["пн, ср, пт", [1, 3, 5]],
    ["вівторок-четвер", [2, 3, 4]],
    ["п’ятниця", [5]],
    ["по будням", [1, 2, 3, 4, 5]],
    ["будні", [1, 2, 3, 4, 5]],
    ["ежедневно", [1, 2, 3, 4, 5, 6, 7]],
  ])("%s", (typed, days) => {
    expect(DAYS.read(typed)?.value).toEqual(days);
  });

  test.each(["", "every", "mon-", "-fri", "mon-weekends", "someday", "kyiv", "8"])(
    "“%s” are none",
    (typed) => {
      expect(DAYS.read(typed)).toBeNull();
      expect(DAYS.refusal(typed)).toContain("mon-fri");
    },
  );

  test("misspelt are mended when that is asked for, and said", () => {
    expect(DAYS.read("wekdays")).toBeNull();
    expect(DAYS.read("wekdays", true)).toEqual({ value: [1, 2, 3, 4, 5], said: "“wekdays” read as Mon–Fri" });
    expect(DAYS.read("mon, thrusday", true)?.value).toEqual([1, 4]);
    expect(DAYS.read("kyiv", true)).toBeNull();
  });

  test("written are read back as the same", () => {
    fc.assert(
      fc.property(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), (days) => {
        expect(DAYS.read(daysText(days))?.value).toEqual(days);
      }),
    );
  });

  test("are suggested as they are typed", () => {
    expect(DAYS.suggest("")).toContain("weekdays");
    expect(DAYS.suggest("we")).toEqual(["wednesdays", "weekdays", "weekends", "wednesday"]);
    expect(DAYS.suggest("tue, sat")).toEqual(["tue, sat"]);
  });
});

test("a schedule is written in a line", () => {
  expect(scheduleText({ days: [1, 2, 3, 4, 5], time: "08:00", zone: "Europe/Kyiv" })).toBe(
    "Mon–Fri at 08:00, Europe/Kyiv",
  );
});

test("a moment is written in its zone's time, midnight as 00:00", () => {
  expect(localText(Temporal.Instant.from("2026-11-22T22:00:00Z"), "Europe/Kyiv")).toBe(
    "Mon 23 Nov 2026, 00:00",
  );
});
