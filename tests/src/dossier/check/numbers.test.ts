/** Which numbers a sentence gives, and how a source may write them. */
import { expect, test } from "vitest";
import { numberStands, numbersIn } from "../../../../src/dossier/check/numbers.ts";

test.each<[string, number[]]>([
  ["Russia launched 5,000 drones and 70.5 tonnes on 2–3 February 2026.", [5000, 70.5]],
  ["The talks of 23 and 24 January 2026 took 4 hours.", [4]],
  ["It was −20 to −25 °C in 2026.", [-20, -25]],
  ["About 20–25 people met 3 times.", [20, 25, 3]],
  ["Since 1994, 67% agreed, said s001.", [67]],
  ["The 2,000 men of the 12th brigade left.", [2000]],
  ["It costs 2 million and 3.5 billion a year.", [2_000_000, 3_500_000_000]],
  ["No number stands here.", []],
])("%s", (sentence, numbers) => {
  expect(numbersIn(sentence)).toEqual(numbers);
});

test.each<[number, string, string]>([
  [6600, "km²", "some 6,600 square kilometres"],
  [12, "people", "Twelve people came"],
  [2_000_000, "people", "two million people"],
  [67, "%", "two-thirds of them"],
  [-20, "°C", "at –20 °C"],
  [-20, "°C", "minus twenty degrees"],
  [1, "weeks", "for a week"],
  [1, "hours", "an hour-long talk"],
  [2, "million people", "two million people"],
  [30, "days", "in 20-30 days"],
])("%d %s stands in: %s", (value, unit, text) => {
  expect(numberStands(value, unit, text)).toBe(true);
});

test.each<[number, string, string]>([
  [660, "km²", "some 6,600 square kilometres"],
  [20, "°C", "at −20 °C"],
  [20, "°C", "minus 20 degrees"],
  [-20, "°C", "at 20 °C"],
  [1, "weeks", "in the weeks before"],
  [1, "hours", "at a late hour"],
  [5, "drones", "5.5 drones"],
  [2, "people", "two million people died in 1922"],
])("%d %s does not stand in: %s", (value, unit, text) => {
  expect(numberStands(value, unit, text)).toBe(false);
});
