/** The bot in chats, end to end: real grammY against the local Bot API, every request valid. */
import { afterEach, describe, expect, test } from "vitest";
import { commands } from "../../../../commands/index.ts";
import { type Running, startBot } from "../../../support/telegram-bot.ts";
import { ME } from "../../../support/telegram-peer.ts";
import {
  CHANNEL,
  edited,
  GROUP,
  inChannel,
  inGroup,
  inlineQuery,
  inTopic,
  PERSON,
  PRIVATE,
  pressing,
  privately,
} from "../../../support/telegram-updates.ts";

let bot: Running;
const start = async (...options: Parameters<typeof startBot>): Promise<Running> => {
  bot = await startBot(...options);
  return bot;
};

afterEach(() => {
  expect(bot.peer.invalid).toEqual([]);
  expect(bot.bugs).toEqual([]);
  // Every press was answered, or an app would show it as pending.
  expect([...bot.peer.pressed]).toEqual([]);
});

// What acts is answered to those alone who manage a place, and not without a store.
const examples = commands.flatMap((command) =>
  command.acts ? [] : command.examples.map((example) => [example]),
);

describe("every command that reads", () => {
  test.each(examples)("%s in private, group and topic", async (example) => {
    const { peer, say } = await start();
    peer.topics.add(`${GROUP} 9`);
    // Some are for those who manage the chat.
    peer.admins.add(`${GROUP} ${PERSON.id}`);
    const at = example.replace(/^(\/\w+)/, "$1@Our_Bot");
    const sent = await say(privately(example), inGroup(at), inTopic(at, 9));
    expect(sent.map(({ chat, thread }) => [chat, thread]).toSorted()).toEqual(
      [
        [PRIVATE, null],
        [GROUP, null],
        [GROUP, 9],
      ].toSorted(),
    );
    expect(new Set(sent.map(({ text }) => text)).size).toBe(1);
    expect(sent.filter(({ chat }) => chat === GROUP).every(({ repliesTo }) => repliesTo !== null)).toBe(true);
  });
});

describe("who is spoken to", () => {
  test("a group: our commands, answers to us, mentions; nothing else", async () => {
    const { say } = await start();
    expect(await say(inGroup("/timeline@other_bot feb"), inGroup("hello all"), inGroup("/ban 5"))).toEqual(
      [],
    );
    const sent = await say(
      inGroup("/delegation party:russia round:2"),
      inGroup("who is Kostyukov?", { repliesToBot: true }),
      inGroup("@our_bot who is Kostyukov?"),
    );
    expect(sent).toHaveLength(3);
    expect(sent[0]?.text).toContain("Delegation · Russia");
    expect(sent[1]?.text).toBe(sent[2]?.text);
  });

  test("a topic: what answers the message that opened it is not for us", async () => {
    const { peer, say } = await start();
    peer.topics.add(`${GROUP} 9`);
    expect(await say(inTopic("chatting", 9))).toEqual([]);
  });

  test("a private chat: plain text is a question", async () => {
    const { say } = await start();
    const [sent] = await say(privately("who led the russian delegation?"));
    expect(sent?.text).toMatch(/\[1\]/);
  });

  test("a channel: commands", async () => {
    const { say } = await start();
    const sent = await say(inChannel("/round 1"), inChannel("news"));
    expect(sent.map(({ chat }) => chat)).toEqual([CHANNEL]);
  });

  test("what was posted in inline mode is not a question", async () => {
    const { peer, say } = await start();
    expect(await say({ message: { ...privately("/round 1").message, via_bot: ME } })).toEqual([]);
    expect(peer.of("sendMessage")).toEqual([]);
  });
});

describe("deep links", () => {
  test.each([
    ["/start", "Rapporteur"],
    ["/start timeline-feb", "Timeline · Feb"],
    [`/start q_${Buffer.from("/person kostyukov").toString("base64url")}`, "Kostyukov"],
    ["/start@our_bot delegation-russia", "Delegation · Russia"],
  ])("%s", async (typed, shown) => {
    const { say } = await start();
    const [sent] = await say(privately(typed));
    expect(sent?.text.toLowerCase()).toContain(shown.toLowerCase());
  });
});

