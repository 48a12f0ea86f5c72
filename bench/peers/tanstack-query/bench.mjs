// Measures TanStack Query's core the way bench/Cadre.Bench.Query measures ours: the same work under the same names, in processor time.
//   node --expose-gc bench.mjs [get|set|invalidate|observe|fetch|update|share|memory …] [--seconds N] [--json]
import { QueryClient, QueryObserver, notifyManager, replaceEqualDeep } from "@tanstack/query-core";

const rounds = 10;
const wanted = [];
let seconds = 1;
let json = false;
for (let i = 2; i < process.argv.length; i++) {
  if (process.argv[i] === "--json") json = true;
  else if (process.argv[i] === "--seconds") seconds = Number(process.argv[++i]);
  else wanted.push(process.argv[i]);
}

// Listeners are told in a microtask instead of after a timer of 0 ms, which is the quickest schedule that still batches.
notifyManager.setScheduler(queueMicrotask);

const agent = (number, progress = 0) => ({ id: `agent-${number}`, name: "Backend worker", status: "running", progress });
const many = (count) => Array.from({ length: count }, (_, number) => agent(number));
const keyOf = (id) => ["agents", id];

function report(measure, value, unit) {
  if (json) console.log(JSON.stringify({ measure, value, unit }));
  else console.log(`${measure.padEnd(64)} ${value.toFixed(1).padStart(12)} ${unit}`);
}

function check(holds, what) {
  if (!holds) throw new Error(what);
}

// Microseconds of one item: the median of ten rounds after a warm-up. What prepares a run does not count.
async function measure(work, items, prepare) {
  const run = async (atLeast) => {
    const started = performance.now();
    let [micros, runs] = [0, 0];
    do {
      prepare?.();
      const before = process.cpuUsage();
      const pending = work();
      if (pending) await pending;
      const used = process.cpuUsage(before);
      micros += used.user + used.system;
      runs++;
    } while (performance.now() - started < atLeast);
    return micros / runs / items;
  };
  await run(seconds * 1000);
  const times = [];
  for (let round = 0; round < rounds; round++) times.push(await run((seconds * 1000) / rounds));
  return times.sort((a, b) => a - b)[rounds / 2];
}

async function reads() {
  const client = new QueryClient();
  for (const one of many(10_000)) client.setQueryData(keyOf(one.id), one);
  const id = agent(5_000).id;
  const held = keyOf(id);
  const get = await measure(() => {
    for (let i = 0; i < 1_000; i++) check(client.getQueryData(held), "not in the cache");
  }, 1_000);
  const getByNewKey = await measure(() => {
    for (let i = 0; i < 1_000; i++) check(client.getQueryData(keyOf(id)), "not in the cache");
  }, 1_000);
  report("get, key at hand", get * 1_000, "ns");
  report("get, key made for the call", getByNewKey * 1_000, "ns");
}

async function writes() {
  for (const observers of [0, 1, 10, 1_000]) {
    const client = new QueryClient();
    const queryKey = keyOf("agent-1");
    client.setQueryData(queryKey, agent(1));
    let [heard, written] = [0, 0];
    const unsubscribe = Array.from({ length: observers }, () =>
      new QueryObserver(client, { queryKey, staleTime: Infinity }).subscribe(() => heard++));
    const values = Array.from({ length: 1_000 }, (_, progress) => agent(1, progress));
    const sets = observers >= 100 ? 10 : 1_000;
    const cost = await measure(async () => {
      for (let i = 0; i < sets; i++) {
        client.setQueryData(queryKey, values[written++ % values.length]);
        // The listeners of this write, before the next one.
        if (observers > 0) await null;
      }
    }, sets);
    await new Promise(setImmediate);
    check(heard === written * observers, `${heard} calls of listeners for ${written} writes and ${observers} observers`);
    for (const leave of unsubscribe) leave();
    report(`set, ${observers.toLocaleString("en-US")} observers`, cost * 1_000, "ns");
  }
}

