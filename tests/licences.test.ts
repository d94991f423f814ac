/** The packages that the service runs on: known licences, exact versions, contents that the lock file vouches for. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { productionPackages } from "./support/packages.ts";

/** SPDX ids of licences that let the project be used, changed and passed on under its own. */
const KNOWN = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "PSF-2.0"];
/** More than this many packages need a second look at what brought them in. */
const MANY = 80;

const packages = Object.entries(productionPackages());

test("every package that the service runs on is under a licence that we know", () => {
  expect(packages.length).toBeGreaterThan(30);
  const others = packages.flatMap(([path]) => {
    const { name, license } = JSON.parse(readFileSync(`${path}/package.json`, "utf8"));
    return KNOWN.includes(license) ? [] : [`${name}: ${JSON.stringify(license)}`];
  });
  expect(others).toEqual([]);
});

test("every one of them has the contents that were locked", () =>
  expect(packages.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]));

test("they are few", () => expect(packages.length).toBeLessThanOrEqual(MANY));

test("our own say an exact version", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const versions: string[] = Object.values({ ...dependencies, ...devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
