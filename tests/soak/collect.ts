/** Loaded before the service, which then collects its garbage on SIGUSR2: what is left after that is in use. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

process.on("SIGUSR2", () => {
  // Twice: what the first frees may have held more.
  collect();
  collect();
});
