// The server that the executive contract was first written down for: agents in a map, merges by POST,
// every change pushed to every open stream. It validates nothing and keeps nothing, as described there.
import express from "express";

const agents = new Map();
const listeners = new Set();

function store(next) {
  const state = { ...next, updatedAt: Date.now(), version: (next.version ?? 0) + 1 };
  agents.set(state.id, state);
  for (const listener of listeners) listener(state);
  return state;
}

const executives = ["ceo", "coo", "cmo", "cro", "cco", "content", "cos"];
const extra = Math.max(0, Number(process.env.AGENTS ?? 0) - executives.length);
for (const id of [...executives, ...Array.from({ length: extra }, (_, i) => `agent-${i}`)]) {
  store({ id, status: "idle", riskScore: 0, blockedTasks: [], dependencies: [], delayedOutputs: [], version: 0 });
}

const routes = express.Router();

routes.get("/", (_request, response) => {
  response.json({ items: [...agents.values()] });
});

routes.get("/events/stream", (request, response) => {
  response.setHeader("Content-Type", "text/event-stream");
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Connection", "keep-alive");
  const push = (state) => {
    response.write("event: agent:update\n");
    response.write(`data: ${JSON.stringify(state)}\n\n`);
  };
  listeners.add(push);
  request.on("close", () => listeners.delete(push));
});

routes.get("/:id", (request, response) => {
  const agent = agents.get(request.params.id);
  if (!agent) return response.status(404).json({ error: "not found" });
  response.setHeader("Cache-Control", "no-store");
  response.json(agent);
});

routes.post("/:id", (request, response) => {
  const current = agents.get(request.params.id);
  if (!current) return response.status(404).json({ error: "not found" });
  const state = store({ ...current, ...request.body, id: request.params.id });
  response.setHeader("Cache-Control", "no-store");
  response.json({ ok: true, state });
});

const app = express();
app.use(express.json());
app.use("/api/agents", routes);
app.get("/api/conflicts/predictions", (_request, response) => {
  const items = [...agents.values()].filter((agent) => agent.riskScore >= 70 || agent.blockedTasks.length > 0);
  response.json({ items });
});

const server = app.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
