/** Secrets in whatever form they are written. */
import { expect, test } from "vitest";
import { REDACTED, redactor } from "../../../src/ops/redact.ts";

const SECRET = '42:AA/b+c "d"';
const redact = redactor([SECRET, undefined, ""]);

test.each([
  ["text", `https://api.telegram.org/bot${SECRET}/getMe`],
  ["a URL", encodeURIComponent(SECRET)],
  ["JSON", JSON.stringify({ token: SECRET })],
  ["Base64", Buffer.from(SECRET).toString("base64")],
])("%s", (_, text) => {
  const shown = redact(text);
  expect(shown).toContain(REDACTED);
  expect(shown).not.toContain("AA/b");
});

test("an error with its cause and fields", () => {
  const error = Object.assign(new Error(`to ${SECRET}`, { cause: new Error(SECRET) }), {
    bot: { url: SECRET },
  });
  expect(redact(error)).toContain(REDACTED);
  expect(redact(error)).not.toContain("AA/b");
});

test("nothing else is changed", () => expect(redact("plain line")).toBe("plain line"));
