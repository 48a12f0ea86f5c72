// What is done from the dashboard: shown at once, sent once, and taken back with the reason if the hub refuses.
import assert from "node:assert/strict";
import { actions, becomes, standing, stuck } from "./lib/actions.js";
import { scene } from "./lib/stage.js";

const why = "The ledger is closed on Sundays.";
const resolve = actions.resolve.does;

for (const [name, action] of Object.entries(actions)) {
  scene(`Action_${name}_shows_as_pending_then_as_done`, async (stage) => {
    const { fleet, viewer, ...tasks } = await action.setting(stage);
    await action.stays(viewer);
    const hold = fleet.hold();
    await action.does(viewer, tasks);
    await hold.arrived(action.writes);
    if (action.pending) await viewer.sees("[data-pending]", action.pending);
    hold.release();
    await viewer.sees(".toast", action.done);
    await action.shows(fleet, tasks, viewer);
    await viewer.misses("[data-pending]");
    assert.equal(await viewer.find(".toast").count(), 1, "told once");
    await viewer.sameDocument();
  });

  scene(`Action_${name}_that_is_refused_is_taken_back_with_the_reason`, async (stage) => {
    const { fleet, viewer, ...tasks } = await action.setting(stage);
    await action.stays(viewer);
    const before = await fleet.state();
    const hold = fleet.hold();
    await action.does(viewer, tasks);
    await hold.arrived(action.writes);
    hold.refuse({ detail: why });
    await viewer.sees(".toast[data-kind=refused]", why);
    await action.stays(viewer);
    await viewer.misses("[data-pending]");
    assert.deepEqual((await fleet.state()).state, before.state, "nothing was done");
    await viewer.sameDocument();
  });
}

scene("Action_that_is_refused_shows_the_reason_where_it_was_asked_for", async (stage) => {
  const { fleet, viewer } = await stuck(stage);
  const hold = fleet.hold();
  await resolve(viewer);
  await hold.arrived();
  hold.refuse({ detail: why });
  await viewer.sees(".need .refusal", why);
});

scene("Answer_that_is_refused_is_still_there_to_be_sent_again", async (stage) => {
  const { fleet, viewer } = await stuck(stage);
  let hold = fleet.hold();
  await actions.unblock.does(viewer);
  await hold.arrived();
  hold.refuse({ detail: why });
  await viewer.sees("#dialog .refusal", why);
  assert.equal(await viewer.page.getByLabel("Answer (optional)").inputValue(), "eu-central");
  await viewer.find("#dialog a", "Cancel").click();
  await viewer.misses("#dialog");

  const { answer_on_the_page_of_an_agent: answer } = actions;
  await viewer.visit(fleet.url("/agents/ada"));
  hold = fleet.hold();
  await answer.does(viewer);
  await hold.arrived();
  await viewer.misses("#answer");
  hold.refuse({ detail: why });
  await viewer.sees("#answer");
  await viewer.until("what was typed is back", () => document.getElementById("answer").value, (value) => value === "eu-central");
  await viewer.find("#answer-form button").click();
  await viewer.sees(".toast", answer.done);
  await answer.shows(fleet);
});

scene("Action_clicked_twice_is_sent_once", async (stage) => {
  const { fleet, viewer } = await stuck(stage);
  const hold = fleet.hold();
  await viewer.find(".need button[data-verb=resolve]").dblclick({ delay: 5 }).catch(() => {});
  await hold.arrived();
  hold.release();
  await viewer.sees(".toast", "ada is resolved.");
  assert.equal(hold.requests, 1);
  assert.equal(await viewer.find(".toast").count(), 1, "and told once");
});

for (const [name, action] of Object.entries(actions).filter(([, action]) => action.undone)) {
  scene(`Action_${name}_undone_is_as_it_was`, async (stage) => {
    const { fleet, viewer, ...tasks } = await action.setting(stage);
    await action.stays(viewer);
    const before = await fleet.state();
    await action.does(viewer, tasks);
    await viewer.sees(".toast", action.done);
    await action.shows(fleet, tasks, viewer);
    await viewer.page.getByRole("button", { name: "Undo" }).click();
    await viewer.sees(".toast[data-kind=done]", action.undone);
    await action.stays(viewer);
    assert.deepEqual(standing(await fleet.state()), standing(before));
    await viewer.sameDocument();
  });
}

