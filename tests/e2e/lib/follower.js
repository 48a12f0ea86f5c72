import http from "node:http";
import { sleep } from "./wait.js";

/** A reader of an event stream that comes back by its last cursor for as long as it is open, like a browser does. */
export class Follower {
  events = [];
  resets = [];
  connections = 0;
  #open = true;

  constructor(hub, path, after) {
    this.hub = hub;
    this.path = path;
    this.cursor = after;
    this.running = this.#run();
  }

  async close() {
    this.#open = false;
    this.request?.destroy();
    await this.running;
  }

  async #run() {
    while (this.#open) {
      await this.#read().catch(() => {});
      if (this.#open) await sleep(50);
    }
  }

  #read() {
    return new Promise((resolve, reject) => {
      const headers = { Accept: "text/event-stream", "Last-Event-ID": this.cursor };
      this.request = http.get(this.hub.url + this.path, { headers, agent: false }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`the stream answered ${response.statusCode}`));
        this.connections++;
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (data) => {
          text += data;
          const end = text.lastIndexOf("\n\n");
          if (end < 0) return;
          for (const block of text.slice(0, end).split("\n\n")) this.#onBlock(block);
          text = text.slice(end + 2);
        });
        response.on("close", resolve);
        response.on("error", reject);
      });
      this.request.on("error", reject);
    });
  }

  #onBlock(block) {
    const field = (name) => block.split("\n").find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const [id, type, data] = [field("id"), field("event"), field("data")];
    if (id !== undefined) this.cursor = id;
    if (data === undefined) return;
    if (type === "reset") this.resets.push(JSON.parse(data));
    else if (type !== "end") this.events.push(JSON.parse(data));
  }
}
