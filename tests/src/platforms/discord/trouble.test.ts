import { afterEach, describe, expect, test } from "vitest";
import { engineFor } from "../../../../src/engine.ts";
import { UserError } from "../../../../src/errors.ts";
import type { Engine } from "../../../../src/platforms/discord/engine.ts";
import { Unreachable } from "../../../../src/platforms/discord/trouble.ts";
import { Stage, textOf } from "../../../support/discord/bot.ts";
import { isEphemeral } from "../../../support/discord/interactions.ts";
import type { Message } from "../../../support/discord/messages.ts";
import { DiscordPeer } from "../../../support/discord/peer.ts";
import { APPLICATION, CHANNEL } from "../../../support/discord/world.ts";
import { NOW, service } from "../../../support/engine.ts";

let stage: Stage;
afterEach(() => stage.close());
const acts = () => stage.peer.rest.interactions;

/** How logging in ends. */
async function failedStart(prepare: (peer: DiscordPeer) => void, token?: string): Promise<unknown> {
  stage = new Stage(await DiscordPeer.start());
  prepare(stage.peer);
  return stage.start(token ? { token } : {}).then(
    () => null,
    (error: unknown) => error,
  );
}

describe("at login", () => {
  test("a token that REST refuses", async () => {
    const error = await failedStart(() => {}, "MTAw.wrong.token-of-somebody");
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain("DISCORD_TOKEN");
    expect(String(error)).not.toContain("token-of-somebody");
  });

  test.each([
    ["nobody is at the address", { lost: "before" }],
    ["Discord is not well", { status: 503 }],
  ] as const)("%s: that may pass", async (_, fault) => {
    const error = await failedStart((peer) => peer.fail({ line: /^GET/, times: 9, with: fault }));
    expect(error).toBeInstanceOf(Unreachable);
    expect(String(error)).toContain("Discord cannot be reached");
  });

  test.each([
    [4004, "DISCORD_TOKEN"],
    [4014, "intents"],
  ])("the gateway closes with %i", async (code, word) => {
    const error = await failedStart((peer) => peer.gateway.refuseIdentify.push(code));
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain(word);
  });
});

describe("later", () => {
  test("4004 makes the bot unhealthy and says why, once", async () => {
    stage = await Stage.open();
    expect(stage.bot.healthy).toBe(true);
    stage.peer.gateway.drop(4004);
    await stage.peer.until(() => stage.fatal.length > 0);
    expect(stage.bot.healthy).toBe(false);
    expect(stage.fatal).toEqual([expect.stringContaining("DISCORD_TOKEN")]);
  });

  test.each([
    ["breaks", () => stage.peer.gateway.drop()],
    ["is closed by a restart of Discord's", () => stage.peer.gateway.drop(1001)],
    ["is to be made anew", () => stage.peer.gateway.askToReconnect()],
  ])("a connection that %s is resumed; what happened meanwhile is answered", async (_, act) => {
    stage = await Stage.open();
    act();
    const message = await stage.answer(acts().slash("about"));
    expect(textOf(message)).toContain("Rapporteur");
    await stage.peer.until(() => stage.peer.gateway.resumes === 1);
    expect(stage.peer.gateway.identifies).toBe(1);
    expect(stage.bot.counts.reconnects).toBe(1);
    expect(stage.bot.healthy).toBe(true);
  });

  test("a session that Discord has forgotten is begun anew", async () => {
    stage = await Stage.open();
    stage.peer.gateway.forgetSessions = true;
    stage.peer.gateway.drop();
    await stage.peer.until(() => stage.peer.gateway.identifies === 2 && stage.peer.gateway.connected);
    const message = await stage.answer(acts().slash("about"));
    expect(textOf(message)).toContain("Rapporteur");
  }, 30_000);
});

describe("an answer", () => {
  test("that comes too late is counted, and the next one comes", async () => {
    stage = await Stage.open();
    const late = acts().slash("about");
    stage.peer.rest.clock += 3_001;
    stage.peer.interact(late);
    await stage.peer.until(() => stage.log.length > 0);
    expect(stage.log).toEqual([expect.stringContaining("10062")]);
    expect(stage.bot.counts.late).toBe(1);
    expect(textOf(await stage.answer(acts().slash("about")))).toContain("Rapporteur");
    expect(stage.bugs).toEqual([]);
  });

  test("is repeated when Discord is busy, and when it has trouble", async () => {
    stage = await Stage.open();
    const busy = { message: "You are being rate limited.", retry_after: 0.01, global: false };
    stage.peer.fail({
      line: /callback$/,
      with: { status: 429, body: busy, headers: { "retry-after": "0.01" } },
    });
    stage.peer.fail({ line: /callback$/, with: { status: 502 } });
    expect(textOf(await stage.answer(acts().slash("about")))).toContain("Rapporteur");
    expect(stage.peer.requests(/callback$/).map(({ status }) => status)).toEqual([429, 502, 204]);
    expect(stage.bugs).toEqual([]);
  });

  test("whose receipt was lost is not given twice", async () => {
    stage = await Stage.open();
    stage.peer.fail({ line: /callback$/, with: { lost: "after" } });
    await stage.answer(acts().slash("about"));
    await stage.answer(acts().slash("help"));
    await stage.peer.until(() => stage.peer.requests(/callback$/).length >= 3);
    expect(stage.peer.rest.messages.all).toHaveLength(2);
    expect(stage.bugs).toEqual([]);
  });

  test("that never gets through is told to the operator, and no bug", async () => {
    stage = await Stage.open();
    stage.peer.fail({ line: /callback$/, times: 9, with: { lost: "before" } });
    stage.peer.interact(acts().slash("about"));
    await stage.peer.until(() => stage.log.length > 0);
    expect(stage.bot.counts.unreachable).toBe(1);
    expect(stage.bugs).toEqual([]);
  });

  test("to a mention whose receipt was lost is not given twice either", async () => {
    stage = await Stage.open();
    stage.peer.fail({ line: /^POST \/channels/, with: { lost: "after" } });
    await stage.question(`<@${APPLICATION}> about`);
    await stage.peer.until(() => stage.peer.requests(/^POST \/channels/).length === 2);
    expect(stage.peer.rest.messages.all).toHaveLength(1);
  });

  test("where the bot may not write is given up, counted and told to the operator", async () => {
    stage = await Stage.open();
    stage.peer.rest.messages.closed.add(CHANNEL);
    stage.peer.say(`<@${APPLICATION}> about`);
    await stage.peer.until(() => stage.log.length > 0);
    expect(stage.log).toEqual([expect.stringContaining("50013")]);
    expect(stage.bot.counts.refused).toBe(1);
    expect(stage.bugs).toEqual([]);
  });

  test("that Discord finds invalid is a bug, logged without the interaction's token", async () => {
    stage = await Stage.open();
    stage.peer.fail({
      line: /callback$/,
      with: { status: 400, body: { message: "Invalid Form Body", code: 50035 } },
    });
    const interaction = acts().slash("about");
    stage.peer.interact(interaction);
    await stage.peer.until(() => stage.bugs.length > 0);
    expect(String(stage.bugs[0])).toContain("50035");
    expect(JSON.stringify(stage.bugs) + String((stage.bugs[0] as Error).stack)).not.toContain(
      interaction.token,
    );
  });
});

