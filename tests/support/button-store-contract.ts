/** What every store of buttons' inputs must do; each implementation's test calls this. */
import { beforeEach, expect, test } from "vitest";
import type { ButtonStore } from "../../src/storage/buttons.ts";
import { NOW } from "./engine.ts";

/** @param open a store over one state, which every call of the same test shares */
export function buttonStoreContract(open: () => ButtonStore): void {
  let store: ButtonStore;
  beforeEach(() => {
    store = open();
  });

  test("inputs are kept by their key, once or twice, also for another over the same state", async () => {
    await store.keep([], NOW);
    const one = { key: "#k", input: "long ’quoted' input" };
    await store.keep([one, { key: "#l", input: "another" }], NOW);
    await store.keep([one], NOW);
    expect(await Promise.all(["#k", "#l", "#m"].map((key) => open().find(key)))).toEqual([
      "long ’quoted' input",
      "another",
      null,
    ]);
  });
}
