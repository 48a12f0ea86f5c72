// The fleet contract over its WebSocket, as a client of it would use it, folded by a reducer of our own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { comparable, fold, load } from "./fold/project.js";
import { Hub } from "./lib/hub.js";
import { FleetSocket, sequenceOf } from "./lib/socket.js";
import { eventually, sleep, within } from "./lib/wait.js";

let hub;
before(async () => {
  hub = await Hub.start({ template: "empty" });
});
after(() => hub?.dispose());

let clock = Date.parse("2026-01-05T08:00:00Z");
const at = () => new Date((clock += 1000)).toISOString();
let agents = 0;
let tasks = 100;

const created = (agent_id, agent_type = "backend-worker") =>
  ({ type: "agent_created", project_id: 1, timestamp: at(), agent_id, agent_type });
const assigned = (task_id, agent_id, task_title = `Do ${task_id}`) =>
  ({ type: "task_assigned", project_id: 1, timestamp: at(), task_id, agent_id, task_title });
const taskStatus = (task_id, status, progress) =>
  ({ type: "task_status_changed", project_id: 1, timestamp: at(), task_id, status, ...(progress !== undefined && { progress }) });
const newAgent = () => `worker-${++agents}`;
const newTask = () => ++tasks;

test("subscribe answers with where the feed stands, then every message comes with its cursor", async (t) => {
  const client = await FleetSocket.open(hub, t);
  const subscribed = await client.ask({ type: "subscribe", project_id: 1 }, "subscribed");
  assert.equal(subscribed.project_id, 1);
  assert.match(subscribed.cursor, /^[0-9a-z]{1,32}:\d+$/);
  const agent = newAgent();
  await hub.post("/api/projects/1/messages", created(agent, "frontend-specialist"));
  const message = await client.next((m) => m.type === "agent_created" && m.agent_id === agent);
  assert.equal(message.project_id, 1);
  assert.equal(message.agent_type, "frontend-specialist");
  assert.ok(message.timestamp);
  assert.ok(sequenceOf(message.cursor) > sequenceOf(subscribed.cursor));
});

test("ping is answered and the connection beats", { timeout: 40_000 }, async (t) => {
  const client = await FleetSocket.open(hub, t);
  await client.ask({ type: "subscribe", project_id: 1 }, "subscribed");
  const before = Date.now();
  const pong = await client.ask({ type: "ping" }, "pong");
  assert.ok(new Date(pong.timestamp).getTime() >= before - 1000);
  const beat = await client.next("heartbeat", { ms: 20_000 });
  assert.ok(beat.timestamp);
  assert.equal(beat.cursors["1"], await hub.cursor());
});

test("after unsubscribe nothing more comes", async (t) => {
  const client = await FleetSocket.open(hub, t);
  await client.ask({ type: "subscribe", project_id: 1 }, "subscribed");
  const left = await client.ask({ type: "unsubscribe", project_id: 1 }, "unsubscribed");
  assert.equal(left.project_id, 1);
  await hub.post("/api/projects/1/messages", created(newAgent()));
  await client.ask({ type: "ping" }, "pong");
  await sleep(300);
  assert.deepEqual(client.feed(), []);
});

test("messages that a client sends are written and acknowledged", async (t) => {
  const [writer, watcher] = [await FleetSocket.open(hub, t), await FleetSocket.open(hub, t)];
  await watcher.ask({ type: "subscribe", project_id: 1 }, "subscribed");
  const agent = newAgent();
  const ack = await writer.ask({ ...created(agent), request_id: "r-1" }, (m) => m.request_id === "r-1");
  assert.equal(ack.type, "ack");
  assert.equal(ack.result, "accepted");
  const seen = await watcher.next((m) => m.type === "agent_created" && m.agent_id === agent);
  assert.ok(sequenceOf(seen.cursor) <= sequenceOf(ack.cursor));
  assert.ok((await hub.json("/api/projects/1/agents")).agents.some((a) => a.id === agent));
});