describe("buttons", () => {
  test("/delegation alone asks back; a press turns the question into the answer", async () => {
    const { say, peer } = await start();
    const [asked] = await say(inGroup("/delegation"));
    expect(asked?.buttons.map(({ text }) => text)).toContain("/delegation Russia");
    if (asked) expect(await say(pressing(asked, "/delegation Russia"))).toEqual([]);
    expect(asked?.edits).toBe(1);
    expect(asked?.text).toContain("Delegation · Russia");
    expect(peer.of("answerCallbackQuery")).toHaveLength(1);
  });

  test("pages turn in place, there and back, and a press on the number changes nothing", async () => {
    const { say } = await start();
    const [sent] = await say(privately("/timeline"));
    if (!sent) throw new Error("no answer");
    const first = sent.text;
    const number = sent.buttons.find(({ text }) => /^1 \/ \d+$/.test(text))?.text ?? "";
    await say(pressing(sent, number));
    expect(sent.edits).toBe(0);
    await say(pressing(sent, "›"));
    expect(sent.text).not.toBe(first);
    await say(pressing(sent, "‹"));
    expect(sent.text).toBe(first);
  });

  test("a drill leads on, Back leads back", async () => {
    const { say } = await start();
    const [sent] = await say(privately("/delegation russia"));
    if (!sent) throw new Error("no answer");
    const before = { text: sent.text, buttons: sent.buttons };
    const person = sent.buttons[0]?.text ?? "";
    await say(pressing(sent, person));
    expect(sent.text).toContain(person);
    await say(pressing(sent, "‹ Back"));
    expect({ text: sent.text, buttons: sent.buttons }).toEqual(before);
  });

  test("sources: a message in private, for one person in a group, a notice where that is refused", async () => {
    const { say, peer } = await start();
    const [own] = await say(privately("/round 1"));
    if (!own) throw new Error("no answer");
    const [list] = await say(pressing(own, "Sources"));
    expect(list).toMatchObject({ chat: PRIVATE, repliesTo: own.id, only: null });
    expect(list?.text).toMatch(/^Sources\n/);
    const [shared] = await say(inGroup("/round 1"));
    if (!shared) throw new Error("no answer");
    const [personal] = await say(pressing(shared, "Sources", 99));
    expect(personal).toMatchObject({ chat: GROUP, only: 99, text: list?.text });
    peer.ephemeral = false;
    expect(await say(pressing(shared, "Sources", 99))).toEqual([]);
    const notice = peer.of("answerCallbackQuery").at(-1);
    expect(notice?.show_alert).toBe(true);
    expect(notice?.text).toMatch(/^Sources\n\w/);
  });

  test("an input too long for a button is kept; what is not kept is said kindly", async () => {
    const { say, peer } = await start();
    const question =
      "who led the Russian delegation in the first round of the talks in Abu Dhabi in January?";
    const [sent] = await say(privately(question));
    if (!sent) throw new Error("no answer");
    expect(sent.buttons.some(({ callback_data }) => callback_data.includes("#"))).toBe(true);
    const [list] = await say(pressing(sent, "Sources"));
    expect(list?.text).toMatch(/^Sources/);
    const lost = { ...sent, buttons: [{ text: "x", callback_data: "r0.#unknown" }] };
    const foreign = { ...sent, buttons: [{ text: "x", callback_data: "from another age" }] };
    for (const old of [lost, foreign]) {
      await say(pressing(old, "x"));
      expect(peer.of("answerCallbackQuery").at(-1)?.text).toContain("too old");
    }
  });

  test("a message that is gone: the answer comes as a new one", async () => {
    const { say } = await start();
    const [sent] = await say(privately("/delegation russia"));
    if (!sent) throw new Error("no answer");
    const [anew] = await say(pressing({ ...sent, id: 31_337 }, sent.buttons[0]?.text ?? ""));
    expect(anew?.chat).toBe(PRIVATE);
  });
});

