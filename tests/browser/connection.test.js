// Links that break: the page says so, comes back by itself, and shows nothing stale.
import assert from "node:assert/strict";
import { Dashboard } from "./lib/dashboard.js";
import { Fleet } from "./lib/fleet.js";
import { Proxy } from "./lib/proxy.js";
import { scene } from "./lib/stage.js";

/** Waits until the table shows just what the hub has. */
async function showsTheTruth(viewer, fleet) {
  const wanted = (await fleet.get("/agents")).items.map((agent) => `${agent.id} ${agent.status}`).sort();
  await viewer.until("the table shows what the hub has", () => [...document.querySelectorAll("tbody tr[id]")].map((row) => `${row.querySelector(".name").textContent} ${row.dataset.status}`).sort(),
    (rows) => JSON.stringify(rows) === JSON.stringify(wanted));
}

scene("Hub_killed_under_an_open_page_and_restarted_is_found_again_with_nothing_stale", async (stage) => {
  const hub = await stage.hub();
  const fleet = new Fleet(hub);
  await fleet.agents("ada", "bob", "cyd");
  const viewer = await stage.open(fleet.url("?view=table"));
  viewer.allowAbsence();
  await hub.kill();
  await viewer.connection("reconnecting");
  await viewer.sees("#connection-banner", "lost its connection");
  await hub.start();
  await fleet.retire("bob");
  await fleet.block("ada");
  await fleet.agent("dan");
  await viewer.live();
  await showsTheTruth(viewer, fleet);
  await viewer.misses("#connection-banner");
  await fleet.agent("eve");
  await viewer.sees("tbody tr", "eve");
  await viewer.visit(fleet.url("/devtools"));
  await viewer.sees("body", '["dashboard","connection"]');
  await viewer.misses("body", "has no fetch");
}, { timeout: 240_000 });

scene("Dashboard_whose_hub_dies_says_so_refuses_to_act_and_recovers", async (stage) => {
  const hub = await stage.hub();
  const dashboard = await Dashboard.for(stage.t, hub.url);
  const fleet = new Fleet(hub, "default", dashboard.url);
  await fleet.agents("ada", "bob");
  await fleet.block("ada", "Which region?");
  const viewer = await stage.open(fleet.url("?view=table"));
  await hub.kill();
  await viewer.connection("reconnecting");
  await viewer.sees("#connection-text", "Hub: reconnecting");
  await viewer.sees("#connection-banner", "has not been heard");
  await viewer.find(".need button[data-verb=resolve]").click();
  await viewer.sees(".toast[data-kind=refused]", "nothing was sent");
  await viewer.sees(".need", "Which region?");
  await hub.start();
  assert.equal((await fleet.readAgent("ada")).status, "blocked", "nothing was done");
  await fleet.retire("bob");
  await fleet.agent("cyd");
  await viewer.live();
  await showsTheTruth(viewer, fleet);
  await viewer.sameDocument();
}, { timeout: 240_000 });

scene("Dashboard_opened_while_its_hub_is_away_says_so_and_comes_by_itself", async (stage) => {
  const hub = await stage.hub();
  const dashboard = await Dashboard.for(stage.t, hub.url);
  await hub.kill();
  const viewer = await stage.viewer();
  viewer.allow(/503/);
  await viewer.page.goto(`${dashboard.url}/w/default`);
  await viewer.sees("h1", "The hub cannot be reached");
  await hub.start();
  await viewer.sees("h2", "No agent has reported yet");
  await viewer.live();
});

scene("Action_sent_while_the_dashboard_is_gone_is_told_and_not_done", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada");
  await fleet.block("ada", "Which region?");
  const proxy = await Proxy.for(stage.t, fleet.hub.url);
  const viewer = await stage.open(fleet.at(proxy.url).url());
  viewer.allowAbsence();
  await proxy.cut();
  await viewer.connection("reconnecting");
  await viewer.find(".need button[data-verb=resolve]").click();
  await viewer.sees(".toast[data-kind=refused]", "Nothing was done");
  assert.equal((await fleet.readAgent("ada")).status, "blocked");
  await proxy.open();
  await viewer.live();
  await viewer.find(".need button[data-verb=resolve]").click();
  await viewer.sees(".toast[data-kind=done]", "ada is resolved.");
});

scene("Stream_that_freezes_is_noticed_and_replaced", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada");
  const proxy = await Proxy.for(stage.t, fleet.hub.url);
  const viewer = await stage.open(fleet.at(proxy.url).url("?view=table"));
  viewer.allowAbsence();
  await viewer.page.evaluate(() => {
    window.said = new Set();
    new MutationObserver(() => window.said.add(document.getElementById("connection-text").textContent.split(" ")[0])).observe(document.getElementById("connection-text"), { childList: true, subtree: true, characterData: true });
  });
  proxy.freeze();
  await fleet.agent("bob");
  await viewer.until("it is called stale", () => [...window.said], (said) => said.includes("Stale"));
  proxy.thaw();
  await viewer.live();
  await showsTheTruth(viewer, fleet);
  await viewer.sameDocument();
}, { timeout: 240_000 });

scene("Page_that_was_hidden_is_current_when_it_is_seen_again", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada", "bob");
  const viewer = await stage.open(fleet.url("?view=table"));
  await viewer.hide();
  await fleet.block("ada");
  await fleet.retire("bob");
  for (let i = 0; i < 40; i++) await fleet.agent(`new-${i}`);
  await viewer.hide(false);
  await viewer.live();
  await showsTheTruth(viewer, fleet);
  await fleet.retire("ada");
  await viewer.misses("tbody tr", "ada");
  await viewer.sameDocument();
});

scene("Browser_without_a_network_says_offline_and_comes_back", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada");
  const viewer = await stage.open(fleet.url("?view=table"));
  viewer.allowAbsence();
  await viewer.context.setOffline(true);
  await viewer.connection("offline");
  await viewer.sees("#connection-banner", "no network");
  await fleet.agent("bob");
  await viewer.context.setOffline(false);
  await viewer.live();
  await showsTheTruth(viewer, fleet);
});
