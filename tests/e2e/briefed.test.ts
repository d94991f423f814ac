/** A channel that is briefed, from the first command to the last, on both platforms, as its people see it. */
import { describe, expect, test } from "vitest";
import type { Delivery } from "../../src/storage/briefings.ts";
import { MANAGE_CHANNELS, CHANNEL as PARENT, threadCreated } from "../support/discord/world.ts";
import { change, smallDossier } from "../support/dossier.ts";
import { Whole } from "../support/service.ts";
import { GROUP, inTopic, PERSON } from "../support/telegram-updates.ts";
import { discordRoom, type Room, telegramRoom } from "./rooms.ts";

/** Two hours before 08:00 in Kyiv, on a day of the small dossier's talks. */
const START = Temporal.Instant.from("2030-03-12T04:00:00Z");
const DAY_ONE = Temporal.Instant.from("2030-03-12T06:00:00Z");

/** The service over a small dossier of its own, and a channel on one of the platforms. */
async function scene(room: (whole: Whole) => Room) {
  const data = smallDossier();
  const whole = await Whole.open({ start: START, data });
  const here = room(whole);
  return {
    ...{ whole, here },
    /** Edits the dossier, and waits until it is served. */
    edit: async (changes: Parameters<typeof change>[1]) => {
      const before = whole.service.dossier.revision;
      change(data, changes);
      await whole.until(() => whole.service.dossier.revision !== before);
    },
    /** 08:00 of so many days after the first one comes; what arrives. */
    morning: async (day: number): Promise<string[]> => {
      const due = DAY_ONE.add({ hours: 24 * day });
      whole.clock.pass({ milliseconds: Math.ceil(due.since(whole.clock.now()).total("milliseconds")) });
      await whole.tick();
      await whole.settled();
      return here.arrived();
    },
    /** What became of the latest slot of the first subscription: state, reason, on which morning. */
    ended: async () => {
      const last: Delivery | null = await whole.state.briefings.lastDelivery(1);
      return last && [last.state, last.reason, last.slot.since(DAY_ONE).total("hours") / 24];
    },
  };
}

const added = (text: string) => ({ items: { fact: [{ text }] } });
const BRIDGE = "A new bridge was promised over Lake Mira.";
/** The section of a briefing that tells what changed. */
const changesIn = (text = ""): string =>
  /What changed since this channel's last briefing\n(.*?)\n(?:#|\n|State of play)/s.exec(text)?.[1] ?? "";
