// Any page as it was.
import assert from "node:assert/strict";
import { scene } from "./lib/stage.js";

async function story(stage) {
  const fleet = await stage.fleet();
  await fleet.agents("ada", "bob");
  const task = await fleet.task("Paint the door");
  await fleet.assign(task.id, "ada");
  await fleet.block("ada", "Which colour?");
  const then = Number((await fleet.state()).cursor.split(":")[1]);
  await fleet.report("ada", { status: "running", blocker: null, riskScore: 0 });
  await fleet.changeTask(task.id, { status: "completed" });
  await fleet.retire("bob");
  await fleet.agent("cyd");
  return { fleet, then, task };
}

const isPast = async (viewer) => {
  await viewer.sees("#timebar", "The past");
  await viewer.sees("#timebar-since", "Since then");
  assert.equal(await viewer.page.evaluate(() => document.documentElement.dataset.past), "");
  for (const selector of ["main form[method=post]", "main input[type=checkbox][name=agent]", "main [data-verb]"]) await viewer.misses(selector);
};

scene("Fleet_of_the_past_is_marked_without_actions_and_says_what_is_different_now", async (stage) => {
  const { fleet, then } = await story(stage);
  const viewer = await stage.open(fleet.url(`?at=${then}`));
  await isPast(viewer);
  await viewer.sees(".agent-card[data-status=blocked]", "ada");
  await viewer.sees(".agent-card", "bob");
  await viewer.misses(".agent-card", "cyd");
  await viewer.sees(".need", "Which colour?");
  await viewer.sees("#timebar-since", "1 joined");
  await viewer.sees("#timebar-since", "1 left");
  await viewer.sees("#timebar-since", "1 task completed");
  await fleet.agent("dan");
  await viewer.sees("#timebar-since", "2 joined");
  await viewer.misses(".agent-card", "dan");
  await viewer.find("#timebar-back").click();
  await viewer.misses("#timebar");
  await viewer.sees(".agent-card", "dan");
  await viewer.live();
});

scene("Every_page_has_a_past", async (stage) => {
  const { fleet, then, task } = await story(stage);
  const viewer = await stage.viewer();
  for (const [path, selector, text] of [
    ["/conflicts", ".conflict", "ada"],
    ["/work", "#column-in-progress .task-card", "Paint the door"],
    ["/activity", ".activity-item", "Which colour?"],
    ["/agents/ada", "#agent-question", "Which colour?"],
    ["/agents/bob", "h1", "bob"],
    [`/tasks/${task.id}`, "#task-header", "ada"],
  ]) {
    await viewer.visit(fleet.url(`${path}?at=${then}`));
    await viewer.sees(selector, text);
    await isPast(viewer);
    await viewer.misses("main", "cyd");
  }
});

scene("Slider_and_steps_lead_through_the_past_with_the_filters_kept", async (stage) => {
  const { fleet, then } = await story(stage);
  const viewer = await stage.open(fleet.url(`?view=table&at=${then}`));
  await viewer.sees("tbody tr", "bob");
  await viewer.page.getByRole("button", { name: "One event back", exact: true }).click();
  await viewer.sees("#timebar", `#${then - 1} of`);
  await viewer.sees("tbody tr[data-status=running]", "ada");
  await viewer.find("#slider").focus();
  await viewer.press("Home");
  await viewer.sees("#timebar", "#1 of");
  await viewer.misses("tbody tr", "bob");
  assert.match(viewer.page.url(), /view=table/);
});

scene("Links_of_the_past_stay_in_the_past", async (stage) => {
  const { fleet, then } = await story(stage);
  const viewer = await stage.open(fleet.url(`?at=${then}`));
  await viewer.find(".agent-card .name", "ada").click();
  await viewer.sees("#agent-question", "Which colour?");
  await viewer.find(".nav a", "Work").click();
  await viewer.sees("#column-in-progress .task-card", "Paint the door");
  assert.match(viewer.page.url(), new RegExp(`at=${then}$`));
});

scene("Moment_that_cannot_be_shown_is_answered_with_404_and_the_way_back", async (stage) => {
  const { fleet } = await story(stage);
  const viewer = await stage.viewer();
  viewer.allow(/404/);
  for (const at of ["nonsense", "999999999"]) {
    const answer = await viewer.page.goto(fleet.url(`?at=${at}`));
    assert.equal(answer.status(), 404);
    await viewer.sees("h1", "The past cannot be shown");
  }
  await viewer.find("a", "Back to live").first().click();
  await viewer.sees(".agent-card", "cyd");
});
