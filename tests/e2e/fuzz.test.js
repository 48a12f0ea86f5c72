// Wrong input of every kind on every endpoint: never a crash, always a problem that says what, which value and what
// would be right, and the log knows nothing of it.
import assert from "node:assert/strict";
import { Agent, request as open } from "node:http";
import { test } from "node:test";
import { Hub } from "./lib/hub.js";
import { mutate } from "./lib/mutations.js";
import { Random } from "./lib/random.js";

const seconds = Number(process.env.E2E_FUZZ_SECONDS ?? 20);
const ws = "/api/workspaces/default";
const now = () => new Date().toISOString();

const valid = () => [
  { method: "GET", path: "/api/agents" },
  { method: "GET", path: "/api/agents/ceo" },
  { method: "POST", path: "/api/agents/ceo", body: { status: "running", riskScore: 40, blockedTasks: ["a"], dependencies: ["coo"], delayedOutputs: [], meta: { k: { v: [1] } } } },
  { method: "GET", path: "/api/agents/events/stream" },
  { method: "GET", path: "/api/conflicts/predictions" },
  { method: "GET", path: "/api/projects/1/agents" },
  { method: "GET", path: "/api/projects/1/tasks", query: "limit=10" },
  { method: "GET", path: "/api/projects/1/activity", query: "limit=10" },
  { method: "GET", path: "/api/projects/1/progress" },
  { method: "POST", path: "/api/projects/1/messages", body: { type: "agent_created", project_id: 1, timestamp: now(), agent_id: "f1", agent_type: "lead" } },
  { method: "POST", path: "/api/projects/1/messages", body: [{ type: "task_status_changed", project_id: 1, timestamp: now(), task_id: 1, status: "in_progress", progress: 5 }] },
  { method: "GET", path: "/api/workspaces" },
  { method: "POST", path: "/api/workspaces", body: { id: "fuzzed", template: "empty" } },
  { method: "GET", path: ws },
  { method: "GET", path: `${ws}/state`, query: "at=0" },
  { method: "GET", path: `${ws}/agents`, query: "status=idle&limit=5&offset=0" },
  { method: "GET", path: `${ws}/agents/ceo` },
  { method: "POST", path: `${ws}/agents`, body: { id: "n1", type: "backend-worker", status: "idle", provider: "anthropic", maturity: "directive", riskScore: 3 } },
  { method: "PATCH", path: `${ws}/agents/ceo`, body: { status: "blocked", blocker: "waiting", progress: 10, contextTokens: 5, currentTask: { id: 1, title: "t" } } },
  { method: "DELETE", path: `${ws}/agents/n1` },
  { method: "GET", path: `${ws}/tasks`, query: "status=pending&agent=ceo&limit=5" },
  { method: "GET", path: `${ws}/tasks/1` },
  { method: "POST", path: `${ws}/tasks`, body: { id: 1, title: "Do it", blockedBy: [2] } },
  { method: "PATCH", path: `${ws}/tasks/1`, body: { title: "Do it well", status: "in_progress", progress: 30 } },
  { method: "POST", path: `${ws}/tasks/1/assign`, body: { agentId: "ceo" } },
  { method: "POST", path: `${ws}/tasks/1/block`, body: { blockedBy: [2] } },
  { method: "POST", path: `${ws}/tasks/1/unblock`, body: {} },
  { method: "GET", path: `${ws}/activity`, query: "limit=5" },
  { method: "POST", path: `${ws}/activity`, body: { type: "activity_update", agent: "ceo", message: "hello" } },
  { method: "GET", path: `${ws}/progress` },
  { method: "GET", path: `${ws}/claims` },
  { method: "POST", path: `${ws}/claims`, body: { agentId: "ceo", resource: "path:src/**", mode: "exclusive", ttlSeconds: 60, note: "mine" } },
  { method: "POST", path: `${ws}/claims/c1/renew`, body: { ttlSeconds: 60 } },
  { method: "DELETE", path: `${ws}/claims/c1` },
  { method: "GET", path: `${ws}/graph` },
  { method: "GET", path: `${ws}/conflicts` },
  { method: "GET", path: `${ws}/events`, query: "limit=5" },
  { method: "GET", path: `${ws}/events/stream` },
  { method: "POST", path: `${ws}/events`, body: [{ type: "agent.updated", data: { agentId: "coo", changes: { riskScore: 5 } } }, { type: "task.created", data: { task: { id: 77, title: "seventy-seven", status: "pending" } } }] },
  { method: "POST", path: `${ws}/events`, query: "dialect=fleet&atomic=true", body: [{ type: "activity_update", project_id: 1, timestamp: now(), agent: "ceo", message: "m" }] },
  { method: "GET", path: "/api/tokens" },
  { method: "POST", path: "/api/tokens", body: { workspace: "default", role: "viewer", name: "t" } },
  { method: "DELETE", path: "/api/tokens/t1" },
  { method: "GET", path: "/healthz" },
  { method: "GET", path: "/readyz" },
  { method: "GET", path: "/openapi/v1.json" },
];

const connections = new Agent({ keepAlive: true, maxSockets: 1 });