test("a stale message is ignored, a wrong one refused, and the connection stays", async (t) => {
  const client = await FleetSocket.open(hub, t);
  const agent = newAgent();
  await client.ask({ ...created(agent), request_id: "new" }, (m) => m.request_id === "new");
  const stale = await client.ask(
    { type: "agent_status_changed", project_id: 1, timestamp: "2020-01-01T00:00:00Z", agent_id: agent, status: "blocked", request_id: "old" },
    (m) => m.request_id === "old");
  assert.deepEqual([stale.type, stale.result], ["ack", "ignored"]);
  const refused = await client.ask(
    { type: "agent_status_changed", project_id: 1, timestamp: at(), agent_id: agent, status: "wroking", request_id: "bad" },
    (m) => m.request_id === "bad");
  assert.equal(refused.type, "error");
  assert.equal(refused.pointer, "/status");
  assert.ok(refused.code && refused.message.includes("wroking"), JSON.stringify(refused));
  await client.ask({ type: "ping" }, "pong");
});

test("bad JSON is answered with an error, unknown types are reported, and the connection stays", async (t) => {
  const client = await FleetSocket.open(hub, t);
  await client.ask({ type: "subscribe", project_id: 1 }, "subscribed");
  const broken = ["{not json", "", "[]", "null", "42", '"text"', '{"type":7}', "{}", '{"type":"subscribe","project_id":"one"}',
    '{"type":"subscribe","project_id":1,"after":"nonsense"}'];
  for (const text of broken) {
    const error = await client.ask(text, "error");
    assert.ok(error.code && error.message, `${text}: ${JSON.stringify(error)}`);
  }
  for (const type of ["no_such_type", "__proto__", ""]) {
    const answer = await client.ask({ type, project_id: 1, request_id: type }, (m) => m.request_id === type);
    assert.ok(answer.type === "error" || (answer.type === "ack" && answer.result === "ignored"), JSON.stringify(answer));
    assert.ok((answer.message ?? answer.reason).includes(type), JSON.stringify(answer));
  }
  const unknown = await client.ask({ type: "subscribe", project_id: 424242 }, "error");
  assert.equal(unknown.code, "not-found");
  const agent = newAgent();
  await hub.post("/api/projects/1/messages", created(agent));
  await client.next((m) => m.agent_id === agent);
});

test("two projects over one socket keep apart", async (t) => {
  const created2 = await hub.post("/api/workspaces", { id: "second", template: "empty" });
  const second = created2.projectId ?? (await hub.json("/api/workspaces/second")).projectId;
  const [both, one] = [await FleetSocket.open(hub, t), await FleetSocket.open(hub, t)];
  await both.ask({ type: "subscribe", project_id: 1 }, "subscribed");
  await both.ask({ type: "subscribe", project_id: second }, (m) => m.type === "subscribed" && m.project_id === second);
  await one.ask({ type: "subscribe", project_id: 1 }, "subscribed");
  const [left, right] = [newAgent(), newAgent()];
  await hub.post("/api/projects/1/messages", created(left));
  await hub.post(`/api/projects/${second}/messages`, { ...created(right), project_id: second });
  await both.next((m) => m.agent_id === left && m.project_id === 1);
  await both.next((m) => m.agent_id === right && m.project_id === second);
  await one.next((m) => m.agent_id === left);
  await one.ask({ type: "ping" }, "pong");
  assert.ok(!one.received.some((m) => m.agent_id === right));
  assert.ok(!(await hub.json("/api/projects/1/agents")).agents.some((a) => a.id === right));
  await both.ask({ type: "unsubscribe", project_id: second }, "unsubscribed");
  const third = newAgent();
  await hub.post("/api/projects/1/messages", created(third));
  await both.next((m) => m.agent_id === third);
});

test("a client that was away resumes by its cursor, across a kill", async (t) => {
  const first = await FleetSocket.open(hub, t);
  await first.ask({ type: "subscribe", project_id: 1 }, "subscribed");
  const [a, b, c, d] = [newAgent(), newAgent(), newAgent(), newAgent()];
  await hub.post("/api/projects/1/messages", created(a));
  const seen = await first.next((m) => m.agent_id === a);
  first.socket.terminate();
  await hub.post("/api/projects/1/messages", [created(b), created(c)]);
  await hub.restart();
  await hub.post("/api/projects/1/messages", created(d));
  const again = await FleetSocket.open(hub, t);
  await again.ask({ type: "subscribe", project_id: 1, after: seen.cursor }, "subscribed");
  await again.next((m) => m.agent_id === d);
  assert.deepEqual(again.feed().map((m) => m.agent_id), [b, c, d]);
  const cursors = again.feed().map((m) => sequenceOf(m.cursor));
  assert.deepEqual(cursors, [...new Set(cursors)].sort((x, y) => x - y), "cursors ascend");
});

