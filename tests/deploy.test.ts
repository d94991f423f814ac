/** What is written for containers and systemd, held against the project: paths, settings, rights, ports. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadConfig, settings } from "../src/config.ts";
import { Http } from "../src/ops/http.ts";
import { productionPackages } from "./support/packages.ts";
import { environment } from "./support/process.ts";
import { folder } from "./support/service-process.ts";

const dockerfile = readFileSync("Dockerfile", "utf8").replace(/\\\n\s*/g, " ");
const ignore = readFileSync(".dockerignore", "utf8");
const compose = parse(readFileSync("compose.yaml", "utf8"));
const unit = readFileSync("deploy/rapporteur.service", "utf8");
const manifest = JSON.parse(readFileSync("package.json", "utf8"));

/** Every name under which the environment is read. */
const names = settings.flatMap(({ name, secret }) => (secret ? [name, `${name}_FILE`] : [name]));
const port = loadConfig({}).http?.port;

/** What the image takes from the project. */
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = ""]) =>
  paths.split(" "),
);

describe("the image", () => {
  test("takes what is there, and what is not kept from it", () => {
    expect(copied).toContain("src");
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
    const kept = [...ignore.matchAll(/^!(.+)$/gm)].map(([, path]) => path);
    expect(kept.toSorted()).toEqual([...new Set(copied)].toSorted());
  });

  test("has the Node that the project needs", () => {
    const [, major] = /^>=(\d+)$/.exec(manifest.engines.node) ?? [];
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases)).toEqual(new Set([`node:${major}-slim`]));
    expect(manifest.devDependencies.node.split(".")[0]).toBe(major);
  });

  test("starts with what it takes and the packages of production alone", () => {
    const root = folder();
    for (const path of copied) cpSync(path, join(root, path), { recursive: true });
    for (const path of Object.keys(productionPackages())) {
      // Packages inside of packages come with those.
      if (path.lastIndexOf("node_modules/") > 0) continue;
      mkdirSync(dirname(join(root, path)), { recursive: true });
      symlinkSync(resolve(path), join(root, path));
    }
    const [, program = ""] = /^CMD \["node", "([^"]+)"\]$/m.exec(dockerfile) ?? [];
    const env = environment({
      RAPPORTEUR_STATE: join(folder(), "state.db"),
      DISCORD_TOKEN: "",
      TELEGRAM_TOKEN: "",
    });
    const args = ["--preserve-symlinks", program, "--check"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      env,
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("ok     state");
  });

  test("is asked for its health as it serves it", async () => {
    const [, code = ""] = /^HEALTHCHECK .*CMD \["node", "-e", "(.+)"\]$/m.exec(dockerfile) ?? [];
    expect(code).toContain(`127.0.0.1:${port}/healthz`);
    const http = await Http.open({ host: "127.0.0.1", port: 0 }, () => undefined);
    const ask = async () => {
      const { spawn } = await import("node:child_process");
      const child = spawn(process.execPath, ["-e", code.replace(String(port), String(http.port))]);
      return new Promise((ended) => child.once("close", ended));
    };
    expect(await ask()).toBe(1);
    http.page("/healthz", () => ({ status: 200 }));
    expect(await ask()).toBe(0);
    await http.close();
  });
});

test("may write to its state and nowhere else, and has no rights to spare", () => {
  expect(dockerfile).toMatch(/^USER node$/m);
  const { rapporteur } = compose.services;
  expect(rapporteur).toMatchObject({
    read_only: true,
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
    volumes: ["state:/state"],
  });
  expect(rapporteur).not.toHaveProperty("ports");
  expect(dockerfile).toContain("RAPPORTEUR_STATE=/state/");
  for (const line of [
    "ProtectSystem=strict",
    "DynamicUser=yes",
    "CapabilityBoundingSet=",
    "NoNewPrivileges=yes",
  ])
    expect(unit.split("\n")).toContain(line);
  expect(unit).not.toMatch(/^ReadWritePaths/m);
});

test("settings are called as the program calls them, and secrets are where it is told", () => {
  const { environment: env, secrets } = compose.services.rapporteur;
  const inImage = [...dockerfile.matchAll(/\b((?:RAPPORTEUR|DISCORD|TELEGRAM)_\w+)=/g)].map(
    ([, name]) => name,
  );
  const inUnit = [...unit.matchAll(/^Environment=((?!NODE_ENV)\w+)=/gm)].map(([, name]) => name);
  expect([...Object.keys(env), ...inImage, ...inUnit].filter((name) => !names.includes(name ?? ""))).toEqual(
    [],
  );
  expect(Object.values(env)).toEqual(secrets.map((name: string) => `/run/secrets/${name}`));
  expect(Object.keys(compose.secrets)).toEqual(secrets);
  const credentials = [...unit.matchAll(/^LoadCredential=(\w+):/gm)].map(([, name]) => name);
  const read = [...unit.matchAll(/^Environment=\w+_FILE=%d\/(\w+)$/gm)].map(([, name]) => name);
  expect(credentials).toEqual(read);
});

test("nothing is killed before it had its ten seconds", () => {
  const [, systemd = ""] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? [];
  const seconds = [Number(systemd), Number.parseInt(compose.services.rapporteur.stop_grace_period, 10)];
  expect(seconds.every((each) => each > 10)).toBe(true);
});
