/** The packages that the service runs on, as the lock file has them. */
import { readFileSync } from "node:fs";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly license?: string;
}

/** Folder in node_modules → its entry; what only developers need is left out. */
export function productionPackages(): Readonly<Record<string, Locked>> {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, Locked>;
  };
  return Object.fromEntries(Object.entries(packages).filter(([path, { dev }]) => path !== "" && !dev));
}
