/** What goes wrong with Telegram: handled, recorded, visible; nothing said twice, nothing lost in silence. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { NOW } from "../../../support/engine.ts";
import { listener } from "../../../support/listener.ts";
import { briefing } from "../../../support/poster-contract.ts";
import { newPeer, type Running, startBot } from "../../../support/telegram-bot.ts";
import type { Fault } from "../../../support/telegram-peer.ts";
import { ME } from "../../../support/telegram-peer.ts";
import {
  edited,
  GROUP,
  inGroup,
  inTopic,
  PRIVATE,
  pressing,
  privately,
} from "../../../support/telegram-updates.ts";

let bot: Running;
afterEach(() => expect(bot.peer.invalid).toEqual([]));

/** The bot's own membership changes. */
const membership = (id: number, type: string, member: object) => ({
  my_chat_member: {
    chat: { id, type, title: "Desk" },
    ...{ from: ME, date: 0, old_chat_member: { status: "member", user: ME } },
    new_chat_member: { user: ME, ...member },
  },
});
const refusal = (error: number, description: string): Fault => ({ error, description });

describe("sending", () => {
  test("a flood limit is waited out, then the answer goes out once", async () => {
    bot = await startBot();
    bot.peer.fault("sendMessage", {
      error: 429,
      description: "Too Many Requests: retry after 1",
      parameters: { retry_after: 1 },
    });
    expect(await bot.say(privately("/help"))).toHaveLength(1);
    expect(bot.peer.of("sendMessage")).toHaveLength(2);
    expect(bot.waits).toEqual([1_000]);
  });

  test("a flood limit of more than a minute is a failure, reported", async () => {
    bot = await startBot();
    const parameters = { retry_after: 61 };
    bot.peer.fault("sendMessage", {
      error: 429,
      description: "Too Many Requests: retry after 61",
      parameters,
    });
    expect(await bot.say(privately("/help"))).toEqual([]);
    expect(bot.lines.join("\n")).toContain("not sent");
  });

  test("stopped while waiting: the answer goes out after the next start", async () => {
    const folder = mkdtempSync(join(tmpdir(), "rapporteur-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const peer = await newPeer();
    const path = join(folder, "state.db");
    const waiting = Promise.withResolvers<void>();
    const sleep = (_: number, signal: AbortSignal) => {
      waiting.resolve();
      return new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    };
    peer.fault("sendMessage", {
      error: 429,
      description: "Too Many Requests",
      parameters: { retry_after: 30 },
    });
    const first = await startBot({ peer, path, sleep });
    peer.push(privately("/help"));
    await waiting.promise;
    await first.stop();
    expect(peer.messages).toEqual([]);
    bot = await startBot({ peer, path });
    await bot.say(privately("/about"));
    expect(peer.messages).toHaveLength(2);
  });

  test.each([["lost"], [refusal(502, "Bad Gateway")]] as const)(
    "%j: nobody knows whether it arrived, so it is not sent again, and reported",
    async (fault) => {
      bot = await startBot();
      bot.peer.fault("sendMessage", fault);
      await bot.say(privately("/help"));
      expect(bot.peer.of("sendMessage")).toHaveLength(1);
      expect(bot.lines.join("\n")).toContain("delivery unknown");
      expect(await bot.say(privately("/help"))).toHaveLength(1);
    },
  );

  test("an edit is tried again when in doubt", async () => {
    bot = await startBot();
    const [sent] = await bot.say(privately("/delegation"));
    if (!sent) throw new Error("no answer");
    bot.peer.fault("editMessageText", "lost");
    await bot.say(pressing(sent, "/delegation Russia"));
    expect(sent.edits).toBe(1);
    expect(bot.peer.of("editMessageText")).toHaveLength(2);
    expect(bot.waits).toEqual([1_000]);
  });

  test("refused markup goes out as plain text, and is a bug", async () => {
    bot = await startBot();
    bot.peer.fault("sendMessage", refusal(400, "Bad Request: can't parse entities: Unsupported start tag"));
    const [sent] = await bot.say(privately("/round 1"));
    expect(sent?.entities).toEqual([]);
    expect(sent?.text).not.toMatch(/<\w|&amp;/);
    expect(bot.bugs).toHaveLength(1);
  });

  test("a group that became a supergroup: settings move along, the answer goes to the new one", async () => {
    const heard = listener();
    bot = await startBot({ listener: heard });
    const moved = -1005556667778;
    await bot.store.saveChat(GROUP, { rich: true }, NOW);
    bot.peer.fault("sendRichMessage", {
      error: 400,
      description: "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: { migrate_to_chat_id: moved },
    });
    const sent = await bot.say(inGroup("/round 1"));
    expect(sent.map(({ chat, rich }) => [chat, rich])).toEqual([[moved, true]]);
    expect(await bot.store.chat(moved)).toEqual({ rich: true, trouble: null });
    expect(heard.lines).toContain(`moved ${GROUP} ${moved}`);
    expect(await bot.store.chat(GROUP)).toEqual({ rich: false, trouble: null });
  });

  test("a question edited there is answered in the new one, where the old answer is not", async () => {
    bot = await startBot();
    const typed = inGroup("/round 1");
    expect(await bot.say(typed)).toHaveLength(1);
    const moved = {
      error: 400,
      description: "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: { migrate_to_chat_id: -1005556667778 },
    };
    bot.peer.fault("editMessageText", moved);
    bot.peer.fault("sendMessage", moved);
    expect(await bot.say(edited(typed, "/round 2", 5))).toMatchObject([{ chat: -1005556667778 }]);
  });

  test("the same told by a service message", async () => {
    const heard = listener();
    bot = await startBot({ listener: heard });
    await bot.store.saveChat(GROUP, { rich: true }, NOW);
    const { message } = inGroup("");
    await bot.say({ message: { ...message, text: undefined, migrate_to_chat_id: -1005 } });
    expect((await bot.store.chat(-1005)).rich).toBe(true);
    expect(heard.lines).toEqual([`moved ${GROUP} -1005`]);
  });

  test.each([
    [403, "Forbidden: bot was blocked by the user", "blocked"],
    [403, "Forbidden: bot was kicked from the supergroup chat", "removed"],
    [400, "Bad Request: not enough rights to send text messages to the chat", "muted"],
    [400, "Bad Request: TOPIC_CLOSED", "topic closed"],
    [400, "Bad Request: message thread not found", "topic gone"],
  ])(
    "%i %s: recorded and reported once, forgotten when the chat speaks again",
    async (code, words, trouble) => {
      bot = await startBot();
      bot.peer.topics.add(`${GROUP} 9`);
      bot.peer.fault("sendMessage", refusal(code, words));
      expect(await bot.say(inTopic("/help", 9))).toEqual([]);
      expect(await bot.store.troubled()).toEqual([{ id: GROUP, trouble }]);
      expect(bot.lines.filter((line) => line.includes(trouble))).toHaveLength(1);
      expect(bot.bugs).toEqual([]);
      expect(await bot.say(inTopic("/help", 9))).toHaveLength(1);
      expect(await bot.store.troubled()).toEqual([]);
    },
  );

  test.each([
    ["kicked", {}, "removed", `gone ${GROUP} the bot was removed`],
    ["left", {}, "removed", `gone ${GROUP} the bot was removed`],
    ["restricted", { can_send_messages: false, is_member: true }, "muted", `gone ${GROUP} the bot was muted`],
    ["restricted", { can_send_messages: true, is_member: true }, null, `back ${GROUP}`],
    ["member", {}, null, `back ${GROUP}`],
    ["administrator", {}, null, `back ${GROUP}`],
  ])("membership %s %j: recorded, and told to whoever posts there", async (status, rights, trouble, line) => {
    const heard = listener();
    bot = await startBot({ listener: heard });
    await bot.say(membership(GROUP, "supergroup", { status, ...rights }));
    expect((await bot.store.chat(GROUP)).trouble).toBe(trouble);
    expect(heard.lines).toEqual([line]);
  });

  test("a person who blocks the bot", async () => {
    const heard = listener();
    bot = await startBot({ listener: heard });
    await bot.say(membership(PRIVATE, "private", { status: "kicked" }));
    expect(heard.lines).toEqual([`gone ${PRIVATE} the bot was blocked`]);
  });

  test("what is asked where nothing can be sent brings nothing back; an answer that arrives does", async () => {
    const heard = listener();
    bot = await startBot({ listener: heard });
    bot.peer.topics.add(`${GROUP} 9`);
    const muted = refusal(400, "Bad Request: not enough rights to send text messages to the chat");
    bot.peer.fault("sendMessage", muted);
    await bot.say(inTopic("/help", 9));
    expect(heard.lines).toEqual([`spent ${GROUP}`]);
    await bot.say(inTopic("/help", 9));
    expect(heard.lines).toEqual([`spent ${GROUP}`, `spent ${GROUP}`, `back ${GROUP} in 9`]);
  });

  test("what one person is shown says nothing of what all are", async () => {
    const heard = listener();
    bot = await startBot({ listener: heard });
    await bot.say(inGroup("/bananas@our_bot"));
    expect(heard.lines).toEqual([`spent ${GROUP}`]);
  });

  test("an answer stays one when the listener fails: a bug, and no more", async () => {
    const failing = { ...listener(), onBack: () => Promise.reject(new Error("disk full")) };
    bot = await startBot({ listener: failing });
    expect(await bot.say(privately("/help"))).toHaveLength(1);
    expect(bot.bugs).toEqual([expect.stringContaining("Error: disk full")]);
  });

  test("a chat that was lost speaks again: it is back", async () => {
    const heard = listener();
    bot = await startBot({ listener: heard });
    bot.peer.fault("sendMessage", refusal(403, "Forbidden: bot was kicked from the supergroup chat"));
    const [part] = bot.telegram.poster.messages(briefing, { silent: false });
    const channel = { platform: "telegram", chat: String(GROUP), thread: null } as const;
    const posted = await bot.telegram.poster.post(channel, part?.payload ?? "", "b1-0");
    expect(posted.type).toBe("gone");
    await bot.say(inGroup("/help@our_bot"));
    expect(heard.lines).toEqual([`spent ${GROUP}`, `back ${GROUP} in null`]);
  });

  test("every message of an answer, and every edit, counts towards Telegram's limits", async () => {
    const heard = listener();
    bot = await startBot({ listener: heard });
    const [sent] = await bot.say(privately("/delegation"));
    if (!sent) throw new Error("no answer");
    await bot.say(pressing(sent, "/delegation Russia"));
    expect(heard.lines).toEqual([`spent ${PRIVATE}`, `back ${PRIVATE} in null`, `spent ${PRIVATE}`]);
  });

  test("a press that can no longer be answered is no trouble", async () => {
    bot = await startBot();
    const [sent] = await bot.say(privately("/delegation"));
    if (!sent) throw new Error("no answer");
    bot.peer.fault(
      "answerCallbackQuery",
      refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
    );
    await bot.say(pressing(sent, "/delegation Russia"));
    expect(sent.edits).toBe(1);
    expect(bot.bugs).toEqual([]);
  });
});

describe("the connection", () => {
  test("a second poller: backed off, unhealthy, reported once, well again", async () => {
    const peer = await newPeer();
    const conflict = refusal(409, "Conflict: terminated by other getUpdates request");
    peer.fault("getUpdates", conflict, conflict, conflict);
    bot = await startBot({ peer });
    expect(await bot.say(privately("/help"))).toHaveLength(1);
    expect(bot.waits).toEqual([15_000, 15_000, 15_000]);
    expect(bot.lines.filter((line) => line.includes("409"))).toHaveLength(1);
    expect(bot.telegram.health.trouble).toBeNull();
  });

  test("a bad token: asked again every five minutes, never in a loop, and well when it is mended", async () => {
    const peer = await newPeer();
    const refused = refusal(401, "Unauthorized");
    peer.fault("getMe", refused, refused);
    bot = await startBot({ peer });
    expect(await bot.say(privately("/help"))).toHaveLength(1);
    expect(bot.waits).toEqual([300_000, 300_000]);
    expect(bot.lines.filter((line) => line.includes("TELEGRAM_TOKEN"))).toHaveLength(1);
  });

  test("the network gone for an hour: waits grow to a minute; afterwards nothing is lost", async () => {
    const peer = await newPeer();
    peer.fault("getUpdates", ...Array.from({ length: 64 }, () => "reset" as const));
    const id = peer.push(privately("/help"));
    bot = await startBot({ peer });
    expect(await bot.say(privately("/about"))).toHaveLength(2);
    expect(await bot.store.outcome(id)).toBe("answered");
    expect(bot.waits.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((s) => s * 1_000));
    expect(bot.waits.reduce((sum, ms) => sum + ms)).toBeGreaterThan(3_400_000);
    expect(bot.lines.filter((line) => line.includes("no connection"))).toHaveLength(1);
  });

  test("updates that cannot be kept are not confirmed", async () => {
    const peer = await newPeer();
    bot = await startBot({ peer });
    await bot.say(privately("/help"));
    const { store } = bot;
    const receive = store.receive.bind(store);
    let full = true;
    store.receive = (updates, now) =>
      full
        ? { fresh: updates.map(({ id }) => id), kept: Promise.reject(new Error("database or disk is full")) }
        : receive(updates, now);
    peer.push(privately("/about"));
    await peer.until(() => bot.lines.some((line) => line.includes("disk is full")));
    expect(peer.unconfirmed).toHaveLength(1);
    full = false;
    expect(await bot.say(privately("/help"))).toHaveLength(2);
    // What was begun with was not answered, or it would have been answered twice.
    expect(bot.bugs.splice(0).every((bug) => String(bug).includes("not recorded"))).toBe(true);
  });
});

describe("order and concurrency", () => {
  test("chats do not wait for each other; within a chat the order stays", async () => {
    bot = await startBot();
    const { peer } = bot;
    peer.fault("sendMessage", "held");
    peer.push(inGroup("/round 1"), inGroup("/round 2"), privately("/help"));
    await peer.until(() => peer.messages.some(({ chat }) => chat === PRIVATE));
    expect(peer.messages.filter(({ chat }) => chat === GROUP)).toHaveLength(1);
    peer.release();
    await bot.say(privately("/about"));
    const group = peer.messages.filter(({ chat }) => chat === GROUP);
    expect(group.map(({ text }) => text.split(" ")[0])).toEqual(["First", "Second"]);
  });
});
