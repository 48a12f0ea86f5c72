/** A workspace of a hub, with the words of its API. */
export class Fleet {
  #headers;

  static async create(hub, id, headers) {
    await hub.post("/api/workspaces", { id, template: "empty" }, headers);
    return new Fleet(hub, id, hub.url, headers);
  }

  constructor(hub, id = "default", site = hub.url, headers = {}) {
    this.hub = hub;
    this.id = id;
    this.site = site;
    this.#headers = headers;
  }

  /** The address of a page of the dashboard. */
  url(path = "") {
    return `${this.site}/w/${this.id}${path}`;
  }

  /** The same fleet seen through another address. */
  at(site) {
    return new Fleet(this.hub, this.id, site, this.#headers);
  }

  async #send(method, path, body) {
    const response = await this.hub.send(method, `/api/workspaces/${this.id}${path}`, body, this.#headers);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  get(path) {
    return this.#send("GET", path);
  }

  async agent(id, patch = {}) {
    return (await this.#send("POST", "/agents", { id, ...patch })).state;
  }

  async agents(...ids) {
    for (const id of ids) await this.agent(id);
  }

  async report(id, patch) {
    return (await this.#send("PATCH", `/agents/${encodeURIComponent(id)}`, patch)).state;
  }

  block(id, blocker = "which database?") {
    return this.report(id, { status: "blocked", blocker });
  }

  retire(id) {
    return this.#send("DELETE", `/agents/${encodeURIComponent(id)}`);
  }

  readAgent(id) {
    return this.get(`/agents/${encodeURIComponent(id)}`);
  }

  async task(title, members = {}) {
    return (await this.#send("POST", "/tasks", { title, ...members })).state;
  }

  changeTask(id, patch) {
    return this.#send("PATCH", `/tasks/${id}`, patch);
  }

  assign(id, agentId) {
    return this.#send("POST", `/tasks/${id}/assign`, { agentId });
  }

  blockTask(id, ...blockedBy) {
    return this.#send("POST", `/tasks/${id}/block`, { blockedBy });
  }

  claim(agentId, resource) {
    return this.#send("POST", "/claims", { agentId, resource });
  }

  readTask(id) {
    return this.get(`/tasks/${id}`);
  }

  activity(agent, message) {
    return this.#send("POST", "/activity", { agent, message });
  }

  state() {
    return this.get("/state");
  }
}
