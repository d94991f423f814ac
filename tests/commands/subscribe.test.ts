import { describe, expect, test } from "vitest";
import { toText } from "../../src/reply/text.ts";
import { MOST_SUBSCRIPTIONS } from "../../src/schedule/subscriptions.ts";
import { inputsOf } from "../support/actions.ts";
import { dossier, NOW } from "../support/engine.ts";
import { CHANNEL, openPlace, subscription } from "../support/place.ts";

describe("a briefing is set", () => {
  test("by labels, with every wish", async () => {
    const { store, say } = openPlace();
    const { reply } = await say(
      "/subscribe time:08:00 zone:Europe/Kyiv days:weekdays topics:energy ceasefire, Prisoner exchanges length:full quiet:yes silent:yes",
    );
    expect(reply.kind).toBe("answer");
    const [made] = await store.subscriptions(CHANNEL);
    expect(made).toMatchObject({
      ...{ number: 1, channel: CHANNEL, state: "active", createdBy: "800000000000000001" },
      schedule: { time: "08:00", zone: "Europe/Kyiv", days: [1, 2, 3, 4, 5] },
      wishes: { length: "full", quiet: true, silent: true },
    });
    expect(made?.wishes.topics).toHaveLength(2);
    expect(made?.wishes.topics.every((id) => dossier.get("topic", id))).toBe(true);
    // NOW is Friday 6 February 2026, 10:00 in Kyiv.
    expect(String(made?.nextDue)).toBe("2026-02-09T06:00:00Z");
  });

  test.each([
    ["/subscribe 8:00 kyiv weekdays", "08:00", "Europe/Kyiv", "12345"],
    ["/subscribe weekdays 8 kiev", "08:00", "Europe/Kyiv", "12345"],
    ["/subscribe 7:30 pm new york mon, wed, fri", "19:30", "America/New_York", "135"],
    ["/subscribe at 6pm in london every day", "18:00", "Europe/London", "1234567"],
    ["/subscribe time 8:00 zone kyiv days mon-wed", "08:00", "Europe/Kyiv", "123"],
    ["/subscribe 9:00 anchorage", "09:00", "America/Anchorage", "1234567"],
    ["/subscribe noon tokio", "12:00", "Asia/Tokyo", "1234567"],
    ["/підписатися 8:00 київ будні", "08:00", "Europe/Kyiv", "12345"],
  ])("%s", async (input, time, zone, days) => {
    const { store, say } = openPlace();
    expect((await say(input)).reply.kind).toBe("answer");
    const [made] = await store.subscriptions(CHANNEL);
    expect(made?.schedule).toEqual({ time, zone, days: [...days].map(Number) });
    expect(made?.wishes).toEqual({ topics: [], length: "short", quiet: false, silent: false });
  });

  test("flags and topics without labels", async () => {
    const { store, say } = openPlace();
    await say("/subscribe 8:00 kyiv quiet energy ceasefire full");
    const [made] = await store.subscriptions(CHANNEL);
    expect(made?.wishes).toMatchObject({ length: "full", quiet: true, silent: false });
    expect(made?.wishes.topics).toHaveLength(1);
  });

  test("in a forum topic, which is a place of its own", async () => {
    const { store, say, text } = openPlace();
    await say("/subscribe 8:00 kyiv", { place: { platform: "telegram", chat: "-1001", thread: "7" } });
    expect(await store.subscriptions({ platform: "telegram", chat: "-1001", thread: "7" })).toHaveLength(1);
    expect(await text("/subscriptions", { place: { platform: "telegram", chat: "-1001" } })).toContain(
      "No briefing is set here",
    );
  });
});

