/** What every store must know of the dossier's revisions. */
import { describe, expect, test } from "vitest";
import { days, type Open } from "./briefing-store-contract.ts";
import { SLOT } from "./briefings.ts";

export function historyContract(open: Open): void {
  /** Serves one revision a day, each as the items' digests by id; returns the numbers given. */
  const revise = async (...revisions: (readonly [string, Record<string, string>])[]) => {
    const numbers: number[] = [];
    for (const [i, [revision, items]] of revisions.entries())
      numbers.push(await open().revise(revision, new Map(Object.entries(items)), days(i)));
    return numbers;
  };
  const history = async () =>
    (await open().history()).map(({ item, first, changed, gone }) => [item, first, changed, gone]);

  describe("the dossier's history", () => {
    test("knows what is new, changed and gone by revision, and when", async () => {
      const numbers = await revise(
        ["r1", { same: "a", changes: "a", goes: "a" }],
        ["r2", { same: "a", changes: "b", goes: "a", new: "a" }],
        ["r3", { same: "a", changes: "b", new: "a" }],
      );
      expect(numbers).toEqual([1, 2, 3]);
      expect(await history()).toEqual([
        ["changes", 1, 2, null],
        ["goes", 1, null, 3],
        ["new", 2, null, null],
        ["same", 1, null, null],
      ]);
      const [changes] = await open().history();
      expect(changes).toMatchObject({ firstAt: SLOT, changedAt: days(1) });
      expect(await open().revisions()).toEqual([
        { number: 1, revision: "r1", at: SLOT },
        { number: 2, revision: "r2", at: days(1) },
        { number: 3, revision: "r3", at: days(2) },
      ]);
    });

    test("an item that comes back is new again, changed or not", async () => {
      await revise(["r1", { a: "1", b: "1" }], ["r2", { a: "2" }], ["r3", {}], ["r4", { a: "2", b: "2" }]);
      expect(await history()).toEqual([
        ["a", 4, null, null],
        ["b", 4, null, null],
      ]);
    });

    test("the same revision again, as after a restart, is no other; an earlier one that comes back is", async () => {
      const [first, second] = [["r1", { a: "1" }] as const, ["r2", { a: "2" }] as const];
      expect(await revise(first, first, second, second, first)).toEqual([1, 1, 2, 2, 3]);
      expect(await history()).toEqual([["a", 1, 3, null]]);
      expect((await open().revisions()).map(({ at }) => at)).toEqual([SLOT, days(2), days(4)]);
    });

    test("of nothing is nothing", async () => {
      expect([await history(), await open().revisions()]).toEqual([[], []]);
    });
  });
}
