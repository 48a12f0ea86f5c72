// The real feed through the command line: written by one process, followed by another, while the hub is killed and the
// follower is stopped; the end compared with a fold of the file that shares no code with the hub.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { comparable, fold, load } from "./fold/project.js";
import { initialState } from "./fold/reducer.js";
import { Cadre, repository } from "./lib/cadre.js";
import { Hub } from "./lib/hub.js";
import { eventually, Hopeless, sleep } from "./lib/wait.js";

const file = join(repository, "tests/data/fleet.ndjson");
const lines = readFileSync(file, "utf8").trim().split("\n");
const messages = lines.map((line) => JSON.parse(line));

/** Runs `cadre events --follow --json` from the beginning of the log until the end of the test. */
function follow(t, hub, epoch) {
  const watcher = new Cadre("events", "--url", hub.url, "--after", `${epoch}:0`, "--follow", "--json");
  t.after(() => watcher.kill());
  watcher.events = () => watcher.stdout.slice(0, watcher.stdout.lastIndexOf("\n") + 1).split("\n").filter(Boolean).map((line) => JSON.parse(line));
  return watcher;
}

function feed(t, hub, source = file) {
  const feeding = new Cadre("feed", source, "--url", hub.url, "--speed", "max");
  t.after(() => feeding.kill());
  return feeding;
}

async function sawEverything(watcher, hub) {
  const log = await hub.events();
  const last = log.at(-1).sequence;
  await eventually(() => `the follower reaches event ${last}\n${watcher.stderr}`, () => {
    if (watcher.exited) throw new Hopeless(`the follower ended: ${watcher.output.slice(-2000)}`);
    return watcher.stdout.includes(`"sequence":${last},`) || watcher.events().at(-1)?.sequence >= last;
  }, 60_000);
  await sleep(300);
  const seen = watcher.events();
  assert.deepEqual(seen.map((event) => event.sequence), log.map((event) => event.sequence), "every event once and in order");
  assert.deepEqual(log.map((event) => event.sequence), log.map((_, i) => i + 1), "the log has no gap");
  assert.deepEqual(seen, log);
}

/** The state that the file alone leads to: as the messages say, and a task exists from its first assignment. */
function expectedState() {
  let state = initialState;
  for (const message of messages) {
    if (message.type === "task_assigned" && !state.tasks.some((task) => task.id === message.task_id)) {
      const timestamp = Date.parse(message.timestamp);
      state = { ...state, tasks: [...state.tasks, { id: message.task_id, title: message.task_title, status: "pending", timestamp }] };
    }
    state = fold(state, [message]);
  }
  return state;
}

async function endsRight(hub) {
  const expected = expectedState();
  const { state } = await load(hub);
  const byId = (entities) => [...entities].sort((x, y) => (x.id < y.id ? -1 : x.id > y.id ? 1 : 0));

  // Counted from the file by hand, so that a fault of the fold shows too.
  const count = (type, status) => messages.filter((m) => m.type === type && (!status || m.status === status)).length;
  assert.equal(state.agents.length, count("agent_created") - count("agent_retired"));
  assert.equal(state.tasks.length, new Set(messages.filter((m) => m.type === "task_assigned").map((m) => m.task_id)).size);
  assert.equal(state.tasks.filter((task) => task.status === "completed").length, count("task_status_changed", "completed"));
  assert.deepEqual(
    [state.projectProgress.completed_tasks, state.projectProgress.total_tasks],
    [count("task_status_changed", "completed"), state.tasks.length]);
  assert.equal(state.projectProgress.percentage, (100 * state.projectProgress.completed_tasks) / state.projectProgress.total_tasks);

  const outcome = ({ id, title, status, progress, agent_id }) => ({ id, title, status, progress, agent_id });
  assert.deepEqual(byId(state.tasks).map(outcome), byId(expected.tasks).map(outcome));
  const posture = ({ id, type, status, current_task, timestamp }) => ({ id, type, status, current_task, timestamp });
  assert.deepEqual(byId(state.agents).map(posture), byId(expected.agents).map(posture));
  const trace = ({ type, timestamp }) => `${new Date(timestamp).getTime()} ${type}`;
  assert.deepEqual(comparable(state).activity.map(trace), comparable(expected).activity.map(trace));
}

test("the feed is accepted completely, seen completely, and leads to the right state", { timeout: 180_000 }, async (t) => {
  const hub = await Hub.for(t, { template: "empty" });
  const watcher = follow(t, hub, await hub.epoch());
  const feeding = feed(t, hub);
  assert.equal((await feeding.ended(120_000)).code, 0, feeding.output);
  await sawEverything(watcher, hub);
  await endsRight(hub);
});

test("the same with the hub killed and started again in the middle", { timeout: 240_000 }, async (t) => {
  const hub = await Hub.for(t, { template: "empty" });
  const watcher = follow(t, hub, await hub.epoch());
  const feeding = feed(t, hub, "-");
  const chunk = Math.ceil(lines.length / 8);
  for (let from = 0, part = 0; from < lines.length; from += chunk, part++) {
    feeding.process.stdin.write(`${lines.slice(from, from + chunk).join("\n")}\n`);
    if (part % 2 === 0) {
      await sleep(Math.random() * 150);
      await hub.kill();
      await sleep(Math.random() * 300);
      await hub.start();
    }
  }
  feeding.process.stdin.end();
  assert.equal((await feeding.ended(120_000)).code, 0, feeding.output);
  await sawEverything(watcher, hub);
  await endsRight(hub);
});

test("the same with the follower stopped for a while", { timeout: 180_000 }, async (t) => {
  const hub = await Hub.for(t, { template: "empty" });
  const watcher = follow(t, hub, await hub.epoch());
  const feeding = feed(t, hub);
  await eventually("the follower sees the first events", () => watcher.stdout.length > 0 || watcher.exited, 30_000);
  watcher.signal("SIGSTOP");
  assert.equal((await feeding.ended(120_000)).code, 0, feeding.output);
  await sleep(1000);
  watcher.signal("SIGCONT");
  await sawEverything(watcher, hub);
});
