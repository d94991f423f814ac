/** The gateway of the Discord peer: hello, identify, ready, heartbeats, resume, and what goes wrong with them. */
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";

/** Intents that need Discord's approval, and that this bot must do without. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);

const frameShape = z.object({ op: z.number(), d: z.unknown().optional() });
const identifyShape = z.object({ token: z.string(), intents: z.number(), properties: z.looseObject({}) });
const resumeShape = z.object({ token: z.string(), session_id: z.string(), seq: z.number() });

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly log: { readonly s: number; readonly t: string; readonly d: unknown }[];
  socket: WebSocket | null;
}

export interface GatewayOptions {
  readonly token: string;
  /** The events of a fresh session, READY first. */
  readonly greeting: (sessionId: string) => readonly (readonly [type: string, data: object])[];
  readonly onChange: () => void;
}

export class Gateway {
  readonly #options: GatewayOptions;
  readonly #server: WebSocketServer;
  readonly #sessions: Session[] = [];
  /** Close codes with which the next identifies are answered. */
  readonly refuseIdentify: number[] = [];
  /** Whether the next resume is told that its session is gone. */
  forgetSessions = false;
  identifies = 0;
  resumes = 0;

  constructor(server: Server, options: GatewayOptions) {
    this.#options = options;
    this.#server = new WebSocketServer({ server });
    this.#server.on("connection", (socket) => this.#greet(socket));
  }

  get intents(): number {
    return this.#sessions.at(-1)?.intents ?? 0;
  }

  /** Whether a client is listening. */
  get connected(): boolean {
    return this.#sessions.some(({ socket }) => socket !== null);
  }

  /** Sends an event to the session; while its connection is down, it waits for a resume. */
  dispatch(t: string, d: unknown): void {
    const session = this.#sessions.at(-1);
    if (!session) throw new Error("nobody has identified yet");
    const event = { s: session.log.length + 1, t, d };
    session.log.push(event);
    session.socket?.send(JSON.stringify({ op: 0, ...event }));
  }

  /** Closes the connection with a code, as Discord does; without one the connection just breaks. */
  drop(code?: number): void {
    for (const session of this.#sessions) {
      const { socket } = session;
      session.socket = null;
      if (code === undefined) socket?.terminate();
      else socket?.close(code);
    }
  }

  /** Asks the client to reconnect, as before a deployment. */
  askToReconnect(): void {
    for (const { socket } of this.#sessions) socket?.send(JSON.stringify({ op: 7, d: null }));
  }

  close(): Promise<void> {
    this.drop();
    for (const socket of this.#server.clients) socket.terminate();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #greet(socket: WebSocket): void {
    const send = (frame: object) => socket.send(JSON.stringify(frame));
    send({ op: 10, d: { heartbeat_interval: 45_000 }, s: null, t: null });
    socket.on("message", (data) => {
      const { op, d } = frameShape.parse(JSON.parse(String(data)));
      if (op === 1) send({ op: 11, d: null });
      if (op === 2) this.#identify(socket, identifyShape.parse(d));
      if (op === 6) this.#resume(socket, resumeShape.parse(d));
      this.#options.onChange();
    });
    socket.on("close", () => {
      for (const session of this.#sessions) if (session.socket === socket) session.socket = null;
      this.#options.onChange();
    });
  }

  #identify(socket: WebSocket, { token, intents }: z.output<typeof identifyShape>): void {
    this.identifies++;
    const code = this.refuseIdentify.shift() ?? this.#refusal(token, intents);
    if (code !== null) {
      socket.close(code);
      return;
    }
    const session: Session = { id: `session-${this.identifies}`, intents, log: [], socket };
    this.#sessions.push(session);
    for (const [type, data] of this.#options.greeting(session.id)) this.dispatch(type, data);
  }

  #resume(socket: WebSocket, { token, session_id, seq }: z.output<typeof resumeShape>): void {
    this.resumes++;
    const session = this.#sessions.find(({ id }) => id === session_id);
    if (!session || token !== this.#options.token || this.forgetSessions) {
      socket.send(JSON.stringify({ op: 9, d: false }));
      return;
    }
    session.socket = socket;
    for (const event of session.log.filter(({ s }) => s > seq))
      socket.send(JSON.stringify({ op: 0, ...event }));
    socket.send(JSON.stringify({ op: 0, s: session.log.length, t: "RESUMED", d: {} }));
  }

  /** With which code an identify is refused, if it is. */
  #refusal(token: string, intents: number): number | null {
    if (token !== this.#options.token) return 4004;
    return intents & PRIVILEGED ? 4014 : null;
  }
}