/** A message's lines without what a platform marks them with. */
const linesOf = (text: string): string[] =>
  text.split("\n").map((line) => line.replace(/^(?:[#•-]+#?|\*\*)\s?|\*\*|\*/g, ""));

describe.each([
  ["Discord", discordRoom],
  ["Telegram", telegramRoom],
])("%s", (_, room) => {
  test("subscribed, briefed, told what changed, and silent when nothing did", async () => {
    const { whole, here, edit, morning, ended } = await scene(room);
    expect(await here.member("/subscribe 8:00 kyiv daily")).toContain("Only ");
    expect(await morning(-1 / 24)).toEqual([]);
    const set = await here.admin("/subscribe 8:00 kyiv daily");
    for (const day of ["Tue 12", "Wed 13", "Thu 14"])
      expect(set).toContain(`${day} Mar 2030, 08:00 (06:00 UTC)`);

    const [first = "", ...more] = await morning(0);
    expect(more).toEqual([]);
    expect(linesOf(first)[0]).toBe("Briefing · The Lake Mira talks");
    expect(first).toContain("The first briefing here");
    expect(first).toMatch(/Bottom line\n.*The delegations met for the first time on 3 March 2030\. \[1\]/);
    expect(first).toMatch(/Lake Courier, 3 Mar 2030: \[1\] ¶2/);

    await edit({
      edits: [
        ["facts.yaml", "old customs house of Elmsford", "new town hall of Elmsford"],
        ["figures.yaml", "id: fig-catch-400\n", "id: fig-catch-400\n  superseded_by: fig-catch-450\n"],
        [
          "figures.yaml",
          "400 tonnes a year.\n  status: disputed",
          "400 tonnes a year.\n  status: superseded",
        ],
      ],
      ...added(BRIDGE),
    });
    const [second = ""] = await morning(1);
    expect(second).toContain("Since this channel's last briefing: 1 new statement, 1 changed, 1 superseded.");
    expect(linesOf(changesIn(second))).toEqual([
      ...["New", `${BRIDGE} [1]`],
      ...["Changed", "The delegations sat in the new town hall of Elmsford. [1]"],
      "Superseded, each with what stands in its place",
      "Northland wants Southland to catch less than 400 tonnes a year. (superseded) [3]",
      "Northland asked for a limit of 450 tonnes a year. (disputed) [2]",
    ]);

    const [third = ""] = await morning(2);
    expect(third).toContain("Nothing changed since this channel's last briefing");
    expect(await here.admin("/subscription edit quiet:yes")).toContain("only when something changed");
    expect(await morning(3)).toEqual([]);
    expect(await ended()).toEqual(["skipped", "nothing changed since the last briefing", 3]);
    const listed = await here.member("/subscriptions");
    expect(listed).toContain("Fri 15 Mar 2030, 08:00 was left out: nothing changed since the last briefing");
    expect([whole.bugs, whole.discord.refusals, whole.telegram.invalid]).toEqual([[], [], []]);
  });

  test("paused, resumed and restarted: told exactly what changed since the last one", async () => {
    const { whole, here, edit, morning } = await scene(room);
    await here.admin("/subscribe 8:00 kyiv daily quiet");
    expect(await morning(0)).toHaveLength(1);
    await here.admin("/subscription pause");
    await edit(added(BRIDGE));
    expect(await morning(1)).toEqual([]);
    await whole.stop();
    await whole.start();
    expect(await morning(2)).toEqual([]);
    expect(await here.admin("/subscription resume")).toContain("Fri 15 Mar 2030, 08:00 (06:00 UTC)");
    const [told = ""] = await morning(3);
    expect(linesOf(changesIn(told))).toEqual(["New", `${BRIDGE} [1]`]);
    await whole.stop();
    await whole.start();
    expect(await morning(4)).toEqual([]);
    const { states } = await whole.state.briefings.counts();
    expect(states).toMatchObject({ sent: 2, skipped: 1, failed: 0, unknown: 0 });
  });

  test("a test is marked as one, and the slots stay as they are", async () => {
    const { whole, here, edit, morning, ended } = await scene(room);
    await here.admin("/subscribe 8:00 kyiv daily quiet");
    await morning(0);
    await edit(added(BRIDGE));
    expect(await here.admin("/subscription test")).toContain("one comes in a moment");
    await whole.settled();
    const [tried = "", ...more] = here.arrived();
    expect(more).toEqual([]);
    expect(linesOf(tried)[0]).toBe("Test briefing · The Lake Mira talks");
    expect(tried).toContain(BRIDGE);
    expect(await ended()).toEqual(["sent", null, 0]);
    const [slot = ""] = await morning(1);
    expect(linesOf(slot)[0]).toBe("Briefing · The Lake Mira talks");
    expect(linesOf(changesIn(slot))).toEqual(["New", `${BRIDGE} [1]`]);
  });

  test("shut out three times it is stopped with the reason; let in again it goes on with the next slot", async () => {
    const { whole, here, morning, ended } = await scene(room);
    await here.admin("/subscribe 8:00 kyiv daily");
    await morning(0);
    here.close();
    for (const day of [1, 2, 3]) {
      expect(await morning(day)).toEqual([]);
      expect(await ended()).toEqual(["failed", here.shut, day]);
    }
    expect(await whole.state.briefings.disabled()).toMatchObject([{ id: 1, reason: here.shut }]);
    expect(whole.log.join()).toContain(`${here.shut}; its subscription is disabled`);
    expect(await morning(4)).toEqual([]);
    expect(await ended()).toEqual(["failed", here.shut, 3]);
    here.open();
    const listed = await here.admin("/subscriptions");
    expect(listed).toContain(here.shut);
    await here.admin("/subscription resume");
    expect(await morning(5)).toHaveLength(1);
    expect(await ended()).toEqual(["sent", null, 5]);
    expect(whole.bugs).toEqual([]);
  });

  test("what is typed at the same moment says the same, but for what it is compared with", async () => {
    const { here, morning } = await scene(room);
    await here.admin("/subscribe 8:00 kyiv daily");
    await morning(0);
    const [posted = ""] = await morning(1);
    const typed = await here.member("/brief");
    const body = (text: string) => text.slice(text.indexOf("Bottom line"));
    expect(body(posted)).toContain("State of play");
    expect(body(typed)).toBe(body(posted));
    expect(posted).toContain("Nothing changed since this channel's last briefing");
    expect(typed).toContain("Nothing changed since 12 Mar 2030");
  });
});

test("Telegram: a group that becomes a supergroup is followed, and keeps its briefings", async () => {
  const { whole, here, morning, ended } = await scene(telegramRoom);
  await here.admin("/subscribe 8:00 kyiv daily");
  await morning(0);
  const moved = -1_005_550_000_001;
  whole.telegram.migrated.set(GROUP, moved);
  expect(await morning(1)).toHaveLength(1);
  expect(await morning(2)).toHaveLength(1);
  expect(whole.telegram.messages.slice(-2).map(({ chat }) => chat)).toEqual([moved, moved]);
  expect((await whole.state.briefings.subscription(1))?.channel.chat).toBe(String(moved));
  expect(await ended()).toEqual(["sent", null, 2]);
});

test("Telegram: a topic of a forum is briefed in the topic", async () => {
  const { whole, morning } = await scene(telegramRoom);
  whole.telegram.topics.add(`${GROUP} 42`);
  whole.telegram.push(inTopic("/subscribe 8:00 kyiv daily", 42));
  await whole.telegram.until(() => whole.telegram.messages.length > 0);
  expect(await morning(0)).toHaveLength(1);
  expect(whole.telegram.messages.map(({ chat, thread }) => [chat, thread])).toEqual([
    [GROUP, 42],
    [GROUP, 42],
  ]);
  expect(whole.telegram.admins).toContain(`${GROUP} ${PERSON.id}`);
});

test("Discord: a thread is briefed in the thread", async () => {
  const { whole, morning } = await scene(discordRoom);
  const { discord } = whole;
  const thread = { id: "300000000000000009", type: 11 };
  discord.rest.messages.channels.add(thread.id);
  discord.gateway.dispatch("THREAD_CREATE", threadCreated(thread.id, PARENT));
  const values = { time: "08:00", zone: "Europe/Kyiv" };
  const asker = { permissions: MANAGE_CHANNELS, channel: thread };
  const interaction = discord.rest.interactions.slash("subscribe", values, asker);
  discord.interact(interaction);
  await discord.until(() => discord.rest.interactions.get(interaction.id).original?.loading === false);
  expect(await morning(0)).toHaveLength(1);
  expect(discord.rest.messages.all.at(-1)?.channel_id).toBe(thread.id);
});
