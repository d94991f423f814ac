/** Plain words that lead to a command, and questions that must not. */
import { describe, expect, test } from "vitest";
import { plainMeaning } from "../../../src/arguments/plain.ts";
import { ask, askText } from "../../support/engine.ts";

describe("plain words that ask for what a command does", () => {
  test.each([
    ["brief me", "brief"],
    ["brief me please", "brief"],
    ["morning briefing please", "brief"],
    ["Give me the morning briefing", "brief"],
    ["daily briefing", "brief"],
    ["brief me on the energy ceasefire", "brief"],
    ["what's new", "changes"],
    ["What changed?", "changes"],
    ["updates please", "changes"],
    ["any news?", "changes"],
    ["hello", "help"],
    ["what can you do?", "help"],
    ["who are you", "about"],
    ["what is this?", "about"],
    ["whats going on", "brief"],
    ["where do things stand", "brief"],
  ])("%s is answered by /%s", (input, command) => {
    const outcome = ask(input);
    expect([outcome.command, outcome.reply.kind]).toEqual([command, "answer"]);
  });

  test("the subject of a briefing is kept", () => {
    expect(askText("brief me on the energy ceasefire")).toContain(
      "Briefing · The Abu Dhabi talks · Energy ceasefire",
    );
  });

  test.each([
    ["pause my briefing", "/subscription pause"],
    ["please mute the daily updates", "/subscription pause"],
    ["stop sending this", "/unsubscribe"],
    ["stop", "/unsubscribe"],
    ["can you stop posting here", "/unsubscribe"],
    ["how do I unsubscribe?", "/unsubscribe"],
    ["cancel my subscription", "/unsubscribe"],
    ["resume the briefings", "/subscription resume"],
    ["change my briefing to 9am", "/subscription edit"],
    ["how do I subscribe", "/subscribe 8:00"],
    ["set up a daily briefing at 8", "/subscribe 8:00"],
    ["send me a briefing every day at 8am", "/subscribe 8:00"],
  ])("%s is told of %s, and nothing is done", (input, command) => {
    const { reply } = ask(input);
    expect(reply.kind).toBe("answer");
    expect(reply.items).toEqual([]);
    expect(askText(input)).toContain(command);
  });

  test.each([
    "stop the war",
    "who wants to stop the strikes",
    "what changed in Russia's stance",
    "what is new START",
    "pause in energy strikes",
    "end of the talks",
    "how long was the pause",
    "what was the latest round about",
    "who are the delegates",
    "did russia stop the attacks",
    "change of venue",
    "resume talks in february",
    "what posts does budanov hold",
    "what is going on in donetsk",
    "where do things stand on territory",
  ])("%s is a question", (input) => {
    expect(plainMeaning(input)).toBeNull();
  });

  test.each(["thanks", "Thank you so much!", "ok", "got it"])(
    "%s is no question, and taken kindly",
    (input) => {
      expect(askText(input)).toContain("At your service");
    },
  );

  test("what names a command is that command", () => {
    expect(askText("subscribe 8:00 kyiv weekdays")).toContain("/subscribe must be typed in a channel");
  });

  test.each([
    ["disputes energy ceasefire", "dispute"],
    ["positions russia nato", "position"],
    ["quotes zelensky", "quote"],
  ])("the plural names it too: %s", (input, command) => {
    expect(ask(input).command).toBe(command);
  });

  test("a long input is read at once", () => {
    expect(plainMeaning(`${"stop the ".repeat(400)}war`)).toBeNull();
  });
});
