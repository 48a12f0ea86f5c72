// What a page shows stands in its address.
import assert from "node:assert/strict";
import { scene } from "./lib/stage.js";

async function mixed(stage) {
  const fleet = await stage.fleet();
  await fleet.agent("zoe", { type: "writer", status: "running", riskScore: 10 });
  await fleet.agent("ada", { type: "backend", status: "running", riskScore: 90 });
  await fleet.agent("bob", { type: "backend", riskScore: 50 });
  await fleet.agent("eve", { type: "writer", riskScore: 30 });
  return fleet;
}

const names = () => [...document.querySelectorAll(".agent-card .name, tbody tr[id] .name")].map((name) => name.textContent);
const shows = (viewer, ...wanted) => viewer.until(`${wanted} are shown`, names, (shown) => shown.sort().join() === wanted.sort().join());
const showsInOrder = (viewer, ...wanted) => viewer.until(`${wanted} are shown in this order`, names, (shown) => shown.join() === wanted.join());
const search = (viewer, wanted) => viewer.until(`the address has ${wanted}`, () => location.search, (search) => search === wanted);

scene("Filters_stand_in_the_address_and_a_bookmark_shows_the_same", async (stage) => {
  const fleet = await mixed(stage);
  const viewer = await stage.open(fleet.url());
  await viewer.find(".toggle[data-status=running]").click();
  await search(viewer, "?status=running");
  await viewer.find("#filter-type").selectOption("backend");
  await search(viewer, "?status=running&type=backend");
  await shows(viewer, "ada");
  await viewer.find("#filters [data-clear]").click();
  await shows(viewer, "ada", "bob", "eve", "zoe");
  await viewer.find("#filter-sort").selectOption("risk");
  await search(viewer, "?sort=risk");
  await showsInOrder(viewer, "ada", "bob", "eve", "zoe");
  await viewer.find("#filter-group").selectOption("type");
  await search(viewer, "?group=type&sort=risk");
  await viewer.sees(".group-head", "writer");
  await viewer.find(".segmented a[title=Table]").click();
  await viewer.sees("#agents-table .group-row", "writer");
  await viewer.live();
  const address = viewer.page.url();
  assert.equal(new URL(address).search, "?group=type&sort=risk&view=table", "links write what forms do");
  const shown = await viewer.page.evaluate(names);
  await viewer.page.reload();
  await showsInOrder(viewer, ...shown);
  const bookmark = await stage.open(address);
  await showsInOrder(bookmark, ...shown);
});

scene("Filters_work_by_keyboard_alone", async (stage) => {
  const fleet = await mixed(stage);
  const viewer = await stage.open(fleet.url());
  await viewer.press("/");
  await viewer.page.keyboard.type("ada");
  await search(viewer, "?q=ada");
  await shows(viewer, "ada");
  await viewer.press("Escape", "Escape");
  await shows(viewer, "ada", "bob", "eve", "zoe");
  await viewer.find("#filter-running").focus();
  await viewer.press("Space");
  await search(viewer, "?status=running");
  await shows(viewer, "ada", "zoe");
  await viewer.live();
  await viewer.press("v");
  await viewer.sees("#agents-table tbody tr", "zoe");
  assert.equal(new URL(viewer.page.url()).search, "?status=running&view=table");
});

scene("Filtered_page_stays_live_for_what_matches_and_only_that", async (stage) => {
  const fleet = await mixed(stage);
  const viewer = await stage.open(fleet.url());
  await viewer.find("#filter-q").fill("writer");
  await search(viewer, "?q=writer");
  await shows(viewer, "eve", "zoe");
  await fleet.agent("kim", { type: "backend" });
  await fleet.agent("lea", { type: "writer" });
  await shows(viewer, "eve", "lea", "zoe");
  await fleet.report("zoe", { type: "backend" });
  await shows(viewer, "eve", "lea");
  await viewer.sameDocument();
});

scene("No_match_differs_from_no_agent_and_ends_when_one_matches", async (stage) => {
  const fleet = await mixed(stage);
  const viewer = await stage.open(fleet.url("?q=painter"));
  await viewer.sees("h3", "No agent matches");
  await viewer.sees(".empty", "4 agents are in the fleet");
  await fleet.agent("max", { type: "painter" });
  await shows(viewer, "max");
  await viewer.misses("h3", "No agent matches");
});

scene("Back_and_forward_lead_between_pages_and_to_the_filtered_list", async (stage) => {
  const fleet = await mixed(stage);
  const viewer = await stage.open(fleet.url());
  await viewer.find("#filter-q").fill("writer");
  await search(viewer, "?q=writer");
  await shows(viewer, "eve", "zoe");
  await viewer.find(".agent-card .name", "zoe").click();
  await viewer.sees("h1", "zoe");
  await viewer.live();
  await viewer.find(".nav a", "Conflicts").click();
  await viewer.sees("h1", "Conflicts");
  await viewer.live();
  await viewer.page.goBack();
  await viewer.sees("h1", "zoe");
  await viewer.page.goBack();
  await shows(viewer, "eve", "zoe");
  assert.equal(await viewer.find("#filter-q").inputValue(), "writer");
  await viewer.live();
  await fleet.agent("lea", { type: "writer" });
  await shows(viewer, "eve", "lea", "zoe");
  await viewer.page.goForward();
  await viewer.sees("h1", "zoe");
  await viewer.live();
});

scene("Filters_of_conflicts_work_and_activity_stand_in_the_address", async (stage) => {
  const fleet = await mixed(stage);
  await fleet.task("Paint the door");
  await fleet.task("Mend the roof");
  const viewer = await stage.open(fleet.url("/conflicts"));
  await viewer.sees(".conflict", "ada");
  await viewer.find(".segmented a", "Low").click();
  await viewer.sees("h2", "Nothing matches");
  assert.match(viewer.page.url(), /\?severity=low$/);
  await viewer.visit(fleet.url("/work"));
  await viewer.find("#filter-q").fill("roof");
  await search(viewer, "?q=roof");
  await viewer.misses(".task-card", "Paint the door");
  await viewer.sees(".task-card", "Mend the roof");
  await fleet.task("Another roof");
  await viewer.sees(".task-card", "Another roof");
  await viewer.visit(fleet.url("/activity"));
  await viewer.find("#filter-q").fill("door");
  await search(viewer, "?q=door");
  await viewer.misses(".activity-item", "roof");
  await viewer.sees(".activity-item", "Paint the door");
  await fleet.activity("ada", "opened the door");
  await viewer.sees(".activity-item", "opened the door");
});

scene("Evidence_leads_to_the_event_that_said_so_and_else_to_all_that_happened", async (stage) => {
  const fleet = await mixed(stage);
  await fleet.report("ada", { riskScore: 95 });
  await fleet.report("ada", { contextTokens: 1000 });
  const viewer = await stage.open(fleet.url("/conflicts"));
  await viewer.find(".conflict .evidence li", "risk score 95").locator("a", { hasText: "event of ada" }).click();
  await viewer.until("the event is where the page leads to", () => document.querySelector(".activity-item:target")?.textContent ?? "", (text) => text.includes("risk of 95"));
  await viewer.visit(fleet.url("/conflicts/evidence?of=nothing&agent=ada"));
  await search(viewer, "?agent=ada");
});
