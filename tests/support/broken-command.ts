/** A command with a bug, for what is told of bugs. */
import { defineCommand } from "../../src/command.ts";

export const broken = defineCommand({
  name: "broken",
  summary: "Fails",
  local: { uk: { name: "збій", summary: "Збій" }, ru: { name: "сбой", summary: "Сбой" } },
  examples: [],
  args: {},
  run() {
    throw new Error("a bug of the command");
  },
});
