// The client that the executive contract was first written down with, against a real hub: TanStack Query's core,
// a real EventSource, real kills.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before, test } from "node:test";
import { Hub } from "./lib/hub.js";
import { eventually, sleep, within } from "./lib/wait.js";
import { Dashboard } from "./seed/dashboard.js";
import { autoResolve } from "./seed/useAgent.js";

const executives = ["ceo", "coo", "cmo", "cro", "cco", "content", "cos"];
const members = ["blockedTasks", "delayedOutputs", "dependencies", "id", "riskScore", "status", "updatedAt", "version"];
let hub;
const open = [];

function dashboard(...ids) {
  const opened = new Dashboard(hub, ids.length ? ids : ["ceo"]);
  open.push(opened);
  return opened.loaded();
}

before(async () => {
  hub = await Hub.start();
});
after(async () => {
  for (const opened of open) opened.close();
  await hub?.dispose();
});

test("the seven agents exist from the start, each with version 1", async () => {
  const { items } = await hub.json("/api/agents");
  assert.deepEqual(items.map((agent) => agent.id), executives);
  for (const agent of items) {
    assert.deepEqual(Object.keys(agent).sort(), members);
    assert.equal(agent.status, "idle");
    assert.equal(agent.riskScore, 0);
    assert.equal(agent.version, 1);
    for (const list of ["blockedTasks", "dependencies", "delayedOutputs"]) assert.deepEqual(agent[list], []);
  }
});

test("every panel fetches its first data", async () => {
  const screen = await dashboard("ceo", "cro");
  assert.equal(screen.agent("ceo").id, "ceo");
  assert.equal(screen.agent("cro").id, "cro");
  assert.equal(screen.list.getCurrentResult().data.items.length, 7);
  assert.ok(Array.isArray(screen.conflicts.getCurrentResult().data.items));
});

test("the stream opens before any event", async (t) => {
  const fresh = await Hub.for(t);
  const started = performance.now();
  const answer = await within(5000, "the stream's head arrives", new Promise((resolve, reject) => {
    const request = http.get(`${fresh.url}/api/agents/events/stream`, (response) => {
      resolve(response);
      request.destroy();
    });
    request.on("error", reject);
  }));
  assert.equal(answer.statusCode, 200);
  assert.match(answer.headers["content-type"], /^text\/event-stream\b/);
  assert.equal(answer.headers["cache-control"], "no-store");
  const screen = new Dashboard(fresh);
  try {
    await eventually("readyState is OPEN", () => screen.stream.readyState === 1, 5000);
    assert.deepEqual(screen.updates, []);
    assert.ok(performance.now() - started < 10_000);
  } finally {
    screen.close();
  }
});

test("a change by anyone sets the agent's cache and refreshes list and predictions", async () => {
  const screen = await dashboard("cmo");
  const [lists, predictions, details] = [
    screen.count("GET /api/agents"), screen.count("GET /api/conflicts/predictions"), screen.count("GET /api/agents/cmo")];
  const { state } = await hub.post("/api/agents/cmo", {
    status: "blocked", riskScore: 83, blockedTasks: ["launch"], dependencies: ["content"], meta: { forecast: { q3: 1.25 }, tags: ["a"] } });
  await eventually("the pushed state is in the cache", () => screen.agent("cmo").version === state.version);
  assert.deepEqual(screen.agent("cmo"), state);
  await eventually("the list is fetched again", () => screen.count("GET /api/agents") > lists);
  await eventually("the predictions are fetched again", () => screen.count("GET /api/conflicts/predictions") > predictions);
  await eventually("the list shows it", () =>
    screen.list.getCurrentResult().data.items.find((agent) => agent.id === "cmo").riskScore === 83);
  await eventually("the predictions name the blocked agent", () =>
    JSON.stringify(screen.conflicts.getCurrentResult().data.items).includes("cmo"));
  assert.equal(screen.count("GET /api/agents/cmo"), details, "the detail was pushed, not fetched");
});

test("an update is on the screen before the server answers, and confirmed after", async () => {
  const screen = await dashboard("coo");
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const direct = screen.fetch;
  screen.fetch = async (path, init) => {
    if (init?.method === "POST") await held;
    return direct(path, init);
  };
  const before = screen.agent("coo");
  const answer = screen.agents.coo.update.mutate({ status: "running", riskScore: 35 });
  await eventually("the optimistic state shows", () => screen.agent("coo").status === "running");
  assert.equal((await hub.json("/api/agents/coo")).status, before.status, "the server has not heard of it yet");
  release();
  const { ok, state } = await answer;
  assert.equal(ok, true);
  assert.equal(state.version, before.version + 1);
  await eventually("the confirmed state shows", () => screen.agent("coo").version === state.version);
  assert.deepEqual(screen.agent("coo"), state);
});

