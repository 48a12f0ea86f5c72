// What a hub does when its disk fails it: a clear error, nothing lost, and on with it when the fault is gone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { closeSync, cpSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Cadre } from "./lib/cadre.js";
import { Hub, temporaryFolder } from "./lib/hub.js";
import { eventually } from "./lib/wait.js";

const mountable = process.platform === "linux" && process.getuid() === 0 && canMount();
const needsMount = mountable ? false : "needs the right to mount a tmpfs (root)";
const workspace = "/api/workspaces/default";

function canMount() {
  const probe = temporaryFolder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", probe], { stdio: "ignore" });
    execFileSync("umount", [probe]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true });
  }
}

/** A small disk of its own. */
function tmpfs(t, size) {
  const folder = temporaryFolder();
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder]);
  t.after(() => {
    execFileSync("umount", ["-l", folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

const activity = (message) => ({ agent: "tester", message });
const messagesOf = (log) => log.filter((event) => event.type === "activity.added").map((event) => event.data.message);

async function problem(response, status, code) {
  const text = await response.text();
  assert.equal(response.status, status, text);
  assert.match(response.headers.get("content-type") ?? "", /^application\/problem\+json\b/);
  const body = JSON.parse(text);
  assert.equal(body.code, code, text);
  return body;
}

async function write(hub, count, prefix = "m") {
  for (let i = 0; i < count; i++) await hub.post(`${workspace}/activity`, activity(`${prefix}${i}`));
}

/** A start that must fail, and what it said. */
async function refusedStart(t, data, ...args) {
  const cadre = new Cadre("up", "--urls", "http://127.0.0.1:0", "--data", data, ...args);
  t.after(() => cadre.kill());
  const { code } = await cadre.ended(60_000);
  assert.notEqual(code, 0, cadre.output);
  assert.notEqual(code, null, `it crashed instead of ending: ${cadre.output}`);
  assert.ok(!/^\s+at \S+\(/m.test(cadre.stderr), `a stack trace is not a clear error: ${cadre.output}`);
  return `${cadre.stdout}\n${cadre.stderr}`;
}

test("a full disk: writes are refused with the reason, reads go on, and space heals it", { skip: needsMount, timeout: 120_000 }, async (t) => {
  const disk = tmpfs(t, "24m");
  const ballast = join(disk, "ballast");
  writeFileSync(ballast, Buffer.alloc(8 << 20));
  const data = join(disk, "data");
  mkdirSync(data);
  const hub = await Hub.for(t, { data, template: "executive" });
  const acknowledged = [];
  let refused;
  for (let i = 0; i < 20_000 && !refused; i++) {
    const message = `full-${i}-${"x".repeat(8000)}`;
    const response = await hub.send("POST", `${workspace}/activity`, activity(message));
    if (response.ok) {
      await response.text();
      acknowledged.push(message);
    } else {
      refused = response;
    }
  }
  assert.ok(refused, "the disk never filled");
  const said = await problem(refused, 503, "store-unavailable");
  assert.match(said.detail, /full|space/i);
  assert.ok(refused.headers.get("retry-after"));
  assert.ok((await hub.get("/healthz")).ok, "the process is alive");
  await eventually("readiness tells", async () => (await hub.get("/readyz")).status === 503, 15_000);
  const before = await hub.json("/api/agents/ceo");
  await problem(await hub.send("POST", "/api/agents/ceo", { riskScore: 77 }), 503, "store-unavailable");
  assert.deepEqual(await hub.json("/api/agents/ceo"), before, "a refused write leaves no trace");

  rmSync(ballast);
  await eventually("the hub writes again", async () => (await hub.send("POST", "/api/agents/ceo", { riskScore: 78 })).ok, 30_000);
  await eventually("readiness recovers", async () => (await hub.get("/readyz")).ok, 15_000);
  assert.equal((await hub.json("/api/agents/ceo")).version, before.version + 1);
  await hub.post(`${workspace}/activity`, activity("after"));
  const log = await hub.events();
  assert.deepEqual(log.map((event) => event.sequence), log.map((_, i) => i + 1));
  assert.deepEqual(messagesOf(log), [...acknowledged, "after"]);
  await hub.restart();
  assert.deepEqual(await hub.events(), log, "the same after a kill");
});

test("a disk that is full from the start: a clear error", { skip: needsMount }, async (t) => {
  const disk = tmpfs(t, "1m");
  writeFileSync(join(disk, "ballast"), Buffer.alloc((1 << 20) - 8192));
  const said = await refusedStart(t, join(disk, "data"));
  assert.match(said, /full|space/i);
});

test("a read-only data folder: a clear error that names it", { skip: needsMount }, async (t) => {
  const disk = tmpfs(t, "8m");
  const data = join(disk, "data");
  mkdirSync(data);
  const hub = await Hub.for(t, { data });
  await write(hub, 3);
  const log = await hub.events();
  await hub.stop();
  execFileSync("mount", ["-o", "remount,ro", disk]);
  const said = await refusedStart(t, data);
  assert.ok(said.includes(data), said);
  assert.match(said, /read-only|read only|not writable|cannot be written/i);
  execFileSync("mount", ["-o", "remount,rw", disk]);
  await hub.start();
  assert.deepEqual(await hub.events(), log);
});

test("a data folder that is a file: a clear error that names it", async (t) => {
  const folder = temporaryFolder();
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "data");
  writeFileSync(file, "not a folder");
  assert.ok((await refusedStart(t, file)).includes(file));
  assert.equal(readFileSync(file, "utf8"), "not a folder");
});

test("two hubs on one data folder: the second is refused, the first goes on", async (t) => {
  const hub = await Hub.for(t);
  await write(hub, 3);
  const said = await refusedStart(t, hub.data);
  assert.ok(said.includes(hub.data), said);
  assert.match(said, /another|already|in use|locked/i);
  await hub.post(`${workspace}/activity`, activity("still here"));
  assert.deepEqual(messagesOf(await hub.events()), ["m0", "m1", "m2", "still here"]);
  await hub.kill();
  await hub.start();
  assert.equal(messagesOf(await hub.events()).length, 4, "a dead hub leaves no lock behind");
});

test("garbage at the end of the write-ahead log is not taken for events", async (t) => {
  const hub = await Hub.for(t);
  await write(hub, 50);
  const log = await hub.events();
  await hub.kill();
  const tails = files(hub.data).filter((file) => file.endsWith("-wal") && statSync(file).size > 0);
  assert.ok(tails.length > 0, `no write-ahead log in ${files(hub.data)}`);
  for (const tail of tails) {
    const fd = openSync(tail, "a");
    writeSync(fd, Buffer.alloc(5000, 0xa5));
    closeSync(fd);
  }
  await hub.start();
  assert.deepEqual(await hub.events(), log);
  await hub.post(`${workspace}/activity`, activity("after"));
  await hub.restart();
  assert.deepEqual((await hub.events()).slice(0, log.length), log);
});

test("a torn tail loses at most what it held, and says nothing false", async (t) => {
  const hub = await Hub.for(t);
  await write(hub, 50);
  const log = await hub.events();
  await hub.kill();
  for (const tail of files(hub.data).filter((file) => file.endsWith("-wal"))) truncateSync(tail, Math.max(0, statSync(tail).size - 1000));
  const cadre = new Cadre("up", "--urls", "http://127.0.0.1:0", "--data", hub.data);
  t.after(() => cadre.kill());
  await eventually("it starts or refuses", () => cadre.exited || /http:\/\/127/.test(cadre.stdout), 60_000);
  if (cadre.exited) return assert.match(cadre.output, /corrupt|damaged/i);
  await cadre.kill();
  await hub.start();
  const left = await hub.events();
  assert.deepEqual(left, log.slice(0, left.length), "what is left is a prefix");
  await hub.post(`${workspace}/activity`, activity("after"));
  assert.equal((await hub.events()).length, left.length + 1);
});

test("a damaged database: a clear error, and the files stay as they are", async (t) => {
  const hub = await Hub.for(t);
  await write(hub, 200);
  await hub.stop();
  const database = files(hub.data).filter((file) => file.endsWith(".db")).at(0);
  assert.ok(database, `no database in ${files(hub.data)}`);
  const copy = temporaryFolder();
  t.after(() => rmSync(copy, { recursive: true, force: true }));

  // Its first page: not a database at all. Then every page but the first: a database of rubbish.
  for (const from of [0, 4096]) {
    const data = join(copy, `from-${from}`);
    cpSync(hub.data, data, { recursive: true });
    const broken = database.replace(hub.data, data);
    const bytes = readFileSync(broken);
    bytes.fill(0x5a, from);
    writeFileSync(broken, bytes);
    const said = await refusedStart(t, data);
    assert.match(said, /corrupt|damaged|not a database|malformed/i);
    assert.ok(said.includes(data), said);
    assert.deepEqual(readFileSync(broken), bytes, "the evidence is left alone");
  }
});

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
