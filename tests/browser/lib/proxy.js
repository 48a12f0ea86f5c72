import http from "node:http";
import { eventually } from "../../e2e/lib/wait.js";

/** Stands between a client and a server of ours, and misbehaves on demand. */
export class Proxy {
  #connections = new Set();
  #streams = new Set();
  #holds = [];
  #frozen = false;

  /** One that lives as long as the test `t`. */
  static async for(t, target) {
    const proxy = new Proxy(target);
    t.after(() => proxy.cut());
    await proxy.open();
    return proxy;
  }

  constructor(target) {
    this.target = new URL(target);
    this.port = 0;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Listens, again at the same port after a cut. */
  async open() {
    this.server = http.createServer((request, response) => this.#forward(request, response));
    this.server.on("connection", (socket) => {
      this.#connections.add(socket);
      socket.on("close", () => this.#connections.delete(socket));
      socket.on("error", () => {});
    });
    await new Promise((resolve, reject) => this.server.on("error", reject).listen(this.port, "127.0.0.1", resolve));
    this.port = this.server.address().port;
  }

  /** Nobody is there any more. */
  async cut() {
    if (!this.server?.listening) return;
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.#connections) socket.destroy();
    await closed;
  }

  /** Keeps connections open, but nothing comes through them any more. */
  freeze() {
    this.#frozen = true;
    for (const answer of this.#streams) answer.pause();
  }

  thaw() {
    this.#frozen = false;
    for (const answer of this.#streams) answer.resume();
  }

  /** Holds requests that match until they are let through or refused. */
  hold(matches) {
    const hold = new Hold(matches);
    this.#holds.push(hold);
    return hold;
  }

  async #forward(request, response) {
    const hold = this.#holds.find((hold) => hold.isHolding && hold.matches(request));
    const refusal = await hold?.decide();
    if (refusal) {
      request.resume();
      response.writeHead(refusal.status, { "Content-Type": "application/problem+json" });
      return response.end(JSON.stringify({ title: "Refused", error: refusal.code, ...refusal }));
    }
    const { hostname, port } = this.target;
    const onward = http.request({ hostname, port, method: request.method, path: request.url, headers: request.headers, agent: false }, (answer) => {
      if (response.destroyed) return answer.destroy();
      this.#streams.add(answer);
      response.writeHead(answer.statusCode, answer.rawHeaders.filter((_, i, all) => !/^transfer-encoding$/i.test(all[i - (i % 2)])));
      response.flushHeaders();
      answer.on("data", (data) => response.write(data));
      answer.on("end", () => response.end());
      answer.on("close", () => {
        this.#streams.delete(answer);
        if (!answer.complete) response.destroy();
      });
      if (this.#frozen) answer.pause();
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  }
}

/** Requests that wait for what the test decides. */
class Hold {
  isHolding = true;
  requests = 0;
  #decided;
  #decision = new Promise((resolve) => (this.#decided = resolve));

  constructor(matches) {
    this.matches = matches;
  }

  decide() {
    this.requests++;
    return this.#decision;
  }

  /** Waits until as many requests are there. */
  arrived(count = 1) {
    return eventually(() => `${count} requests arrive at the hub; there were ${this.requests}`, () => this.requests >= count, 30_000);
  }

  release() {
    this.isHolding = false;
    this.#decided(null);
  }

  /** Answers with a problem, as the hub would. */
  refuse({ status = 409, code = "conflict", detail }) {
    this.isHolding = false;
    this.#decided({ status, code, detail });
  }
}

export const writesOf = (workspace) => (request) => !["GET", "HEAD"].includes(request.method) && request.url.startsWith(`/api/workspaces/${workspace}/`);