function exchange(hub, { method, path, query, headers = {}, body, text, bytes }) {
  const payload = bytes ?? (text ?? (body === undefined ? undefined : JSON.stringify(body)));
  const encoded = payload === undefined ? undefined : Buffer.from(payload);
  return new Promise((resolve, reject) => {
    const sending = open(hub.url + path + (query ? `?${query}` : ""), {
      method, agent: connections, timeout: 20_000,
      headers: { ...(encoded && { "Content-Type": "application/json", "Content-Length": encoded.length }), ...headers },
    }, (response) => {
      if (response.headers["content-type"]?.startsWith("text/event-stream")) {
        sending.destroy();
        return resolve({ status: response.statusCode, headers: response.headers, text: "" });
      }
      let answer = "";
      response.setEncoding("utf8");
      response.on("data", (data) => (answer += data));
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text: answer }));
    });
    sending.on("timeout", () => sending.destroy(new Error("no answer within 20 s")));
    sending.on("error", reject);
    sending.end(encoded);
  });
}

// Somebody who types a wrong address into a browser gets the dashboard's page that says so; addresses of the API keep their problems.
function asksForAPage({ method, path, headers = {} }) {
  const apart = [/^\/api(\/|$)/i, /^\/openapi(\/|$)/i, /^\/healthz$/i, /^\/readyz$/i];
  return method === "GET" && headers.Accept?.includes("text/html") && !apart.some((address) => address.test(new URL("http://hub" + path).pathname));
}

// What is wrong with an answer, or null.
function faultOf(request, { status, headers, text }) {
  if (status < 400) return null;
  if (status === 404 && asksForAPage(request) && headers["content-type"]?.startsWith("text/html")) return null;
  if (!headers["content-type"]?.startsWith("application/problem+json")) return `content type ${headers["content-type"]}`;
  if (request.method === "HEAD") return null;
  let problem;
  try {
    problem = JSON.parse(text);
  } catch {
    return "the body is no JSON";
  }
  if (status >= 500 && !(status === 503 && ["store-unavailable", "shutting-down", "overloaded"].includes(problem.code))) return `status ${status}`;
  for (const member of ["type", "title", "detail", "code", "error"]) {
    if (typeof problem[member] !== "string" || problem[member] === "") return `no ${member}`;
  }
  if (problem.status !== status) return `status in the body is ${problem.status}`;
  if (problem.results) return null; // A batch says what is wrong with each of its items.
  if (problem.code === "invalid-value" && typeof problem.pointer !== "string") return "no pointer to the wrong value";
  if (problem.code === "invalid-value" && problem.allowed === undefined && problem.expected === undefined) return "not said what would be right";
  if (problem.code === "unknown-member" && !Array.isArray(problem.allowed)) return "not said which members there are";
  if (status === 405 && !headers.allow) return "no Allow header";
  if (/exception|stack|at Cadre\./i.test(text)) return "tells of its insides";
  return null;
}

test(`${seconds} s of wrong input`, { timeout: (seconds + 120) * 1000 }, async (t) => {
  const random = new Random();
  t.diagnostic(`E2E_SEED=${random.seed}`);
  t.after(() => connections.destroy());
  const hub = await Hub.for(t);
  for (const request of valid()) {
    const answer = await exchange(hub, request);
    assert.equal(faultOf(request, answer), null, `${request.method} ${request.path}: ${answer.status} ${answer.text}`);
    assert.ok(answer.status < 300 || [404, 409].includes(answer.status), `valid ${request.method} ${request.path}: ${answer.status} ${answer.text}`);
  }

  const faults = new Map();
  const counts = new Map();
  const note = (fault, request, answer) => {
    const key = `${fault}: ${request.method} ${request.path.replace(/\d+|%\w\w/g, "#").slice(0, 60)}`;
    if (!faults.has(key)) faults.set(key, { ...describe(request), status: answer?.status, answer: answer?.text?.slice(0, 400) });
  };
  let cursor = await hub.cursor();
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end && faults.size < 40) {
    const request = mutate(random, random.pick(valid()));
    let answer;
    try {
      answer = await exchange(hub, request);
    } catch (error) {
      // What Node itself refuses to send was never sent.
      if (error.code === "ERR_INVALID_CHAR" || error.code === "ERR_UNESCAPED_CHARACTERS") continue;
      // The server itself refuses such a request while it reads its head, whatever comes after it, and closes the connection.
      if (request.path.includes("%00") || request.headers?.["Idempotency-Key"] === "\u00e9") continue;
      note(`no answer (${error.message})`, request);
      continue;
    }
    counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
    const fault = faultOf(request, answer);
    if (fault) note(fault, request, answer);
    const after = await hub.cursor();
    if (answer.status >= 400 && after !== cursor) note(`refused, but the log went from ${cursor} to ${after}`, request, answer);
    cursor = after;
  }
  t.diagnostic(`answers: ${[...counts].sort(([a], [b]) => a - b).map(([status, count]) => `${status} × ${count}`).join(", ")}`);
  const list = [...faults].map(([fault, example]) => `${fault}\n    ${JSON.stringify(example)}`);
  assert.equal(faults.size, 0, `${list.join("\n")}\n${hub.process.output.slice(-4000)}`);

  const state = await hub.json(`${ws}/state`);
  await hub.restart();
  assert.deepEqual((await hub.json(`${ws}/state`)).state, state.state, "what was accepted can be read back");
});

function describe({ method, path, query, headers, body, text, bytes }) {
  const sent = bytes?.toString("latin1") ?? text ?? JSON.stringify(body);
  return { request: `${method} ${path}${query ? `?${query}` : ""}`, headers, body: sent?.slice(0, 300) };
}