async function invalidation() {
  for (const size of [10_000, 100_000]) {
    const client = new QueryClient();
    const queries = many(size).map((data) => ({ data, queryKey: [...keyOf(data.id), "detail"], below: { queryKey: keyOf(data.id) } }));
    for (const { data, queryKey } of queries) client.setQueryData(queryKey, data);
    const invalidations = 100;
    const chosen = Array.from({ length: invalidations }, (_, i) => queries[i * (size / invalidations)]);
    const cost = await measure(
      () => {
        for (const { below } of chosen) void client.invalidateQueries(below);
      },
      invalidations,
      () => {
        for (const { data, queryKey } of chosen) client.setQueryData(queryKey, data);
      },
    );
    check(chosen.every(({ queryKey }) => client.getQueryState(queryKey).isInvalidated), "a query was not invalidated");
    report(`invalidate by prefix, 1 of ${size.toLocaleString("en-US")}`, cost * 1_000, "ns");
  }
}

async function observers() {
  const client = new QueryClient();
  for (const one of many(1_000)) client.setQueryData(keyOf(one.id), one);
  const options = { queryKey: keyOf("agent-1"), staleTime: 60_000 };
  const cost = await measure(() => {
    for (let i = 0; i < 1_000; i++) {
      const observer = new QueryObserver(client, options);
      const unsubscribe = observer.subscribe(() => {});
      check(observer.getCurrentResult().isSuccess, "the data is not there");
      unsubscribe();
    }
  }, 1_000);
  report("mount and unmount an observer", cost * 1_000, "ns");
}

async function fetches() {
  let [fetched, runs] = [0, 0];
  const cost = await measure(async () => {
    const client = new QueryClient();
    let answer;
    const answered = new Promise((resolve) => (answer = resolve));
    const options = { queryKey: keyOf("agent-1"), queryFn: () => (fetched++, answered) };
    const callers = Array.from({ length: 1_000 }, () => client.fetchQuery(options));
    answer(agent(1));
    await Promise.all(callers);
    runs++;
  }, 1);
  report("1,000 callers of one cold query, all of it", cost, "us");
  report("1,000 callers of one cold query: fetches", fetched / runs, "");
}

async function updates() {
  const count = 80_000;
  let kept = Infinity;
  const cost = await measure(() => {
    const client = new QueryClient();
    client.setQueryData(["count"], 0);
    for (let i = 0; i < count; i++) client.setQueryData(["count"], (old) => old + 1);
    kept = Math.min(kept, client.getQueryData(["count"]));
  }, count);
  report("functional update, one thread x 80,000", cost * 1_000, "ns");
  report("functional update, one thread x 80,000: kept", kept, "");
}

async function sharing() {
  let [version, kept, lists, first] = [0, 1_000, [], many(1_000)];
  const leastKept = () => lists.forEach((list, at) => {
    const before = at === 0 ? first : lists[at - 1];
    kept = Math.min(kept, list.filter((one, i) => one === before[i]).length);
  });
  const cost = await measure(
    () => {
      let current = first;
      for (let i = 0; i < lists.length; i++) lists[i] = current = replaceEqualDeep(current, lists[i]);
    },
    20,
    () => {
      leastKept();
      first = lists.at(-1) ?? first;
      lists = Array.from({ length: 20 }, () => many(1_000).with(500, agent(500, ++version)));
    },
  );
  leastKept();
  report("share 1 changed of 1,000", cost * 1_000, "ns");
  report("share 1 changed of 1,000: references kept", kept, "");
}

async function memory() {
  const agents = many(100_000);
  const used = () => {
    for (let i = 0; i < 3; i++) gc();
    return process.memoryUsage().heapUsed;
  };
  const bytesOf = async (measured, fill) => {
    const client = new QueryClient();
    const before = used();
    await fill(client);
    const bytes = used() - before;
    check(client.getQueryCache().getAll().length === agents.length, "not all are in the cache");
    client.clear();
    report(measured, bytes / agents.length, "B");
  };
  await bytesOf("memory of a query, written", (client) => {
    for (const one of agents) client.setQueryData(keyOf(one.id), one);
  });
  const queryFn = ({ queryKey }) => Promise.resolve(agents[Number(queryKey[1].slice("agent-".length))]);
  await bytesOf("memory of a query, fetched", async (client) => {
    for (const one of agents) await client.fetchQuery({ queryKey: keyOf(one.id), queryFn });
  });
  await bytesOf("memory of a query, fetched, two options", async (client) => {
    for (const one of agents) await client.fetchQuery({ queryKey: keyOf(one.id), queryFn, staleTime: 30_000, gcTime: 600_000 });
  });
}

const all = { get: reads, set: writes, invalidate: invalidation, observe: observers, fetch: fetches, update: updates, share: sharing, memory };
for (const name of wanted.length > 0 ? wanted : Object.keys(all)) await all[name]();
process.exit(0);