describe("edited commands", () => {
  test("within a minute the reply is edited, later it stands", async () => {
    const { say } = await start();
    const typed = privately("/round 1");
    const [sent] = await say(typed);
    if (!sent) throw new Error("no answer");
    expect(await say(edited(typed, "/round 2", 60))).toEqual([]);
    expect(sent.edits).toBe(1);
    const after = sent.text;
    expect(await say(edited(typed, "/round 1", 61))).toEqual([]);
    expect(sent.text).toBe(after);
  });

  test("an edit that makes a message a question is answered", async () => {
    const { say } = await start();
    const typed = inGroup("roun 1");
    expect(await say(typed)).toEqual([]);
    expect(await say(edited(typed, "/round 1", 5))).toHaveLength(1);
  });
});

describe("mistakes in a group", () => {
  test("are shown to the one who made them", async () => {
    const { say } = await start();
    const [sent] = await say(inGroup("/blarghblargh@our_bot", { from: 99 }));
    expect(sent?.only).toBe(99);
  });

  test("and said once: when nobody knows whether it arrived, it is not said aloud", async () => {
    const { say, peer, lines } = await start();
    peer.fault("sendMessage", "lost");
    expect(await say(inGroup("/blarghblargh@our_bot", { from: 99 }))).toMatchObject([{ only: 99 }]);
    expect(lines.filter((line) => line.includes("delivery unknown"))).toHaveLength(1);
  });

  test("or in short where the server cannot", async () => {
    const { say, peer } = await start();
    peer.ephemeral = false;
    const [sent] = await say(inGroup("/blarghblargh@our_bot"));
    expect(sent?.only).toBeNull();
    expect(sent?.text.length).toBeLessThan(300);
    await say(inGroup("/blarghblargh@our_bot"));
    expect(peer.of("sendMessage").filter((call) => call.ephemeral_message_parameters)).toHaveLength(1);
  });
});

test("what only one person sees cannot be edited: a way on from there is answered for all", async () => {
  const { say } = await start();
  const [hint] = await say(inGroup("/xhelp2@our_bot"));
  if (!hint) throw new Error("no answer");
  expect(hint.only).not.toBeNull();
  const [anew] = await say(pressing(hint, hint.buttons[0]?.text ?? ""));
  expect(anew).toMatchObject({ chat: GROUP, only: null });
});

describe("inline mode", () => {
  test("lists matching statements, each with its sources", async () => {
    const { say, peer } = await start();
    await say(inlineQuery("donbas"));
    const [answer] = peer.of("answerInlineQuery");
    expect(answer?.results.length).toBeGreaterThan(0);
    for (const { input_message_content: post } of answer?.results ?? []) {
      expect(post.message_text).toMatch(/\[\d+\]/);
      expect(post.message_text).toContain("<b>Sources</b>");
    }
  });

  test("many results come in parts of 50, none twice", async () => {
    const { say, peer } = await start();
    await say(inlineQuery(""));
    let answer = peer.of("answerInlineQuery").at(-1);
    const ids = answer?.results.map(({ id }) => id) ?? [];
    expect(ids).toHaveLength(50);
    while (answer?.next_offset) {
      await say(inlineQuery("", answer.next_offset));
      answer = peer.of("answerInlineQuery").at(-1);
      ids.push(...(answer?.results.map(({ id }) => id) ?? []));
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("nothing found offers the private chat", async () => {
    const { say, peer } = await start();
    await say(inlineQuery("zzzzqqq"));
    const [answer] = peer.of("answerInlineQuery");
    expect(answer?.results).toEqual([]);
    expect(answer?.button?.start_parameter).toMatch(/^[\w-]+$/);
  });
});