test("a refused update fails with 'update failed' and the screen goes back", async () => {
  const screen = await dashboard("cco");
  const before = screen.agent("cco");
  await assert.rejects(screen.agents.cco.update.mutate({ riskScore: 500 }), /^Error: update failed$/);
  assert.deepEqual(screen.agent("cco"), before);
  assert.deepEqual(await hub.json("/api/agents/cco"), before);
  const refused = await hub.send("POST", "/api/agents/cco", { riskScore: 500 });
  assert.equal(refused.status, 422);
  assert.match(refused.headers.get("content-type"), /^application\/problem\+json\b/);
  const problem = await refused.json();
  assert.equal(problem.pointer, "/riskScore");
  assert.ok(JSON.stringify(problem).includes("500"));
});

test("auto-resolve resolves", async () => {
  const screen = await dashboard("cro");
  await hub.post("/api/agents/cro", { status: "blocked", riskScore: 90, blockedTasks: ["pricing"], delayedOutputs: ["deck"], dependencies: ["cco"] });
  await eventually("the risk shows", () => screen.agent("cro").riskScore === 90);
  const { state } = await screen.agents.cro.update.mutate(autoResolve);
  assert.equal(state.status, "resolved");
  assert.equal(state.riskScore, 0);
  assert.deepEqual([state.blockedTasks, state.delayedOutputs, state.dependencies], [[], [], ["cco"]]);
  await eventually("the resolved state shows", () => screen.agent("cro").version >= state.version);
});

test("id, version and updatedAt of a body are ignored", async () => {
  const before = await hub.json("/api/agents/cos");
  const { state } = await hub.post("/api/agents/cos", { id: "ceo", version: 999, updatedAt: 1, riskScore: 11 });
  assert.equal(state.id, "cos");
  assert.equal(state.version, before.version + 1);
  assert.ok(state.updatedAt >= before.updatedAt && Math.abs(state.updatedAt - Date.now()) < 60_000);
  assert.equal(state.riskScore, 11);
  assert.notEqual((await hub.json("/api/agents/ceo")).riskScore, 11);
});

test("meta comes back unchanged", async () => {
  const meta = { forecast: { arr: 1.5e7, "näme": null }, list: [1, "two", { three: [] }], flag: false };
  const { state } = await hub.post("/api/agents/content", { meta });
  assert.deepEqual(state.meta, meta);
  assert.deepEqual((await hub.json("/api/agents/content")).meta, meta);
});

test("an unknown agent is a 404 with the contract's body", async () => {
  for (const answer of [await hub.get("/api/agents/nobody"), await hub.send("POST", "/api/agents/nobody", { riskScore: 1 })]) {
    assert.equal(answer.status, 404);
    assert.equal((await answer.json()).error, "not found");
  }
});

test("no answer of the contract is cached", async () => {
  const answers = [
    await hub.get("/api/agents"), await hub.get("/api/agents/ceo"), await hub.send("POST", "/api/agents/ceo", { riskScore: 5 }),
    await hub.get("/api/conflicts/predictions"), await hub.get("/api/agents/nobody")];
  for (const answer of answers) {
    assert.equal(answer.headers.get("cache-control"), "no-store", answer.url);
    assert.match(answer.headers.get("content-type"), /^application\/(problem\+)?json\b/, answer.url);
    await answer.text();
  }
});

test("two dashboards show the same", async () => {
  const [left, right] = [await dashboard(...executives), await dashboard(...executives)];
  await Promise.all(executives.map(async (id, i) => {
    for (let step = 1; step <= 5; step++) await hub.post(`/api/agents/${id}`, { riskScore: step * 10 + i, status: "running" });
  }));
  await eventually("both screens show the last change of every agent", () =>
    executives.every((id, i) => left.agent(id).riskScore === 50 + i && right.agent(id).riskScore === 50 + i));
  const truth = (await hub.json("/api/agents")).items;
  assert.deepEqual(executives.map((id) => left.agent(id)), truth);
  assert.deepEqual(executives.map((id) => right.agent(id)), truth);
  assert.deepEqual(left.updates.slice(-35), right.updates.slice(-35));
  await eventually("both lists are fetched", () =>
    [left, right].every((screen) => JSON.stringify(screen.list.getCurrentResult().data.items) === JSON.stringify(truth)));
});

test("after a kill the stream resumes where it was: nothing lost, nothing twice", async () => {
  const screen = await dashboard("ceo");
  const first = (await hub.json("/api/agents/ceo")).version;
  let last = first;
  const write = async (count) => {
    for (let i = 0; i < count; i++) last = (await hub.post("/api/agents/ceo", { riskScore: last % 100, meta: { step: last } })).state.version;
  };
  for (let round = 0; round < 3; round++) {
    await write(20);
    await hub.restart();
    // The dashboard is still waiting to reconnect; these it can only get by its cursor.
    await write(30);
  }
  await eventually("the last change arrives", () => screen.agent("ceo").version === last, 20_000);
  await sleep(200);
  const versions = screen.updates.map((update) => update.state).filter((state) => state.id === "ceo" && state.version > first);
  assert.deepEqual(versions.map((state) => state.version), Array.from({ length: last - first }, (_, i) => first + 1 + i));
});
