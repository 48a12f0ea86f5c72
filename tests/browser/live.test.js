// What happens in the fleet is on the screen without a reload.
import assert from "node:assert/strict";
import { scene } from "./lib/stage.js";

scene("Fleet_agent_that_reports_appears_without_reload", async (stage) => {
  const fleet = await stage.fleet();
  const viewer = await stage.open(fleet.url());
  await viewer.sees("h2", "No agent has reported yet");
  await fleet.agent("backend/ada", { type: "backend-worker", status: "running" });
  await viewer.sees(".agent-card", "backend/ada");
  await viewer.misses("h2", "No agent has reported yet");
  await fleet.agent("backend/bob");
  await viewer.sees(".agent-card", "backend/bob");
  await viewer.sameDocument();
});

scene("Fleet_agent_that_changes_shows_it_on_its_card_alone", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada", "bob");
  const viewer = await stage.open(fleet.url());
  await viewer.page.evaluate(() => document.querySelectorAll(".agent-card").forEach((card) => (card.seen = true)));
  const task = await fleet.task("Migrate the ledger");
  await fleet.assign(task.id, "ada");
  await fleet.changeTask(task.id, { progress: 42 });
  await fleet.report("ada", { riskScore: 83, contextTokens: 151_000, provider: "p" });
  await viewer.sees(".agent-card", "Migrate the ledger");
  await viewer.sees(".agent-card", "42 %");
  await viewer.sees(".agent-card", "83 high");
  await viewer.sees(".agent-card", "151");
  assert.equal(await viewer.page.evaluate(() => [...document.querySelectorAll(".agent-card")].every((card) => card.seen)), true, "cards were replaced instead of changed");
  await viewer.sameDocument();
});

scene("Fleet_agent_that_blocks_appears_first_in_title_badge_and_favicon_without_reload", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada", "bob", "cyd");
  const viewer = await stage.open(fleet.url());
  await viewer.sees("#needs", "Nobody needs you");
  const quiet = await viewer.page.locator("#favicon").getAttribute("href");
  await fleet.block("cyd", "Which region may hold the data?");
  await viewer.sees(".need .need-question", "Which region may hold the data?");
  await viewer.sees("#badge-top-needs .badge", "1");
  await viewer.until("the title counts", () => document.title, (title) => title.startsWith("(1) "));
  await viewer.until("the favicon alerts", () => document.getElementById("favicon").getAttribute("href"), (href) => href !== quiet);
  await viewer.until("those who hear the page are told", () => document.getElementById("needs-news").textContent, (text) => text.includes("cyd"));
  await fleet.report("bob", { status: "error", blocker: "tests fail" });
  await viewer.until("the title counts two", () => document.title, (title) => title.startsWith("(2) "));
  await fleet.report("bob", { status: "idle", blocker: null });
  await fleet.report("cyd", { status: "running", blocker: null });
  await viewer.sees("#needs", "Nobody needs you");
  await viewer.until("the title is quiet", () => document.title, (title) => !title.startsWith("("));
  await viewer.until("the favicon is quiet", () => document.getElementById("favicon").getAttribute("href"), (href) => href === quiet);
  await viewer.sameDocument();
});

scene("Fleet_agent_that_retires_leaves_without_reload", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada", "bob");
  const viewer = await stage.open(fleet.url());
  await viewer.sees(".agent-card", "bob");
  await fleet.retire("bob");
  await viewer.misses(".agent-card", "bob");
  await fleet.retire("ada");
  await viewer.sees("h2", "No agent has reported yet");
  await viewer.sameDocument();
});

scene("Fleet_table_follows_what_happens_without_reload", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada", "bob");
  const viewer = await stage.open(fleet.url("?view=table"));
  await viewer.sees("tbody tr", "bob");
  await fleet.agent("cyd", { riskScore: 91 });
  await viewer.sees("tbody tr", "91 critical");
  await fleet.block("ada");
  await viewer.sees("tbody tr", "Blocked");
  await fleet.retire("bob");
  await viewer.misses("tbody tr", "bob");
  await viewer.sameDocument();
});

