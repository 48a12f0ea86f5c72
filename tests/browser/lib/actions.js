// What can be done from the dashboard: where it is asked for, what is said meanwhile and afterwards, and what it changes.
import assert from "node:assert/strict";
import { eventually } from "../../e2e/lib/wait.js";

export const becomes = (what, read, wanted) => eventually(what, async () => wanted(await read()), 30_000);

export const command = "systemctl restart ledger";

/** A fleet with somebody who is stuck in a task, somebody free, and tasks to give. */
export async function stuck(stage, { path = "", meta, settle = () => {} } = {}) {
  const fleet = await stage.distantFleet();
  await fleet.agent("ada", { type: "backend", riskScore: 60 });
  await fleet.agent("bob", { type: "backend" });
  const task = await fleet.task("Migrate the ledger");
  const next = await fleet.task("Write the release notes");
  await fleet.assign(task.id, "ada");
  await fleet.report("ada", { status: "blocked", blocker: "Which region?", ...(meta && { meta }) });
  await settle(fleet, { task, next });
  const viewer = await stage.open(fleet.url(typeof path === "function" ? path({ task, next }) : path));
  return { fleet, viewer, task, next };
}

const asking = (stage) => stuck(stage, { meta: { kind: "approval", command } });
const bothStuck = (stage) => stuck(stage, { settle: (fleet) => fleet.block("bob", "May I?") });
const onTask = (stage) => stuck(stage, { path: ({ next }) => `/tasks/${next.id}` });
const onBlockedTask = (stage) => stuck(stage, { path: ({ next }) => `/tasks/${next.id}`, settle: (fleet, { task, next }) => fleet.blockTask(next.id, task.id) });
const onHeldTask = (stage) => stuck(stage, { path: ({ task }) => `/tasks/${task.id}`, settle: (fleet, { task, next }) => fleet.blockTask(next.id, task.id) });
const onAgent = (stage) => stuck(stage, { path: "/agents/ada" });
const claiming = (stage) => stuck(stage, { path: "/agents/ada", settle: (fleet) => fleet.claim("ada", "path:src/ledger/**") });

async function menu(viewer, agent, item) {
  await viewer.page.getByRole("button", { name: `Actions for ${agent}`, exact: true }).click();
  await viewer.find(".menu:popover-open .menu-item", item).click();
}

async function tick(viewer, ...agents) {
  for (const agent of agents) await viewer.page.getByLabel(`Select ${agent}`).check();
}

/** What people see of a fleet, without what only counts writes, since an undo is one more of them, and without whom a task that waits was with last. */
export function standing({ state: { agents, tasks, claims, progress } }) {
  const plain = ({ timestamp, version, ...rest }) => rest;
  const sorted = (items) => items.map(plain).sort((a, b) => String(a.id).localeCompare(String(b.id)));
  const held = (task) => (task.status === "pending" ? { ...task, agentId: undefined } : task);
  return { agents: sorted(agents), tasks: sorted(tasks.map(held)), claims: claims.map(({ agentId, resource, mode }) => ({ agentId, resource, mode })), progress };
}

const isAnswered = (fleet, answer) => async () => {
  await becomes("it runs", () => fleet.readAgent("ada"), (ada) => ada.status === "running" && !ada.blocker);
  assert.deepEqual((await fleet.get("/activity")).items.find((item) => item.type === "answer")?.detail, { answer });
};

const needsSomebody = async (viewer) => {
  await viewer.sees(".need", "Which region?");
  await viewer.sees(".agent-card[data-status=blocked]", "ada");
};

/**
 * `setting`: where it begins; `stays`: what is seen there, before and after a refusal; `pending`: what the button says meanwhile, if there is
 * still one to be seen; `writes`: how many requests it takes; `undone`: what is said when it was taken back, if it can be.
 */
