/** /settings and rich messages, menus and descriptions. */
import { afterEach, describe, expect, test } from "vitest";
import { commands } from "../../../../commands/index.ts";
import { NOW } from "../../../support/engine.ts";
import { newPeer, type Running, startBot } from "../../../support/telegram-bot.ts";
import {
  CHANNEL,
  GROUP,
  inChannel,
  inGroup,
  PERSON,
  pressing,
  privately,
} from "../../../support/telegram-updates.ts";

let bot: Running;
afterEach(() => {
  expect(bot.peer.invalid).toEqual([]);
  expect(bot.bugs).toEqual([]);
});

describe("/settings", () => {
  test("the person in a private chat switches rich messages on and off", async () => {
    bot = await startBot();
    const { say } = bot;
    const [settings] = await say(privately("/settings"));
    if (!settings) throw new Error("no settings");
    await say(pressing(settings, "Rich messages on"));
    expect(settings.text).toContain("Rich messages: on");
    const [rich] = await say(privately("/round 1"));
    expect(rich?.rich).toBe(true);
    await say(pressing(settings, "Rich messages off"));
    const [html] = await say(privately("/round 1"));
    expect(html?.rich).toBe(false);
  });

  test.each([["/налаштування"], ["/настройки"]])("%s is the same", async (typed) => {
    bot = await startBot();
    const [settings] = await bot.say(privately(typed));
    expect(settings?.text).toContain("Settings of this chat");
  });

  test("in a group only administrators, asked from Telegram once a minute", async () => {
    let now = NOW;
    bot = await startBot({ now: () => now });
    const { say, peer } = bot;
    const [denied] = await say(inGroup("/settings@our_bot"));
    expect(denied).toMatchObject({ only: PERSON.id, text: expect.stringContaining("Only administrators") });
    peer.admins.add(`${GROUP} ${PERSON.id}`);
    // Still refused: the answer of a moment ago is kept for a minute.
    const [again] = await say(inGroup("/settings@our_bot"));
    expect(again?.text).toContain("Only administrators");
    expect(peer.of("getChatMember")).toHaveLength(1);
    now = now.add({ seconds: 60 });
    const [settings] = await say(inGroup("/settings@our_bot"));
    expect(settings?.text).toContain("Settings");
    if (settings) await say(pressing(settings, "Rich messages on", 99));
    expect(peer.of("answerCallbackQuery").at(-1)?.text).toContain("Only administrators");
    expect((await bot.store.chat(GROUP)).rich).toBe(false);
    if (settings) await say(pressing(settings, "Rich messages on"));
    expect((await bot.store.chat(GROUP)).rich).toBe(true);
  });

  test("in a channel whoever posts may, whoever reads may not", async () => {
    bot = await startBot();
    const [settings] = await bot.say(inChannel("/settings"));
    if (!settings) throw new Error("no settings");
    await bot.say(pressing(settings, "Rich messages on", 99));
    expect((await bot.store.chat(CHANNEL)).rich).toBe(false);
    bot.peer.admins.add(`${CHANNEL} 98`);
    await bot.say(pressing(settings, "Rich messages on", 98));
    expect((await bot.store.chat(CHANNEL)).rich).toBe(true);
  });

  test("rich messages fall back to HTML where the server refuses them; pages turn in either form", async () => {
    bot = await startBot();
    const { say, peer, store } = bot;
    await store.saveChat(PERSON.id, { rich: true }, NOW);
    const [rich] = await say(privately("/delegation russia"));
    if (!rich) throw new Error("no answer");
    await say(pressing(rich, rich.buttons[0]?.text ?? ""));
    expect(rich).toMatchObject({ rich: true, edits: 1 });
    peer.richMessages = false;
    const [html] = await say(privately("/delegation russia"));
    expect(html?.rich).toBe(false);
    expect(bot.lines.join()).toContain("rich message refused");
  });
});

describe("menus", () => {
  test("are written by scope and language, and again only when they differ", async () => {
    const peer = await newPeer();
    bot = await startBot({ peer });
    await bot.say(privately("/help"));
    await bot.stop();
    expect([...peer.menus.keys()].toSorted()).toEqual(
      ["all_chat_administrators", "all_group_chats", "all_private_chats"].flatMap((scope) =>
        ["", "ru", "uk"].map((language) => `${scope} ${language}`),
      ),
    );
    const ukrainian = commands.map(({ name, local }) => ({ command: name, description: local.uk.summary }));
    expect(peer.menus.get("all_group_chats uk")).toEqual(ukrainian);
    expect(peer.menus.get("all_chat_administrators uk")).toHaveLength(commands.length + 1);
    expect(peer.description).toContain("Every sentence");
    expect(peer.of("setMyCommands")).toHaveLength(9);

    bot = await startBot({ peer });
    await bot.say(privately("/help"));
    expect(peer.of("setMyCommands")).toHaveLength(9);
    expect(peer.of("setMyDescription")).toHaveLength(1);
    await bot.stop();

    peer.menus.set("all_group_chats uk", []);
    bot = await startBot({ peer });
    await bot.say(privately("/help"));
    expect(peer.of("setMyCommands")).toHaveLength(10);
  });

  test("refused menus are reported, and the bot answers all the same", async () => {
    const peer = await newPeer();
    peer.fault("setMyCommands", { error: 400, description: "Bad Request: BOT_COMMANDS_TOO_MUCH" });
    bot = await startBot({ peer });
    expect(await bot.say(privately("/help"))).toHaveLength(1);
    expect(bot.lines.join()).toContain("BOT_COMMANDS_TOO_MUCH");
  });
});