describe("the confirmation", () => {
  test("shows the next three times in local time and UTC, the content, and what can be done", async () => {
    const { say } = openPlace();
    const { reply } = await say("/subscribe 8:00 kyiv weekdays quiet");
    expect(
      toText(reply)
        .split("\n")
        .filter((line) => line !== ""),
    ).toEqual([
      "Briefing 1 is set",
      "When: Mon–Fri at 08:00, Europe/Kyiv",
      "Next: Mon 9 Feb 2026, 08:00 (06:00 UTC)",
      "Then: Tue 10 Feb 2026, 08:00 (06:00 UTC)",
      "Then: Wed 11 Feb 2026, 08:00 (06:00 UTC)",
      "What: short briefing, all topics",
      "How: only when something changed",
      "(Change it with /subscription edit 1 time:… zone:… days:… topics:… length:… quiet:… silent:…, end it with /unsubscribe 1.)",
      "More: /subscription test 1 · /subscription pause 1 · /unsubscribe 1 · /subscriptions",
    ]);
  });

  test("shows UTC's own day where it is another, and a time that the clock skips", async () => {
    const { text } = openPlace();
    expect(await text("/subscribe 8:00 auckland")).toContain(
      "Sat 7 Feb 2026, 08:00 (Fri 6 Feb 2026, 19:00 UTC)",
    );
    const skipped = await text("/subscribe 2:30 berlin", {
      now: Temporal.Instant.from("2026-03-28T12:00:00Z"),
    });
    expect(skipped).toContain("Sun 29 Mar 2026, 03:30 (01:30 UTC)");
  });

  test("says what was mended", async () => {
    expect(await openPlace().text("/subscribe 8:00 londn")).toContain("“londn” read as Europe/London");
  });
});

describe("it asks", () => {
  test("for a zone when none is known, and goes on with what was typed", async () => {
    const { store, say, text } = openPlace();
    const { reply } = await say("/subscribe 8:00 weekdays quiet");
    expect(reply.kind).toBe("ambiguous");
    expect(await store.subscriptions(CHANNEL)).toEqual([]);
    expect(inputsOf(reply)[0]).toBe("/subscribe time:08:00 days:Mon–Fri quiet:true zone:Europe/Kyiv");
    expect((await say(inputsOf(reply)[0] ?? "")).reply.kind).toBe("answer");
    expect(await text("/subscribe 18:00")).toContain("that of the last briefing set here: Europe/Kyiv");
  });

  test.each([
    ["/subscribe", /^\(Which time\?/],
    ["/subscribe 25:00 kyiv", /not a time I can read/],
    ["/subscribe 8:00 zone:nowhere", /no time zone or city “nowhere”/],
    ["/subscribe 8:00 qwertyuiop", /I do not know what to do with “qwertyuiop”/],
    ["/subscribe 8:00 UTC+2", /is an offset/],
    ["/subscribe 8:00 kyiv days:someday", /not days I can read/],
    ["/subscribe 8:00 kyiv topics:gardening", /No topic “gardening”/],
    ["/subscribe 8:00 kyiv length:huge", /is no length/],
    ["/subscribe 8:00 kyiv quiet:maybe", /neither yes nor no/],
  ])("%s: nothing is set", async (input, said) => {
    const { store, text } = openPlace();
    expect(await text(input)).toMatch(said);
    expect(await store.subscriptions(CHANNEL)).toEqual([]);
  });
});

describe("it refuses", () => {
  test("the same schedule twice, and offers to change the one that is there", async () => {
    const { store, say, text } = openPlace();
    await say("/subscribe 8:00 kyiv weekdays");
    const { reply: again } = await say("/subscribe 8:00 kyiv mon-fri length:full");
    expect(toText(again)).toContain("Briefing 1 comes at that time already");
    expect(await store.subscriptions(CHANNEL)).toHaveLength(1);
    expect(await text(inputsOf(again)[0] ?? "")).toContain("full briefing");
  });

  test("more than a channel may have", async () => {
    const { store, say } = openPlace();
    for (let i = 0; i < MOST_SUBSCRIPTIONS; i++) await store.subscribe(subscription(), NOW);
    expect(toText((await say("/subscribe 9:00 kyiv")).reply)).toContain("20 briefings here already");
    expect((await say("/subscribe 9:00 kyiv", { place: { chat: "1" } })).reply.kind).toBe("answer");
  });

  test("those who do not manage the place", async () => {
    const { store, say } = openPlace();
    const { reply } = await say("/subscribe 8:00 kyiv", { refusal: "Only those who manage it." });
    expect([reply.kind, await store.subscriptions(CHANNEL)]).toEqual(["denied", []]);
  });
});
