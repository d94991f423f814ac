/** A clock that leaps ahead is believed when it stays there, one that is put back at once. */
import { expect, test } from "vitest";
import { steady } from "../../../src/schedule/clock.ts";
import { SLOT } from "../../support/briefings.ts";

/** A clock whose wall a test puts forward or back, in minutes. */
function scene() {
  let [passed, put] = [0, 0];
  const lines: string[] = [];
  const read = steady({
    now: () => SLOT.add({ seconds: (passed + put) * 60 }),
    monotonic: () => passed * 60_000,
    report: (line) => lines.push(line),
  });
  read();
  return {
    lines,
    /** Minutes since the beginning as the clock is read after so many more, the wall put forward by some. */
    after(minutes: number, by = 0): number {
      passed += minutes;
      put += by;
      return read().since(SLOT).total("minutes");
    },
  };
}

test("time that passes is the wall's, in small steps or after a long pause", () => {
  const { after, lines } = scene();
  expect([after(1), after(0.5), after(600)]).toEqual([1, 1.5, 601.5]);
  expect(lines).toEqual([]);
});

test("a small correction counts at once, in both directions", () => {
  const { after } = scene();
  expect([after(1, 1.5), after(1, -2)]).toEqual([2.5, 1.5]);
});

test("a leap ahead and back within minutes never happened; it is told once", () => {
  const { after, lines } = scene();
  expect([after(1, 1_440), after(1), after(2), after(0.5, -1_440)]).toEqual([1, 2, 4, 4.5]);
  expect(lines).toEqual(["the clock is 1440 minutes ahead all at once"]);
});

test("a leap ahead that lasts was a correction, or the machine slept", () => {
  const { after } = scene();
  expect([after(1, 60), after(4), after(1), after(1)]).toEqual([1, 5, 66, 67]);
});

test("a leap back counts at once, and back from there after a while", () => {
  const { after } = scene();
  expect([after(10, -60), after(1), after(1, 60), after(5)]).toEqual([-50, -49, -48, 17]);
});