test("a cursor that cannot be resumed is answered with a reset that holds the whole state", async (t) => {
  const client = await FleetSocket.open(hub, t);
  const reset = await client.ask({ type: "subscribe", project_id: 1, after: "gone:12" }, "reset");
  const { state } = await load(hub);
  assert.equal(reset.project_id, 1);
  assert.ok(reset.reason);
  assert.match(reset.cursor, /:\d+$/);
  assert.deepEqual(
    { agents: reset.agents, tasks: reset.tasks, activity: reset.activity, projectProgress: reset.progress ?? null },
    { agents: state.agents, tasks: state.tasks, activity: state.activity, projectProgress: state.projectProgress });
});

test("what the socket emits, folded by an independent reducer, is what the hub answers", async (t) => {
  const client = await FleetSocket.open(hub, t);
  const [a, b, c] = [newAgent(), newAgent(), newAgent()];
  const known = [newTask(), newTask(), newTask(), newTask()];
  await hub.post("/api/projects/1/messages", [created(a), created(b, "test-engineer"), created(c, "lead")]);
  for (const id of known) await hub.post("/api/workspaces/default/tasks", { id, title: `Task ${id}` });
  const start = await load(hub);
  await client.ask({ type: "subscribe", project_id: 1, after: start.cursor }, "subscribed");
  const [t1, t2, t3, t4] = known;
  // Tasks that were just made carry the hub's time; what follows has to be later.
  clock = Math.max(clock, ...start.state.tasks.map((task) => task.timestamp), ...start.state.agents.map((agent) => agent.timestamp)) + 1000;
  const story = [
    assigned(t1, a, "Build the thing"),
    { type: "agent_status_changed", project_id: 1, timestamp: at(), agent_id: a, status: "working", current_task: { id: t1, title: "Build the thing" }, progress: 5 },
    taskStatus(t1, "in_progress", 40),
    { type: "task_blocked", project_id: 1, timestamp: at(), task_id: t2, blocked_by: [t1, t3] },
    { type: "task_blocked", project_id: 1, timestamp: at(), task_id: t4, blocked_by: [t1] },
    assigned(t3, b),
    { type: "agent_status_changed", project_id: 1, timestamp: at(), agent_id: c, status: "blocked" },
    { type: "test_result", project_id: 1, timestamp: at(), task_id: t1, status: "passed", passed: 12, failed: 0 },
    { type: "commit_created", project_id: 1, timestamp: at(), task_id: t1, commit_hash: "abc123", commit_message: "feat: it", files_changed: ["a.cs"] },
    { type: "activity_update", project_id: 1, timestamp: at(), agent: a, activity_type: "correction_attempt", message: "Trying again" },
    taskStatus(t1, "completed", 100),
    { type: "task_unblocked", project_id: 1, timestamp: at(), task_id: t2 },
    { type: "agent_status_changed", project_id: 1, timestamp: at(), agent_id: c, status: "idle" },
    { type: "progress_update", project_id: 1, timestamp: at(), completed_tasks: 2, total_tasks: 8, percentage: 25 },
    { type: "agent_retired", project_id: 1, timestamp: at(), agent_id: b },
    taskStatus(t4, "in_progress"),
    created(c, "frontend-specialist"),
  ];
  const written = await hub.post("/api/projects/1/messages", story);
  assert.equal(written.accepted, story.length, JSON.stringify(written));
  const end = await eventually("the feed reaches the end", async () => {
    const now = await load(hub);
    return client.feed().some((m) => m.cursor === now.cursor) && now;
  });
  assert.deepEqual(comparable(fold(start.state, client.feed())), comparable(end.state));
});

test("a frame beyond the limit is refused", async (t) => {
  const client = await FleetSocket.open(hub, t);
  client.send(JSON.stringify({ type: "ping", pad: "x".repeat(70_000) }));
  const outcome = await within(10_000, "an answer to a frame of 70 kB", Promise.race([
    client.closed.then(({ code }) => code),
    client.next("error").then((error) => error.code),
  ]));
  assert.ok(outcome === 1009 || outcome === "body-too-large", String(outcome));
  assert.ok((await hub.get("/healthz")).ok);
});