scene("Page_has_one_stream", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada");
  const viewer = await stage.viewer();
  const streams = [];
  viewer.page.on("request", (request) => request.headers().accept?.includes("event-stream") && streams.push(request.url()));
  await viewer.visit(fleet.url());
  await fleet.block("ada");
  await viewer.sees(".need", "ada");
  assert.equal(streams.length, 1, streams.join("\n"));
  assert.equal(await viewer.page.evaluate(() => new Set([...document.querySelectorAll("[id]")].map((e) => e.id)).size - document.querySelectorAll("[id]").length), 0, "ids are unique");
});

scene("Conflicts_prediction_appears_and_goes_without_reload", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada", "bob");
  const viewer = await stage.open(fleet.url("/conflicts"));
  await viewer.sees("h2", "All clear");
  await fleet.report("ada", { riskScore: 92 });
  await viewer.sees(".conflict[data-severity=critical]", "ada");
  await viewer.sees("#badge-top-conflicts .badge", "1");
  await fleet.report("ada", { riskScore: 3 });
  await viewer.sees("h2", "All clear");
  await viewer.misses(".conflict");
  await viewer.sameDocument();
});

scene("Work_task_moves_through_the_board_without_reload", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada");
  const viewer = await stage.open(fleet.url("/work"));
  await viewer.sees("#board-notice", "No task yet");
  const first = await fleet.task("Draw the plan");
  await viewer.sees("#column-pending .task-card", "Draw the plan");
  await fleet.assign(first.id, "ada");
  await viewer.sees("#column-in-progress .task-card", "Draw the plan");
  await viewer.misses("#column-pending .task-card", "Draw the plan");
  const second = await fleet.task("Build to the plan", { blockedBy: [first.id] });
  await viewer.sees(".graph-node", "Build to the plan");
  await viewer.sees("#blocked-chains .chain", `#${first.id}`);
  await fleet.changeTask(first.id, { progress: 71 });
  await viewer.sees("#column-in-progress .task-card", "71 %");
  await fleet.changeTask(first.id, { status: "completed" });
  await viewer.sees("#column-completed .task-card", "Draw the plan");
  await viewer.sees("#progress-figure", "50%");
  await viewer.sees("#column-pending .task-card", "Build to the plan");
  assert.ok(second.id);
  await viewer.sameDocument();
});

scene("Activity_event_appears_on_top_without_reload", async (stage) => {
  const fleet = await stage.fleet();
  const viewer = await stage.open(fleet.url("/activity"));
  await viewer.sees("h2", "Nothing has happened yet");
  await fleet.agents("ada");
  await viewer.sees(".activity-item", "ada");
  await fleet.activity("ada", "found the missing comma");
  await viewer.until("it stands on top", () => document.querySelector(".activity-item")?.innerText ?? "", (text) => text.includes("found the missing comma"));
  await viewer.sameDocument();
});

scene("Agent_page_follows_its_agent_without_reload", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agent("team/ada", { type: "backend" });
  const viewer = await stage.open(fleet.url("/agents/team/ada"));
  await viewer.sees("h1", "team/ada");
  await fleet.block("team/ada", "Which colour?");
  await viewer.sees("#agent-question", "Which colour?");
  await fleet.activity("team/ada", "counted the colours");
  await viewer.sees(".history", "counted the colours");
  await fleet.report("team/ada", { status: "running", blocker: null, contextTokens: 77_000 });
  await viewer.misses("#agent-question .need-question");
  await viewer.sees("#agent-facts", "77");
  await fleet.retire("team/ada");
  await viewer.sees("h1", "has retired");
  await viewer.sameDocument();
});

scene("Task_page_follows_its_task_without_reload", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada");
  const task = await fleet.task("Draw the plan");
  const viewer = await stage.open(fleet.url(`/tasks/${task.id}`));
  await viewer.sees("h1", "Draw the plan");
  await fleet.assign(task.id, "ada");
  await fleet.changeTask(task.id, { progress: 33 });
  await viewer.sees("#task-facts", "33 %");
  await viewer.sees("#task-header", "ada");
  await fleet.changeTask(task.id, { title: "Draw a better plan" });
  await viewer.sees("h1", "Draw a better plan");
  const next = await fleet.task("Follow the plan", { blockedBy: [task.id] });
  await viewer.sees("main", `#${next.id}`);
  await fleet.changeTask(task.id, { status: "completed" });
  await viewer.sees("#task-header", "Completed");
  await viewer.sameDocument();
});
