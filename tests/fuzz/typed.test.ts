/** Whatever is typed, or given to the options of a slash command. */
import fc from "fast-check";
import { expect } from "vitest";
import { commands } from "../../commands/index.ts";
import { fuzz } from "./cases.ts";
import { hostile, input, openWorld, places, typed } from "./world.ts";

const world = await openWorld();

fuzz(
  "typed text",
  "no throw, no markup of others, no other chat",
  fc.record({ text: input, place: places, manages: fc.boolean() }),
  async ({ text, place, manages }) => {
    const { outcome, shown } = await typed(world, text, place, manages);
    const command = commands.find(({ name }) => name === outcome.command);
    if (command?.admin && !manages) expect(outcome.reply.kind).not.toBe("answer");
    await world.check(shown);
  },
);

/** As Discord hands them over: by name, whatever is in them. */
const options = fc.constantFrom(...commands).chain(({ name, args }) =>
  fc
    .record(Object.fromEntries(args.map((arg) => [arg.name, fc.option(hostile, { nil: undefined })])))
    .map((values) => {
      const given = Object.entries(values).flatMap(([key, value]) =>
        value === undefined ? [] : `${key}:${value}`,
      );
      return [`/${name}`, ...given].join(" ");
    }),
);

fuzz(
  "discord options",
  "no throw, no markup of others, no other chat",
  fc.record({ text: options, place: places, manages: fc.boolean() }),
  async ({ text, place, manages }) => {
    await world.check((await typed(world, text, place, manages)).shown);
  },
);
