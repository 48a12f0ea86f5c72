// What somebody is in the middle of survives what happens around it.
import assert from "node:assert/strict";
import { scene } from "./lib/stage.js";

/** A fleet that changes all the time, until it is stopped. */
async function restless(stage) {
  const fleet = await stage.fleet();
  await fleet.agents(...Array.from({ length: 16 }, (_, i) => `agent-${String(i).padStart(2, "0")}`));
  await fleet.block("agent-03", "Which region?");
  let going = true, turns = 0;
  const run = (async () => {
    while (going) {
      turns++;
      await fleet.report("agent-03", { riskScore: turns % 100, contextTokens: 1000 * (turns % 150), blocker: `Which region? (${turns})` });
      await fleet.report(`agent-${String(turns % 16).padStart(2, "0")}`, { riskScore: (turns * 7) % 100 });
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  })();
  stage.t.after(() => {
    going = false;
    return run;
  });
  return { fleet, turns: () => turns };
}

/** Waits until some changes more have reached the page. */
async function changes(viewer, count = 3) {
  for (let i = 0; i < count; i++) {
    const before = await viewer.text("#question-agent-03, .need .need-question");
    await viewer.until("the question changes", () => document.querySelector(".need .need-question")?.innerText, (text) => text !== before);
  }
}

scene("Search_typed_while_agents_change_keeps_its_text_and_caret", async (stage) => {
  const { fleet } = await restless(stage);
  const viewer = await stage.open(fleet.url());
  await viewer.find("#filter-q").click();
  await viewer.page.keyboard.type("agent-0", { delay: 60 });
  await viewer.page.keyboard.press("ArrowLeft");
  await viewer.until("the address follows", () => location.search, (search) => search === "?q=agent-0");
  await changes(viewer);
  assert.deepEqual(await viewer.page.evaluate(() => [document.activeElement.id, document.activeElement.value, document.activeElement.selectionStart]), ["filter-q", "agent-0", 6]);
  await viewer.sameDocument();
});

scene("Selection_of_agents_and_of_text_survives_changes", async (stage) => {
  const { fleet } = await restless(stage);
  const viewer = await stage.open(fleet.url());
  for (const id of ["agent-03", "agent-05"]) await viewer.page.getByLabel(`Select ${id}`).check();
  await viewer.page.evaluate(() => getSelection().selectAllChildren(document.querySelector("#agents-title")));
  await changes(viewer);
  assert.equal(await viewer.find("input[name=agent]:checked").count(), 2);
  assert.ok(await viewer.page.getByLabel("Select agent-03").isChecked());
  assert.match(await viewer.page.evaluate(() => getSelection().toString()), /Agents/);
  await viewer.sees("#select", "selected");
});

scene("Menu_open_on_a_changing_card_stays_open", async (stage) => {
  const { fleet } = await restless(stage);
  const viewer = await stage.open(fleet.url());
  await viewer.page.getByRole("button", { name: "Actions for agent-03", exact: true }).click();
  await viewer.sees(".menu:popover-open", "Answer and unblock");
  await changes(viewer);
  assert.equal(await viewer.find(".menu:popover-open").count(), 1);
  await viewer.press("Escape");
  await viewer.find("#connection").click();
  await viewer.sees("#connection-details:popover-open", "Stands at");
  await changes(viewer, 2);
  assert.equal(await viewer.find("#connection-details:popover-open").count(), 1);
});

scene("Answer_typed_in_a_dialog_survives_while_its_agent_changes", async (stage) => {
  const { fleet } = await restless(stage);
  const viewer = await stage.open(fleet.url());
  await viewer.page.getByRole("button", { name: "Actions for agent-03", exact: true }).click();
  await viewer.find(".menu:popover-open .menu-item", "Answer and unblock").click();
  const answer = viewer.page.getByLabel("Answer (optional)");
  await answer.pressSequentially("eu-central", { delay: 100 });
  await changes(viewer);
  assert.equal(await answer.inputValue(), "eu-central");
  assert.equal(await viewer.page.evaluate(() => document.activeElement.name), "answer");
});

scene("Answer_typed_on_the_page_of_a_changing_agent_survives", async (stage) => {
  const { fleet, turns } = await restless(stage);
  const viewer = await stage.open(fleet.url("/agents/agent-03"));
  await viewer.find("#answer").click();
  await viewer.page.keyboard.type("eu-central, please", { delay: 80 });
  await viewer.page.keyboard.press("Shift+ArrowLeft");
  const at = turns();
  await viewer.until("changes arrive", () => Number(/\((\d+)\)/.exec(document.getElementById("agent-question").innerText)?.[1]), (turn) => turn > at + 3);
  assert.deepEqual(await viewer.page.evaluate(() => [document.activeElement.id, document.activeElement.value, document.activeElement.selectionStart, document.activeElement.selectionEnd]), ["answer", "eu-central, please", 17, 18]);
});

scene("Page_scrolled_into_a_changing_list_stays_where_it_is", async (stage) => {
  const { fleet } = await restless(stage);
  const viewer = await stage.open(fleet.url(), { height: 500 });
  await viewer.page.evaluate(() => document.querySelectorAll(".agent-card")[9].scrollIntoView());
  const before = await viewer.page.evaluate(() => scrollY);
  assert.ok(before > 200, `there is something to scroll: ${before}`);
  await changes(viewer);
  assert.ok(Math.abs((await viewer.page.evaluate(() => scrollY)) - before) < 120, "the page did not jump");
});

scene("Activity_read_further_down_does_not_move_under_the_reader", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada");
  for (let i = 0; i < 40; i++) await fleet.activity("ada", `step ${i} of many`);
  const viewer = await stage.open(fleet.url("/activity"), { height: 500 });
  await viewer.sees(".activity-item", "step 39 of many");
  await viewer.find(".activity-item", "step 20 of many").scrollIntoViewIfNeeded();
  await viewer.page.evaluate(() => scrollBy(0, 60));
  const place = () => viewer.page.evaluate(() => Math.round([...document.querySelectorAll(".activity-item")].find((item) => item.innerText.includes("step 20 of many")).getBoundingClientRect().top));
  const before = await place();
  for (let i = 0; i < 8; i++) await fleet.activity("ada", `news ${i}`);
  await viewer.until("the news is there", () => document.querySelector("main").innerText, (text) => text.includes("news 7"));
  assert.ok(Math.abs((await place()) - before) <= 2, "the line stays in its place");
});

scene("Activity_scrolled_to_its_end_brings_older_events", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada");
  await fleet.activity("ada", "the very first step");
  const lines = Array.from({ length: 700 }, (_, i) => ({ type: "activity.added", data: { timestamp: new Date().toISOString(), type: "note", agent: "ada", message: `step ${i}` } }));
  await fleet.hub.post(`/api/workspaces/${fleet.id}/events`, lines);
  const viewer = await stage.open(fleet.url("/activity"));
  await viewer.sees(".activity-item", "step 699");
  await viewer.until("the beginning is reached", () => {
    scrollTo(0, document.documentElement.scrollHeight);
    return document.getElementById("activity-older")?.innerText ?? "";
  }, (text) => text.includes("beginning"));
  await viewer.sees(".activity-item", "the very first step");
  const shown = await viewer.page.evaluate(() => [...document.querySelectorAll(".activity-item")].map((item) => item.id));
  assert.equal(new Set(shown).size, shown.length, "each event stands once");
  assert.equal(shown.length, 702);
});
