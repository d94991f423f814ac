/** The service's HTTP: pages, what is mounted, and what it refuses. */
import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Http } from "../../../src/ops/http.ts";

let http: Http;
const bugs: unknown[] = [];
beforeEach(async () => {
  bugs.length = 0;
  http = await Http.open({ host: "127.0.0.1", port: 0 }, (error) => bugs.push(error));
});
afterEach(() => http.close());

const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${http.port}${path}`, init);

test("a page is made anew for each request", async () => {
  let n = 0;
  http.page("/n", () => ({ status: 200, type: "text/plain", body: String(++n) }));
  const response = await get("/n?x=1");
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/plain"]);
  expect([await response.text(), await (await get("/n")).text()]).toEqual(["1", "2"]);
});

test("a page is only read, and there are no others", async () => {
  http.page("/n", () => ({ status: 200, body: "n" }));
  const statuses = await Promise.all([
    get("/n", { method: "HEAD" }),
    get("/n", { method: "POST" }),
    get("/n/"),
    get("/../../etc/passwd"),
    get("/__proto__"),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([200, 405, 404, 404, 404]);
});

test("what is mounted can be taken back", async () => {
  const unmount = http.mount("/hook", async ({ method }) => ({ status: method === "POST" ? 204 : 405 }));
  expect((await get("/hook", { method: "POST" })).status).toBe(204);
  unmount();
  expect((await get("/hook", { method: "POST" })).status).toBe(404);
});

test("a bug is recorded, and says nothing of itself", async () => {
  http.page("/bug", () => {
    throw new Error("with details");
  });
  const response = await get("/bug");
  expect([response.status, await response.text()]).toEqual([500, ""]);
  expect(bugs).toHaveLength(1);
});

test("what is not HTTP is refused, and the next request answered", async () => {
  http.page("/n", () => ({ status: 200 }));
  const socket = connect(http.port, "127.0.0.1");
  socket.write("hello\r\n\r\n");
  const said = await new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
  expect(said).toContain("400 Bad Request");
  expect((await get("/n")).status).toBe(200);
});

test("an address that is taken is a sentence", async () => {
  const taken = Http.open({ host: "127.0.0.1", port: http.port }, () => undefined);
  await expect(taken).rejects.toThrow(
    `RAPPORTEUR_HTTP: cannot listen on 127.0.0.1:${http.port} (EADDRINUSE); set another address, or off.`,
  );
});

test("closing does not wait for those who might ask more", async () => {
  const other = await Http.open({ host: "127.0.0.1", port: 0 }, () => undefined);
  const socket = connect(other.port, "127.0.0.1");
  await new Promise((resolve) => socket.once("connect", resolve));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await other.close();
  await closed;
});
