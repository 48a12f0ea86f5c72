import { WebSocket } from "ws";
import { eventually, within } from "./wait.js";

/** A client of the fleet contract's socket that keeps everything it received. */
export class FleetSocket {
  received = [];

  static async open(hub, t) {
    const client = new FleetSocket();
    client.socket = new WebSocket(`${hub.url.replace("http", "ws")}/ws`);
    t?.after(() => client.socket.terminate());
    client.socket.on("message", (data) => client.received.push(JSON.parse(data)));
    client.closed = new Promise((resolve) => client.socket.on("close", (code, reason) => resolve({ code, reason: String(reason) })));
    await within(10_000, "the socket opens", new Promise((resolve, reject) => {
      client.socket.on("open", resolve);
      client.socket.on("error", reject);
    }));
    return client;
  }

  send(message) {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** The first message received at or after `from` that matches. */
  async next(matches, { from = 0, ms = 10_000 } = {}) {
    const test = typeof matches === "string" ? (message) => message.type === matches : matches;
    const described = () => `a message ${matches}; the last were ${JSON.stringify(this.received.slice(-3))}`;
    return eventually(described, () => this.received.slice(from).find(test), ms);
  }

  /** Sends, and waits for the first matching answer that comes after. */
  ask(message, matches, options) {
    const from = this.received.length;
    this.send(message);
    return this.next(matches, { from, ...options });
  }

  /** The fleet's messages in order: all that carry a cursor and are not about the connection. */
  feed(projectId = 1) {
    const own = new Set(["subscribed", "unsubscribed", "heartbeat", "pong", "ack", "error", "reset"]);
    return this.received.filter((message) => message.project_id === projectId && !own.has(message.type));
  }
}

export const sequenceOf = (cursor) => Number(cursor.split(":")[1]);
