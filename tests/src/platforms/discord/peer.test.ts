/** The peer refuses what Discord refuses: without that, the other tests here would show nothing. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandRefusals } from "../../../support/discord/command-rules.ts";
import { isEphemeral } from "../../../support/discord/interactions.ts";
import { DiscordPeer, TOKEN } from "../../../support/discord/peer.ts";
import { callbackRefusals, MAX_PROCESSED_BYTES, messageRefusals } from "../../../support/discord/rules.ts";
import { APPLICATION, CHANNEL } from "../../../support/discord/world.ts";

const V2 = 1 << 15;
const quiet = { allowed_mentions: { parse: [] } };
const text = (content: string) => ({ type: 10, content });
const button = (rest: object = {}) => ({ type: 2, style: 2, label: "x", custom_id: "x", ...rest });
const row = (...components: object[]) => ({ type: 1, components });
const v2 = (...components: object[]) => ({ ...quiet, flags: V2, components });
const select = (rest: object = {}) => ({
  type: 3,
  custom_id: "s",
  options: [{ label: "a", value: "a" }],
  ...rest,
});
const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

describe("a message", () => {
  test.each<[string, object, object]>([
    ["content", { ...quiet, content: "x".repeat(2_000) }, { ...quiet, content: "x".repeat(2_001) }],
    [
      "text in all",
      v2(text("x".repeat(2_000)), text("y".repeat(2_000))),
      v2(text("x".repeat(2_000)), text("y".repeat(2_001))),
    ],
    [
      "components in all",
      v2({ type: 17, components: many(39, () => ({ type: 14 })) }),
      v2({ type: 17, components: many(40, () => ({ type: 14 })) }),
    ],
    ["a text display", v2(text("x")), v2(text(" "))],
    ["open mentions", { ...quiet, content: "x" }, { content: "x" }],
    ["content beside V2", v2(text("x")), { ...v2(text("x")), content: "x" }],
    ["V2 without its flag", v2(text("x")), { ...v2(text("x")), flags: 0 }],
    [
      "a row of buttons",
      v2(row(...many(5, (i) => button({ custom_id: `b${i}` })))),
      v2(row(...many(6, (i) => button({ custom_id: `b${i}` })))),
    ],
    ["a menu in a row", v2(row(select())), v2(row(select(), button()))],
    [
      "options of a menu",
      v2(row(select({ options: many(25, (i) => ({ label: "a", value: `${i}` })) }))),
      v2(row(select({ options: many(26, (i) => ({ label: "a", value: `${i}` })) }))),
    ],
    [
      "values of a menu",
      v2(row(select())),
      v2(row(select({ options: many(2, () => ({ label: "a", value: "a" })) }))),
    ],
    [
      "a custom_id",
      v2(row(button({ custom_id: "x".repeat(100) }))),
      v2(row(button({ custom_id: "x".repeat(101) }))),
    ],
    ["two of one custom_id", v2(row(button(), button({ custom_id: "y" }))), v2(row(button(), button()))],
    ["a label", v2(row(button({ label: "x".repeat(80) }))), v2(row(button({ label: "x".repeat(81) })))],
    ["a button without a label", v2(row(button())), v2(row(button({ label: "" })))],
    [
      "embeds in all",
      { ...quiet, embeds: many(2, () => ({ description: "x".repeat(3_000) })) },
      { ...quiet, embeds: [...many(2, () => ({ description: "x".repeat(3_000) })), { title: "x" }] },
    ],
    ["a flag that nobody may set", v2(text("x")), { ...v2(text("x")), flags: V2 | 2 }],
  ])("%s: the last that is taken, the first that is not", (_, good, bad) => {
    expect(messageRefusals(good, "answer")).toEqual([]);
    expect(messageRefusals(bad, "answer")).not.toEqual([]);
  });

  test("in a channel cannot be for one person alone", () => {
    expect(messageRefusals({ ...v2(text("x")), flags: V2 | (1 << 6) }, "channel")).not.toEqual([]);
  });

  test("a deferral carries no flag but that of one person alone", () => {
    expect(callbackRefusals({ type: 5, data: { flags: 1 << 6 } })).toEqual([]);
    expect(callbackRefusals({ type: 5, data: { flags: V2 } })).not.toEqual([]);
  });

  test("of suggestions has 25 at most", () => {
    const choices = many(26, (i) => ({ name: `${i}`, value: `${i}` }));
    expect(callbackRefusals({ type: 8, data: { choices: choices.slice(1) } })).toEqual([]);
    expect(callbackRefusals({ type: 8, data: { choices } })).not.toEqual([]);
  });
});

describe("a command", () => {
  const command = { type: 1, name: "x", description: "d" };
  const option = (rest: object) => ({
    ...command,
    options: [{ type: 3, name: "o", description: "d", ...rest }],
  });
  const choices = many(26, (i) => ({ name: `${i}`, value: `${i}` }));
  test.each<[string, object, object]>([
    ["lower case", command, { ...command, name: "X" }],
    ["letters only", { ...command, name: "о_боте" }, { ...command, name: "о боте" }],
    ["a description", command, { ...command, description: "" }],
    ["25 choices", option({ choices: choices.slice(1) }), option({ choices })],
    [
      "choices or suggestions",
      option({ autocomplete: true }),
      option({ autocomplete: true, choices: choices.slice(1) }),
    ],
    [
      "languages",
      { ...command, name_localizations: { uk: "х" } },
      { ...command, name_localizations: { ua: "х" } },
    ],
  ])("%s", (_, good, bad) => {
    expect(commandRefusals(good, "global")).toEqual([]);
    expect(commandRefusals(bad, "global")).not.toEqual([]);
  });
});

describe("over the wire", () => {
  let peer: DiscordPeer;
  beforeAll(async () => {
    peer = await DiscordPeer.start();
    peer.rest.commands.create(undefined, { type: 1, name: "about", description: "d" });
  });
  afterAll(() => peer.close());
  const send = async (method: string, path: string, body: object, token = TOKEN) => {
    const response = await fetch(`${peer.apiUrl}/v10${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { authorization: `Bot ${token}` },
    });
    const answer = await response.text();
    return { status: response.status, ...(answer && JSON.parse(answer)) };
  };
  const post = (body: object) => send("POST", `/channels/${CHANNEL}/messages`, body);
  const answer = (interaction: { id: string; token: string }, body: object) =>
    send("POST", `/interactions/${interaction.id}/${interaction.token}/callback`, body);
  const good = v2(text("x"));

  test("errors have Discord's shape", async () => {
    expect(await post({ ...quiet, content: "x".repeat(2_001) })).toMatchObject({
      status: 400,
      code: 50035,
      message: "Invalid Form Body",
      errors: { content: { _errors: [{ message: "Must be 2000 or fewer in length." }] } },
    });
    expect(await post(quiet)).toMatchObject({ status: 400, code: 50006 });
    expect(await send("POST", "/channels/1/messages", good)).toMatchObject({ status: 404, code: 10003 });
    expect(await send("POST", `/channels/${CHANNEL}/messages`, good, "wrong")).toMatchObject({ status: 401 });
    expect(await send("POST", "/nowhere", good)).toMatchObject({ status: 404 });
  });

  test("a message too large in bytes is a 500", async () => {
    const size = (bytes: number) => v2(text("和".repeat(Math.floor(bytes / 3)) + "x".repeat(bytes % 3)));
    expect((await post(size(MAX_PROCESSED_BYTES - 12))).status).toBe(200);
    expect((await post(size(MAX_PROCESSED_BYTES - 11))).status).toBe(500);
  });

  test("a nonce makes one message of two, when that is asked for", async () => {
    const twice = async (body: object) => [(await post(body)).id, (await post(body)).id];
    const [one, same] = await twice({ ...good, nonce: "n1", enforce_nonce: true });
    expect(one).toBe(same);
    const [first, second] = await twice({ ...good, nonce: "n2" });
    expect(first).not.toBe(second);
  });

  test("three seconds, and once", async () => {
    const reply = { type: 4, data: good };
    const inTime = peer.rest.interactions.slash("about");
    peer.rest.clock += 3_000;
    expect((await answer(inTime, reply)).status).toBe(204);
    expect(await answer(inTime, reply)).toMatchObject({ status: 400, code: 40060 });
    const late = peer.rest.interactions.slash("about");
    peer.rest.clock += 3_001;
    expect(await answer(late, reply)).toMatchObject({ status: 404, code: 10062 });
  });

  test("what was promised to one person stays theirs; V2 does not go away", async () => {
    const interaction = peer.rest.interactions.slash("about");
    await answer(interaction, { type: 5, data: { flags: 1 << 6 } });
    const original = `/webhooks/${APPLICATION}/${interaction.token}/messages/@original`;
    expect((await send("PATCH", original, good)).status).toBe(200);
    const message = peer.rest.interactions.get(interaction.id).original;
    expect(message && isEphemeral(message)).toBe(true);
    expect((await send("PATCH", original, { ...quiet, flags: 0, content: "x" })).status).toBe(400);
    peer.rest.clock += 15 * 60_000 + 1;
    expect(await send("PATCH", original, good)).toMatchObject({ status: 401, code: 50027 });
  });

  test("five follow-ups where only a user has installed the app", async () => {
    const interaction = peer.rest.interactions.slash("about", {}, { place: "group" });
    await answer(interaction, { type: 4, data: good });
    const follow = () => send("POST", `/webhooks/${APPLICATION}/${interaction.token}`, good);
    for (let i = 0; i < 5; i++) expect((await follow()).status).toBe(200);
    expect(await follow()).toMatchObject({ status: 400, code: 40094 });
  });

  test("messages are read back, the latest first", async () => {
    const { id } = await post({ ...quiet, content: "last" });
    const response = await fetch(`${peer.apiUrl}/v10/channels/${CHANNEL}/messages?limit=1`, {
      headers: { authorization: `Bot ${TOKEN}` },
    });
    expect(await response.json()).toMatchObject([{ id, content: "last" }]);
  });
});
