/** A fleet that has something of everything. */
export async function settle(fleet) {
  await fleet.agent("lead", { type: "team-lead", status: "running", contextTokens: 88_000, riskScore: 20 });
  for (const [id, type] of [["backend/ada", "backend-worker"], ["backend/bob", "backend-worker"], ["frontend/cyd", "frontend-worker"], ["frontend/dan", "frontend-worker"], ["ops/eve", "ops"], ["ops/fay", "ops"]]) await fleet.agent(id, { type });
  const titles = ["Move the ledger to the new store", "Show the ledger in the app with its totals, its reminders and all of its corrections", "Write what changed", "Switch the old store off", "Measure the new store", "Ask the auditors", "Draw the new forms"];
  const tasks = [];
  for (const title of titles) tasks.push((await fleet.task(title)).id);
  const [move, show, write, off, measure, ask, draw] = tasks;
  await fleet.assign(move, "backend/ada");
  await fleet.changeTask(move, { progress: 64 });
  await fleet.assign(show, "frontend/cyd");
  await fleet.assign(measure, "ops/eve");
  await fleet.assign(draw, "frontend/dan");
  await fleet.changeTask(draw, { status: "completed" });
  await fleet.assign(ask, "ops/fay");
  await fleet.changeTask(ask, { status: "failed" });
  for (const [task, ...blockers] of [[show, move], [write, show], [off, move, measure]]) await fleet.hub.post(`/api/workspaces/${fleet.id}/tasks/${task}/block`, { blockedBy: blockers });
  await fleet.report("backend/bob", { status: "error", blocker: "The tests of the importer fail: 3 of 214 in build/artifacts/importer/ledger/reminders-and-corrections.integration.spec.ts.", riskScore: 74, contextTokens: 191_000 });
  await fleet.report("frontend/cyd", { status: "blocked", blocker: "Which of the two layouts do we keep?", dependencies: ["backend/ada"], delayedOutputs: ["layout"], riskScore: 55 });
  await fleet.report("ops/eve", { status: "blocked", blocker: "May I restart the store?", meta: { kind: "approval", command: "systemctl restart store" } });
  await fleet.hub.post(`/api/workspaces/${fleet.id}/claims`, { agentId: "backend/ada", resource: "path:src/ledger/**", note: "moving it" });
  await fleet.activity("backend/ada", "wrote 214 tests");
  return { task: move, agent: "backend/ada", needy: "frontend/cyd" };
}
