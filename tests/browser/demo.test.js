// What a newcomer sees.
import assert from "node:assert/strict";
import { Cadre } from "../e2e/lib/cadre.js";
import { eventually } from "../e2e/lib/wait.js";
import { scene } from "./lib/stage.js";

async function demo(stage) {
  const cadre = new Cadre("up", "--demo", "--urls", "http://127.0.0.1:0");
  stage.t.after(() => cadre.kill());
  const [address] = await eventually("the address of the dashboard is printed", () => /http:\/\/127\.0\.0\.1:[1-9]\d*\/w\/demo/.exec(cadre.stdout), 60_000);
  return stage.open(address);
}

scene("Demo_shows_agents_and_changes_by_itself_within_seconds", async (stage) => {
  const viewer = await demo(stage);
  const begun = performance.now();
  await viewer.sees(".agent-card");
  await viewer.sees(".simulated", "Simulated");
  const before = await viewer.text("#agents-result");
  await viewer.until("something changes by itself", () => document.getElementById("agents-result").innerText, (text) => text.replace(/\d+ (s|min)\b/g, "") !== before.replace(/\d+ (s|min)\b/g, ""));
  assert.ok(performance.now() - begun < 30_000);
  await viewer.until("there are twelve agents", () => document.querySelectorAll(".agent-card").length, (count) => count === 12);
  await viewer.sameDocument();
});

scene("Demo_asks_for_approval_and_heeds_what_is_said", async (stage) => {
  const viewer = await demo(stage);
  await viewer.find(".need button[data-verb=deny]").first().click();
  await viewer.sees(".toast", "goes on without it.");
  await viewer.find("a", "Activity").filter({ visible: true }).first().click();
  await viewer.sees("#activity, main", "Denied: ");
});