scene("Action_undone_after_somebody_else_changed_it_is_refused", async (stage) => {
  const { fleet, viewer } = await stuck(stage);
  await resolve(viewer);
  await viewer.sees(".toast", "ada is resolved.");
  await fleet.report("ada", { status: "running", riskScore: 5 });
  await viewer.sees(".agent-card[data-status=running]", "ada");
  await viewer.page.getByRole("button", { name: "Undo" }).click();
  await viewer.sees(".toast[data-kind=refused]", "Somebody else changed it");
  assert.equal((await fleet.readAgent("ada")).status, "running");
});

scene("Task_given_to_somebody_who_went_on_with_it_is_given_back_all_the_same", async (stage) => {
  const { fleet, viewer, task } = await stuck(stage);
  await actions.reallocate.does(viewer);
  await viewer.sees(".toast", "went from ada to bob");
  await fleet.report("bob", { riskScore: 7, contextTokens: 9_000 });
  await viewer.page.getByRole("button", { name: "Undo" }).click();
  await viewer.sees(".toast", "is with ada again.");
  assert.equal((await fleet.readTask(task.id)).agentId, "ada");
  assert.equal((await fleet.readAgent("ada")).blocker, "Which region?");
  const bob = await fleet.readAgent("bob");
  assert.deepEqual([bob.status, bob.currentTask, bob.riskScore], ["idle", undefined, 7]);
});

scene("Task_that_moved_on_is_not_given_back", async (stage) => {
  const { fleet, viewer, task } = await stuck(stage);
  await actions.reallocate.does(viewer);
  await viewer.sees(".toast", "went from ada to bob");
  await fleet.agent("cyd");
  await fleet.assign(task.id, "cyd");
  await viewer.sees(".agent-card", "cyd");
  await viewer.page.getByRole("button", { name: "Undo" }).click();
  await viewer.sees(".toast[data-kind=refused]", "Somebody else changed it");
  assert.equal((await fleet.readTask(task.id)).agentId, "cyd");
});

scene("Agent_that_was_retired_comes_back_without_what_others_took", async (stage) => {
  const { fleet, viewer, task } = await stuck(stage, { settle: (fleet) => fleet.claim("ada", "port:5432") });
  await actions.retire.does(viewer);
  await viewer.sees(".toast", "ada is retired");
  await fleet.assign(task.id, "bob");
  await fleet.claim("bob", "port:5432");
  await viewer.sees(".agent-card[data-status=running]", "bob");
  await viewer.page.getByRole("button", { name: "Undo" }).click();
  await viewer.sees(".toast", `ada is back, but without #${task.id}`);
  await viewer.sees(".toast", "Not claimed again: port:5432.");
  await viewer.sees(".agent-card", "ada");
  assert.equal((await fleet.readTask(task.id)).agentId, "bob");
  assert.equal((await fleet.readAgent("ada")).currentTask, undefined);
});

scene("Bulk_action_is_done_about_all_that_are_ticked_and_told_once", async (stage) => {
  const { fleet, viewer } = await stuck(stage);
  await fleet.block("bob", "May I?");
  await viewer.sees(".need", "May I?");
  await viewer.page.getByLabel("Select ada").check();
  await viewer.page.getByLabel("Select bob").check();
  const hold = fleet.hold();
  await viewer.find("#select button", "Auto-Resolve").click();
  await hold.arrived();
  await viewer.sees(".agent-card [data-pending]", "Resolving…");
  hold.release();
  await viewer.sees(".toast", "all 2 done");
  await viewer.misses(".need");
  for (const id of ["ada", "bob"]) assert.equal((await fleet.readAgent(id)).status, "resolved");
  assert.equal(await viewer.find(".toast").count(), 1);
});

scene("Action_pending_in_one_window_shows_in_another_and_both_see_its_end", async (stage) => {
  const { fleet, viewer } = await stuck(stage);
  const other = await stage.open(fleet.url("?view=table"));
  await other.sees(".need", "Which region?");
  const hold = fleet.hold();
  await resolve(viewer);
  await hold.arrived();
  await other.sees("tbody tr [data-pending]", "Resolving…");
  hold.release();
  await other.sees("tbody tr[data-status=resolved]", "ada");
  await viewer.sees(".agent-card[data-status=resolved]", "ada");
  await other.misses(".need");
  assert.equal(await other.find(".toast").count(), 0, "told to the one who asked");
  await other.sameDocument();
});

