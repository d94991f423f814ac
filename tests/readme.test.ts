/** The README and reality: command lines, commands, examples, settings, options, packages and links. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commands } from "../commands/index.ts";
import { usageOf } from "../src/arguments/commands.ts";
import { askCommand } from "../src/cli/ask.ts";
import { settings } from "../src/config.ts";
import { askText } from "./support/engine.ts";
import { answered } from "./support/place.ts";

const readme = readFileSync("README.md", "utf8");
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
/** What stands between backticks outside of blocks. */
const code = [...readme.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/`([^`]+)`/g)].map(
  ([, text = ""]) => text,
);
/** The lines of all blocks of code. */
const block = [...readme.matchAll(/^```.*\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);
/** Everything in quotation marks or piped that the README hands to `ask`. */
const scripted = [...block.join("\n").matchAll(/"(\/[^"]+)"/g)].map(([, text = ""]) => text);
const usages = commands.map(usageOf);
/** Inputs that the README tells people to try: in the text, but for the forms of commands, and paths of files. */
const tried = code.filter((text) => /^\/[a-z]+(?!\/)\b/.test(text) && !/[<[]/.test(text));

describe("command lines", () => {
  test.each(["npm ci && npm start", "npm ci && npm test"])("%s stands alone in a block", (line) => {
    expect(block.filter((text) => text.trim() === line)).toHaveLength(1);
  });

  test("every npm script that it names exists", () => {
    const named = [
      ...readme.matchAll(/npm (?:run (?:--silent )?)?(start|test|ask|data|bench|[a-z]+)(?= |`|$)/gm),
    ]
      .map(([, name = ""]) => name)
      .filter((name) => name !== "ci" && name !== "run");
    expect(named).toContain("start");
    expect(named.filter((name) => !(name in manifest.scripts) && name !== "and")).toEqual([]);
  });

  test(".ci/run takes its command line from here", () => {
    const script = readFileSync(".ci/run", "utf8");
    expect(script).toContain("README.md");
    const pattern = /\/\^(npm ci && npm \.\*test)\//.exec(script)?.[1] ?? "nothing";
    expect(readme.split("\n").find((line) => new RegExp(`^${pattern}`).test(line))).toBe(
      "npm ci && npm test",
    );
    expect(script).not.toMatch(/^npm (?:ci|test)/m);
  });
});

describe("commands", () => {
  test.each(usages)("%s has its row", (usage) => expect(code).toContain(usage));

  test("it names no command that is gone", () => {
    expect(code.filter((text) => /^\/[a-z]+ [<[]/.test(text)).toSorted()).toEqual(
      usages.filter((usage) => /[<[]/.test(usage)).toSorted(),
    );
  });

  test("every command has an example that is tried", () => {
    for (const { name } of commands)
      expect(tried.filter((text) => text.split(" ")[0] === `/${name}`)).not.toEqual([]);
  });

  test.each([...new Set([...tried, ...scripted])])("%s is answered", async (input) => {
    expect((await answered(input)).reply.kind).toBe("answer");
  });

  test.each(commands.flatMap(({ examples }) => examples))("the example %s is answered", async (input) => {
    expect((await answered(input)).reply.kind).toBe("answer");
  });
});

test("the reply that it shows is the reply that is given", () => {
  const [shown = ""] = block;
  const [prompt = "", ...lines] = shown.trimEnd().split("\n");
  const reply = askText(/"(.*)"/.exec(prompt)?.[1] ?? "").split("\n");
  let from = 0;
  for (const line of lines.filter((text) => text !== "…")) {
    const at = reply.indexOf(line, from);
    expect([line, at >= from]).toEqual([line, true]);
    from = at + 1;
  }
});

describe("settings", () => {
  const example = readFileSync(".env.example", "utf8");

  test.each(settings)("$name", ({ name, help, default: value }) => {
    expect(readme).toContain(
      `| \`${name}\` | ${value === undefined ? "not set" : `\`${value}\``} | ${help} |`,
    );
    expect(example).toMatch(new RegExp(`^${name}=${value ?? ""}$`, "m"));
  });

  test("the secrets that files may hold are named, and only they", () => {
    const files = settings.filter(({ secret }) => secret).map(({ name }) => `${name}_FILE`);
    expect([...new Set(code.filter((text) => text.endsWith("_FILE")))]).toEqual(files);
    for (const file of files) expect(example).toContain(`# ${file}=`);
  });

  test(".env.example has no other", () => {
    const names = [...example.matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect(names).toEqual(settings.map(({ name }) => name));
  });
});

test("every option of ask has its row, and there are no others", () => {
  const rows = [...readme.matchAll(/^\| `(--[a-z-]+)/gm)].map(([, option]) => option);
  expect(rows.toSorted()).toEqual(
    askCommand()
      .options.map(({ long }) => long ?? "")
      .toSorted(),
  );
});

test("every runtime package says why it is there", () => {
  const section = /^## What it is built on\n([\s\S]*?)^## /m.exec(readme)?.[1] ?? "";
  const rows = [...section.matchAll(/^\| ([a-z0-9@/.-]+) \| (?!why).+ \|$/gm)].map(([, name]) => name);
  expect(rows).toEqual(Object.keys(manifest.dependencies).toSorted());
});

test("every file that it links to is there", () => {
  const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, file = ""]) => file);
  expect(links.length).toBeGreaterThan(2);
  expect(links.filter((file) => !/^https?:/.test(file) && !existsSync(file))).toEqual([]);
});