export const actions = {
  resolve: {
    does: (viewer) => viewer.find(".need button[data-verb=resolve]").click(),
    pending: "Resolving…",
    done: "ada is resolved.",
    shows: (fleet) => becomes("it is resolved", () => fleet.readAgent("ada"), (ada) => ada.status === "resolved" && ada.riskScore === 0),
    undone: "Undone: ada is as it was.",
  },
  unblock: {
    async does(viewer) {
      await menu(viewer, "ada", "Answer and unblock");
      await viewer.page.getByLabel("Answer (optional)").fill("eu-central");
      await viewer.find("#dialog button[type=submit]").click();
    },
    pending: "Unblocking…",
    done: "ada goes on with your answer.",
    shows: (fleet) => isAnswered(fleet, "eu-central")(),
    undone: "Undone: ada is as it was.",
  },
  reallocate: {
    async does(viewer) {
      await menu(viewer, "ada", "Reallocate");
      await viewer.find("#dialog .choice", "bob").click();
      await viewer.find("#dialog button[type=submit]").click();
    },
    done: "went from ada to bob",
    shows: (fleet, { task }) => becomes("bob has it", () => fleet.readTask(task.id), (now) => now.agentId === "bob"),
    undone: "is with ada again.",
  },
  assign: {
    async does(viewer) {
      await menu(viewer, "bob", "Assign a task");
      await viewer.find("#dialog .choice", "Write the release notes").click();
      await viewer.find("#dialog button[type=submit]").click();
    },
    done: "is with bob",
    shows: (fleet, { next }) => becomes("bob has it", () => fleet.readTask(next.id), (now) => now.agentId === "bob"),
    undone: "is pending again, and bob is free of it.",
  },
  retire: {
    setting: (stage) => stuck(stage, { settle: (fleet) => fleet.claim("ada", "path:src/ledger/**") }),
    async does(viewer) {
      await menu(viewer, "ada", "Retire");
      await viewer.find("#dialog button[type=submit]").click();
    },
    done: "ada is retired",
    shows: (fleet) => becomes("it is gone", () => fleet.get("/agents"), (page) => page.items.every((agent) => agent.id !== "ada")),
    undone: "Undone: ada is back with #",
  },
  approve: {
    setting: asking,
    does: (viewer) => viewer.find(".need button[data-verb=approve]").click(),
    pending: "Approving…",
    done: "Approved: ada goes on.",
    shows: (fleet) => isAnswered(fleet, "approved")(),
    async stays(viewer) {
      await viewer.sees(".need", "Approval");
      await viewer.sees(".need", command);
    },
    undone: "Undone: ada is as it was.",
  },
  deny: {
    setting: asking,
    does: (viewer) => viewer.find(".need button[data-verb=deny]").click(),
    pending: "Denying…",
    done: "Denied: ada goes on without it.",
    shows: (fleet) => isAnswered(fleet, "denied")(),
    async stays(viewer) {
      await viewer.sees(".need", "Approval");
      await viewer.sees(".need", command);
    },
    undone: "Undone: ada is as it was.",
  },
  approve_on_the_page_of_an_agent: {
    setting: (stage) => stuck(stage, { path: "/agents/ada", meta: { kind: "approval", command } }),
    does: (viewer) => viewer.find("#agent-question button[data-verb=approve]").click(),
    done: "Approved: ada goes on.",
    shows: (fleet) => isAnswered(fleet, "approved")(),
    async stays(viewer) {
      await viewer.sees("#agent-question", "Asks for approval");
      await viewer.sees("#agent-question", command);
    },
    undone: "Undone: ada is as it was.",
  },
  answer_on_the_page_of_an_agent: {
    setting: onAgent,
    async does(viewer) {
      await viewer.page.getByLabel("Answer", { exact: true }).fill("eu-central");
      await viewer.find("#answer-form button").click();
    },
    done: "ada goes on with your answer.",
    shows: (fleet) => isAnswered(fleet, "eu-central")(),
    stays: (viewer) => viewer.sees("#agent-question", "Which region?"),
  },
  release: {
    setting: claiming,
    does: (viewer) => viewer.find("#agent-claims button[data-verb=release]").click(),
    done: "path:src/ledger/** is free again; ada held it.",
    async shows(fleet, _, viewer) {
      await becomes("nobody holds it", () => fleet.get("/claims"), (page) => page.items.length === 0);
      await viewer.sees("#agent-claims", "It holds nothing.");
    },
    stays: (viewer) => viewer.sees("#agent-claims", "path:src/ledger/**"),
    undone: "ada holds path:src/ledger/** again.",
  },
  block_a_task: {
    setting: onTask,
    async does(viewer, { task }) {
      await viewer.page.getByRole("button", { name: "More actions" }).click();
      await viewer.page.getByLabel("Let it wait for other tasks").fill(`#${task.id}`);
      await viewer.find("#task-menu button[data-verb=block]").click();
    },
    pending: "Blocking…",
    done: "waits for #",
    async shows(fleet, { task, next }, viewer) {
      await becomes("it waits", () => fleet.readTask(next.id), (now) => now.status === "blocked" && now.blockedBy.includes(task.id));
      await viewer.sees("#task-blockers", "Migrate the ledger");
    },
    async stays(viewer) {
      await viewer.sees("#task-header .status, #task-header [data-status]", "Pending");
      await viewer.sees("#task-blockers", "No other task.");
    },
    undone: "is pending again.",
  },
  unblock_a_task: {
    setting: onBlockedTask,
    does: (viewer) => viewer.find("#task-header button[data-verb=unblock-task]").click(),
    done: "waits no longer",
    async shows(fleet, { next }, viewer) {
      await becomes("it waits no longer", () => fleet.readTask(next.id), (now) => now.status === "pending" && !now.blockedBy?.length);
      await viewer.sees("#task-blockers", "No other task.");
    },
    stays: (viewer) => viewer.sees("#task-blockers", "Migrate the ledger"),
    undone: "again.",
  },
  complete_a_task: {
    setting: onHeldTask,
    does: (viewer) => viewer.find("#task-header button[data-verb=complete]").click(),
    done: "is completed.",
    async shows(fleet, { task, next }) {
      await becomes("it is completed", () => fleet.readTask(task.id), (now) => now.status === "completed");
      assert.equal((await fleet.readTask(next.id)).status, "pending", "what waited for it is free");
    },
    stays: (viewer) => viewer.sees("#task-header", "In progress"),
    undone: "is open again.",
  },
  unblock_several: {
    setting: bothStuck,
    async does(viewer) {
      await tick(viewer, "ada", "bob");
      await viewer.find("#select button", "Unblock").click();
    },
    writes: 2,
    pending: "Unblocking…",
    done: "Unblock: all 2 done.",
    async shows(fleet, _, viewer) {
      await becomes("ada runs", () => fleet.readAgent("ada"), (ada) => ada.status === "running" && !ada.blocker);
      await becomes("bob is free", () => fleet.readAgent("bob"), (bob) => bob.status === "idle" && !bob.blocker);
      await viewer.misses(".need");
      await viewer.misses("#select");
    },
    undone: "Undone: all 2 are as they were.",
  },
  retire_several: {
    setting: bothStuck,
    async does(viewer) {
      await tick(viewer, "ada", "bob");
      await viewer.find("#select button", "Retire").click();
      await viewer.sees("#dialog", "Retire 2 agents?");
      await viewer.find("#dialog button[type=submit]").click();
    },
    writes: 2,
    done: "Retire: all 2 done.",
    async shows(fleet, _, viewer) {
      await becomes("they are gone", () => fleet.get("/agents"), (page) => page.items.length === 0);
      await viewer.misses("#select");
    },
    undone: "Undone: all 2 are as they were.",
  },
};

for (const action of Object.values(actions)) {
  action.setting ??= stuck;
  action.stays ??= needsSomebody;
  action.writes ??= 1;
}
