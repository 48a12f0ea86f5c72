import { QueryClient, QueryObserver } from "@tanstack/query-core";
import { EventSource } from "eventsource";
import { eventually } from "../lib/wait.js";
import { qk } from "./queries.js";
import { attachSSE } from "./sseBridge.js";
import { useAgent } from "./useAgent.js";

/** A browser tab: its own cache, its own stream, relative addresses resolved against the hub, and every panel mounted. */
export class Dashboard {
  requests = [];
  updates = [];
  #unsubscribe = [];

  constructor(hub, ids = ["ceo"]) {
    const absolute = (path) => new URL(path, hub.url).href;
    this.queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 0, refetchOnWindowFocus: false, retry: false } } });
    this.queryClient.mount();
    this.fetch = (path, init) => {
      this.requests.push(`${init?.method ?? "GET"} ${path}`);
      return fetch(absolute(path), init);
    };
    const browser = {
      queryClient: this.queryClient,
      fetch: (path, init) => this.fetch(path, init),
      EventSource: class extends EventSource {
        constructor(path) {
          super(absolute(path));
        }
      },
    };
    this.stream = attachSSE(browser);
    this.stream.addEventListener("agent:update", (e) => this.updates.push({ cursor: e.lastEventId, state: JSON.parse(e.data) }));
    this.agents = Object.fromEntries(ids.map((id) => [id, useAgent(browser, id)]));
    this.list = new QueryObserver(this.queryClient, {
      queryKey: qk.agents,
      queryFn: () => browser.fetch("/api/agents", { cache: "no-store" }).then((r) => r.json()),
    });
    this.conflicts = new QueryObserver(this.queryClient, {
      queryKey: qk.conflicts,
      queryFn: () => browser.fetch("/api/conflicts/predictions", { cache: "no-store" }).then((r) => r.json()),
    });
    const observers = [...Object.values(this.agents).map((agent) => agent.query), this.list, this.conflicts];
    this.#unsubscribe = observers.map((observer) => observer.subscribe(() => {}));
  }

  /** Every panel has its first data and the stream is open. */
  async loaded() {
    await eventually("every panel has data", () =>
      [...Object.values(this.agents).map((agent) => agent.query), this.list, this.conflicts]
        .every((observer) => observer.getCurrentResult().isSuccess));
    await eventually("the stream is open", () => this.stream.readyState === 1);
    return this;
  }

  agent(id) {
    return this.queryClient.getQueryData(qk.agent(id));
  }

  count(request) {
    return this.requests.filter((made) => made === request).length;
  }

  close() {
    this.stream.close();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.queryClient.unmount();
    this.queryClient.clear();
  }
}
