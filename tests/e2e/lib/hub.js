import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Cadre } from "./cadre.js";
import { eventually, Hopeless } from "./wait.js";

export function temporaryFolder() {
  return mkdtempSync(join(tmpdir(), "cadre-e2e-"));
}

/** A hub in a process of its own, on a data folder and a free port of its own, that can be killed and started again. */
export class Hub {
  #ownsData;

  constructor({ data, template = "executive", args = [] } = {}) {
    this.#ownsData = data === undefined;
    this.data = data ?? temporaryFolder();
    this.template = template;
    this.args = args;
    this.port = 0;
  }

  static async start(options) {
    const hub = new Hub(options);
    try {
      await hub.start();
      return hub;
    } catch (error) {
      await hub.dispose();
      throw error;
    }
  }

  /** A hub that lives as long as the test `t`. */
  static async for(t, options) {
    const hub = new Hub(options);
    t.after(() => hub.dispose());
    await hub.start();
    return hub;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the process; again on the same port, so that clients find it where they left it. */
  async start() {
    this.process = new Cadre(
      "up", "--urls", `http://127.0.0.1:${this.port}`, "--data", this.data, "--template", this.template, ...this.args);
    const address = await eventually("the hub prints its address", () => {
      if (this.process.exited) throw new Hopeless(`the hub ended: ${this.process.output}`);
      return /http:\/\/127\.0\.0\.1:([1-9]\d*)/.exec(this.process.stdout);
    }, 60_000);
    this.port = Number(address[1]);
    await eventually(() => `the hub is ready\n${this.process.output}`, async () => (await fetch(`${this.url}/readyz`)).ok, 30_000);
    return this;
  }

  /** kill -9. */
  async kill() {
    await this.process?.kill();
  }

  /** SIGTERM, and waits for the graceful end. */
  async stop() {
    this.process.signal("SIGTERM");
    return this.process.ended(30_000);
  }

  async restart() {
    await this.kill();
    await this.start();
  }

  async dispose() {
    await this.kill().catch(() => {});
    if (this.#ownsData) rmSync(this.data, { recursive: true, force: true });
  }

  get(path) {
    return fetch(this.url + path);
  }

  async json(path) {
    const response = await this.get(path);
    const text = await response.text();
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  send(method, path, body, headers = {}) {
    return fetch(this.url + path, {
      method,
      headers: body === undefined ? headers : { "Content-Type": "application/json", ...headers },
      body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  /** POSTs and expects success. */
  async post(path, body, headers) {
    const response = await this.send("POST", path, body, headers);
    const text = await response.text();
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  /** Every event of a workspace's log, page by page. */
  async events(workspace = "default", after = undefined) {
    const all = [];
    for (let cursor = after ?? `${await this.epoch(workspace)}:0`; ;) {
      const page = await this.json(`/api/workspaces/${workspace}/events?after=${cursor}&limit=10000`);
      if (page.reset) throw new Error(`the log was reset: ${JSON.stringify(page.reset)}`);
      all.push(...page.events);
      cursor = page.cursor;
      if (!page.more) return all;
    }
  }

  async cursor(workspace = "default") {
    return (await this.json(`/api/workspaces/${workspace}`)).cursor;
  }

  async epoch(workspace = "default") {
    return (await this.cursor(workspace)).split(":")[0];
  }
}
