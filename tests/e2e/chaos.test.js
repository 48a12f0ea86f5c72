// kill -9 at random moments under load. Every writer repeats an unanswered request with its key until it is answered;
// in the end every acknowledged write is in the log exactly once, and no sequence has a gap.
import assert from "node:assert/strict";
import { Agent, request } from "node:http";
import { test } from "node:test";
import { Follower } from "./lib/follower.js";
import { Hub } from "./lib/hub.js";
import { Random } from "./lib/random.js";
import { eventually, sleep } from "./lib/wait.js";

const rounds = Number(process.env.E2E_CHAOS_ROUNDS ?? 10);
const writers = 32;
const workspace = "/api/workspaces/default";

class Writer {
  acknowledged = [];
  repeated = 0;
  replayed = 0;
  #connections = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(hub, number, random) {
    Object.assign(this, { hub, number, random });
  }

  async run(running) {
    for (let count = 0; running(); count++) await this.#write(`w${this.number}-${count}`, running);
    this.#connections.destroy();
  }

  async #write(name) {
    const write = this.#compose(name);
    for (;;) {
      const answer = await this.#send(write).catch(() => null);
      if (answer && answer.status < 300) {
        if (answer.replayed) this.replayed++;
        this.acknowledged.push({ ...write, answer: answer.body });
        return;
      }
      if (answer && answer.status !== 503) throw new Error(`${write.path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      this.repeated++;
      await sleep(20);
    }
  }

  // A third are single activities, a third tasks, a third batches; each carries names that occur once.
  #compose(name) {
    const item = (message) => ({ type: "activity_update", agent: `w${this.number}`, message });
    const names = Array.from({ length: this.random.between(2, 30) }, (_, i) => `${name}.${i}`);
    return this.random.pick([
      () => ({ key: name, names: [name], path: `${workspace}/activity`, body: { agent: `w${this.number}`, message: name } }),
      () => ({ key: name, names: [name], path: `${workspace}/tasks`, body: { title: name } }),
      () => ({
        key: name, names, path: `${workspace}/events?dialect=fleet&atomic=true`,
        body: names.map((message) => ({ ...item(message), project_id: 1, timestamp: new Date().toISOString() })),
      }),
    ])();
  }

  #send({ key, path, body }) {
    return new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const sending = request(this.hub.url + path, {
        method: "POST", agent: this.#connections, timeout: 15_000,
        headers: { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text), "Idempotency-Key": key },
      }, (response) => {
        let answer = "";
        response.setEncoding("utf8");
        response.on("data", (data) => (answer += data));
        response.on("error", reject);
        response.on("aborted", () => reject(new Error("cut off")));
        response.on("end", () => {
          try {
            resolve({ status: response.statusCode, replayed: response.headers["idempotency-replayed"] === "true", body: JSON.parse(answer) });
          } catch (error) {
            reject(error);
          }
        });
      });
      sending.on("timeout", () => sending.destroy(new Error("no answer")));
      sending.on("error", reject);
      sending.end(text);
    });
  }
}

test(`${rounds} rounds of kill -9 under ${writers} writers`, { timeout: 120_000 + rounds * 20_000 }, async (t) => {
  const random = new Random();
  t.diagnostic(`E2E_SEED=${random.seed}`);
  const hub = await Hub.for(t, { template: "empty" });
  const epoch = await hub.epoch();
  const follower = new Follower(hub, `${workspace}/events/stream`, `${epoch}:0`);
  t.after(() => follower.close());
  const crew = Array.from({ length: writers }, (_, i) => new Writer(hub, i, new Random(random.seed + i)));
  let running = true;
  t.after(() => (running = false));
  const work = Promise.all(crew.map((writer) => writer.run(() => running)));
  work.catch(() => (running = false));

  let known = 0;
  for (let round = 0; round < rounds && running; round++) {
    await sleep(random.between(100, 1200));
    await hub.kill();
    await hub.start();
    const [after, sequence] = (await hub.cursor()).split(":");
    assert.equal(after, epoch, "the log is the same log");
    assert.ok(Number(sequence) >= known, `round ${round}: the log went back from ${known} to ${sequence}`);
    known = Number(sequence);
  }
  await sleep(300);
  running = false;
  await work;

  const log = await hub.events();
  assert.deepEqual(log.map((event) => event.sequence), log.map((_, i) => i + 1), "no sequence has a gap");
  const times = new Map();
  for (const name of log.flatMap(namesIn)) times.set(name, (times.get(name) ?? 0) + 1);
  const acknowledged = crew.flatMap((writer) => writer.acknowledged);
  const lost = acknowledged.flatMap((write) => write.names).filter((name) => !times.has(name));
  assert.deepEqual(lost, [], "every acknowledged write is in the log");
  const twice = [...times].filter(([, count]) => count > 1);
  assert.deepEqual(twice, [], "no write was applied twice");
  assert.equal(times.size, acknowledged.flatMap((write) => write.names).length, "nothing is in the log that nobody wrote");
  const ids = acknowledged.filter((write) => write.path.endsWith("/tasks")).map((write) => write.answer.state.id);
  assert.equal(new Set(ids).size, ids.length, "every task has an id of its own");

  await eventually("the follower reaches the end", () => follower.events.at(-1)?.sequence === log.at(-1).sequence, 60_000);
  await follower.close();
  assert.deepEqual(follower.resets, []);
  assert.deepEqual(follower.events.map((event) => event.sequence), log.map((event) => event.sequence), "the follower saw every event once");
  assert.deepEqual(follower.events, log);

  const sum = (of) => crew.reduce((total, writer) => total + of(writer), 0);
  t.diagnostic(`${log.length} events, ${acknowledged.length} requests acknowledged, ${sum((w) => w.repeated)} repeated, ` +
    `${sum((w) => w.replayed)} answered from the record, follower connected ${follower.connections} times`);
  assert.ok(follower.connections > 1);
});

function namesIn({ type, data }) {
  if (type === "activity.added" && /^w\d+-/.test(data.message)) return [data.message];
  if (type === "task.created") return [data.task.title];
  return [];
}