scene("Action_without_scripts_leads_to_a_page_that_tells_how_it_ended_and_back", async (stage) => {
  const fleet = await stage.distantFleet();
  await fleet.agent("ada");
  await fleet.block("ada", "Which region?");
  const viewer = await stage.viewer({ javaScriptEnabled: false });
  const page = fleet.url("?view=table&sort=name");
  const back = async () => {
    await viewer.find("a", "Back to the page").click();
    await viewer.sees("#needs-title");
    assert.equal(viewer.page.url(), page);
  };
  await viewer.page.goto(page);
  await viewer.sees(".need", "Which region?");
  const hold = fleet.hold();
  const refused = viewer.find(".need button[data-verb=resolve]").click();
  await hold.arrived();
  hold.refuse({ detail: why });
  await refused;
  await viewer.sees("h1", "Not done");
  await viewer.sees("[role=alert]", why);
  await back();
  await viewer.sees(".need .refusal", why);
  await viewer.find(".need button[data-verb=resolve]").click();
  await viewer.sees("[role=status]", "ada is resolved.");
  assert.equal((await fleet.readAgent("ada")).status, "resolved");
  await viewer.find("button", "Undo").click();
  await viewer.sees("[role=status]", "Undone: ada is as it was.");
  await back();
  await viewer.sees(".need", "Which region?");
});

scene("Question_without_scripts_is_a_page_of_its_own_and_leads_to_the_fleet", async (stage) => {
  const { fleet } = await stuck(stage);
  const viewer = await stage.viewer({ javaScriptEnabled: false });
  await viewer.page.goto(fleet.url("/ask/retire?agent=ada&agent=bob"));
  await viewer.find("button", "Retire 2 agents").click();
  await viewer.sees("[role=status]", "Retire: all 2 done.");
  await viewer.find("a", "Back to the page").click();
  await viewer.misses(".agent-card");
  assert.equal(viewer.page.url(), fleet.url());
});

scene("Question_on_a_page_of_its_own_is_told_on_the_page_it_leads_to_with_undo", async (stage) => {
  const { fleet, viewer } = await stuck(stage);
  await viewer.visit(fleet.url("/ask/retire?agent=ada&agent=bob"));
  await viewer.find("button", "Retire 2 agents").click();
  await viewer.page.waitForURL(fleet.url());
  await viewer.sees(".toast", "Retire: all 2 done.");
  await viewer.live();
  await viewer.page.getByRole("button", { name: "Undo" }).click();
  await viewer.sees(".toast", "Undone: all 2 are as they were.");
  await viewer.sees(".need", "Which region?");
  await viewer.sees(".agent-card", "bob");
});

scene("Suggested_action_of_a_conflict_shows_as_pending_then_as_done", async (stage) => {
  const { fleet, viewer } = await stuck(stage);
  await viewer.visit(fleet.url("/conflicts"));
  const remedy = viewer.find(".conflict .remedy", "no longer blocked").first();
  const hold = fleet.hold();
  await remedy.getByRole("button").click();
  await hold.arrived();
  await viewer.sees(".remedy [data-pending]", "Unblocking…");
  hold.release();
  await viewer.sees(".toast", "done");
  await viewer.misses(".conflict .remedy", "no longer blocked");
  await becomes("it runs", () => fleet.readAgent("ada"), (ada) => ada.status !== "blocked");
});

scene("Suggested_action_that_is_refused_leaves_the_conflict_with_the_reason", async (stage) => {
  const { fleet, viewer } = await stuck(stage);
  await viewer.visit(fleet.url("/conflicts"));
  const hold = fleet.hold();
  await viewer.find(".conflict .remedy", "no longer blocked").first().getByRole("button").click();
  await hold.arrived();
  hold.refuse({ detail: why });
  await viewer.sees(".conflict .refusal", why);
  await viewer.sees(".conflict .remedy", "no longer blocked");
  assert.equal((await fleet.readAgent("ada")).status, "blocked");
});

scene("Task_completed_from_its_page_shows_as_pending_then_as_done", async (stage) => {
  const { fleet, viewer, task } = await stuck(stage);
  await viewer.visit(fleet.url(`/tasks/${task.id}`));
  const hold = fleet.hold();
  await viewer.find("button[data-verb=complete]").first().click();
  await hold.arrived();
  const other = await stage.open(fleet.url("/work"));
  await other.sees("#column-completed .task-card", "Migrate the ledger");
  hold.refuse({ detail: why });
  await viewer.sees("#task-header .refusal", why);
  await other.sees("#column-in-progress .task-card", "Migrate the ledger");
  await viewer.find("button[data-verb=complete]").first().click();
  await viewer.sees(".toast", "is completed");
  await other.sees("#column-completed .task-card", "Migrate the ledger");
  assert.equal((await fleet.readTask(task.id)).status, "completed");
});