describe("a store that fails", () => {
  const buttons = {
    keep: () => Promise.reject(new Error("disk full")),
    find: () => Promise.reject(new Error("disk full")),
  };
  const long = `who leads the Russian delegation ${"x".repeat(120)}`;
  test.each<[string, () => Promise<Message>]>([
    ["a command", () => stage.answer(acts().slash("ask", { question: long }))],
    ["a mention", () => stage.question(`<@${APPLICATION}> ${long}`)],
    [
      "a button",
      async () => stage.answer(acts().pressId(await stage.answer(acts().slash("about")), "1|p|2|#key")),
    ],
  ])("is a bug, and no reason to leave %s unanswered", async (_, ask) => {
    stage = await Stage.open({ buttons });
    expect(textOf(await ask())).toContain("recorded as bug-1");
    expect(stage.bugs).toEqual([expect.objectContaining({ message: "disk full" })]);
    expect(stage.peer.refusals).toEqual([]);
  });
});

describe("an answer that takes its time", () => {
  /** A bot whose next answers wait until they are let go. */
  async function slowStage(): Promise<() => void> {
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const engine = engineFor(service, () => NOW);
    const slow: Engine = {
      ...engine,
      onBug: (error) => `bug-${stage.bugs.push(error)}`,
      answer: async (input, asker) => {
        if (input !== "/timeline") await gate;
        return engine.answer(input, asker);
      },
      read: async (input, asker) => {
        await gate;
        return engine.read(input, asker);
      },
    };
    stage = await Stage.open({ engine: slow, deferAfter: 0 });
    return letGo;
  }
  const acknowledged = (id: string) => stage.peer.until(() => acts().get(id).original);

  test("is promised first, then takes the promise's place", async () => {
    const letGo = await slowStage();
    const interaction = acts().slash("about");
    stage.peer.interact(interaction);
    const promise = await acknowledged(interaction.id);
    expect(promise.loading).toBe(true);
    letGo();
    const message = await stage.peer.until(() => (promise.loading ? null : promise));
    expect(textOf(message)).toContain("Rapporteur");
    expect(stage.peer.refusals).toEqual([]);
  });

  test("and is a mistake after all: the promise goes, one person is told", async () => {
    const letGo = await slowStage();
    const interaction = acts().slash("timeline", { period: "blursday" });
    stage.peer.interact(interaction);
    const promise = await acknowledged(interaction.id);
    letGo();
    const told = await stage.peer.until(() => acts().get(interaction.id).followUps[0]);
    expect(promise.deleted).toBe(true);
    expect(isEphemeral(told)).toBe(true);
    expect(stage.peer.refusals).toEqual([]);
  });

  test("Sources are promised to one person", async () => {
    const letGo = await slowStage();
    const message = await stage.answer(acts().slash("timeline"));
    const interaction = acts().pressId(message, "1|s|1|/person Igor Kostyukov");
    stage.peer.interact(interaction);
    const promise = await acknowledged(interaction.id);
    expect(isEphemeral(promise)).toBe(true);
    letGo();
    await stage.peer.until(() => !promise.loading);
    expect(textOf(promise)).toContain("Sources of this answer");
    expect(stage.peer.refusals).toEqual([]);
  });

  test("a page turns in place, or stays when the question has no answer any more", async () => {
    const letGo = await slowStage();
    const message = await stage.answer(acts().slash("timeline"));
    const before = textOf(message);
    const gone = acts().pressId(message, "1|p|2|/person nobody of that name");
    const turn = acts().pressId(message, "1|p|2|/delegation ukraine");
    stage.peer.interact(gone);
    await acknowledged(gone.id);
    stage.peer.interact(turn);
    await acknowledged(turn.id);
    expect(textOf(message)).toBe(before);
    letGo();
    const told = await stage.peer.until(() => acts().get(gone.id).followUps[0]);
    expect(isEphemeral(told)).toBe(true);
    await stage.peer.until(() => message.edits > 0);
    expect(textOf(message)).toContain("Delegation · Ukraine");
    expect(stage.peer.refusals).toEqual([]);
  });
});
