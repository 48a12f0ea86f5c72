// A tab that nobody looks at: it costs next to nothing, and still says who needs somebody.
import assert from "node:assert/strict";
import { scene } from "./lib/stage.js";

const icon = () => document.getElementById("favicon").getAttribute("href");

/** A window that keeps the notices it would show. */
async function watching(stage, fleet, { permission = "granted" } = {}) {
  const viewer = await stage.viewer();
  await viewer.context.addInitScript((permission) => {
    window.notices = [];
    window.Notification = class {
      static permission = permission;
      static requestPermission = () => Promise.resolve(permission);
      constructor(title, options) {
        window.notices.push({ title, ...options, click: () => this.onclick() });
      }
    };
  }, permission);
  await viewer.visit(fleet.url());
  return viewer;
}

const noticesOf = (viewer) => viewer.page.evaluate(() => window.notices.map(({ title, body }) => `${title} (${body})`));

async function turnOn(viewer) {
  await viewer.find("[popovertarget=account]").click();
  await viewer.find("#account [data-notify]", "Notify me: off").click();
  await viewer.sees("#account [data-notify]", "Notify me: on");
  await viewer.press("Escape");
}

/** Waits until the tab has heard who needs somebody: those are no news. */
const listens = (viewer) => viewer.until("it has heard", () => document.documentElement.dataset.background === "heard");

scene("Tab_in_the_background_counts_who_needs_somebody_in_its_title_and_icon", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada", "bob");
  const viewer = await stage.open(fleet.url());
  const calm = await viewer.page.evaluate(icon);
  await viewer.hide();
  await fleet.block("ada", "Which region?");
  await viewer.until("the title counts it", () => document.title, (title) => title === `(1) ${fleet.id} – Cadre`);
  assert.notEqual(await viewer.page.evaluate(icon), calm);
  assert.equal(await viewer.find(".need").count(), 0, "the page itself stands still");
  await fleet.report("ada", { status: "running" });
  await viewer.until("the title is calm again", () => document.title, (title) => title === `${fleet.id} – Cadre`);
  await fleet.block("bob", "Which colour?");
  await viewer.hide(false);
  await viewer.sees(".need", "Which colour?");
  await viewer.until("the title counts it", () => document.title, (title) => title === `(1) ${fleet.id} – Cadre`);
  await viewer.sameDocument();
});

scene("Notices_are_shown_once_each_when_they_are_wanted_and_nobody_looks", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada", "bob", "cyd", "dan", "eve");
  await fleet.block("ada", "Which region?");
  const viewer = await watching(stage, fleet);
  await viewer.hide();
  await fleet.block("bob", "Not wanted yet");
  await viewer.until("the title counts it", () => document.title, (title) => title.startsWith("(2)"));
  assert.deepEqual(await noticesOf(viewer), []);
  await viewer.hide(false);
  await turnOn(viewer);
  await fleet.block("cyd", "Seen while it is looked at");
  await viewer.sees(".need", "Seen while it is looked at");
  assert.deepEqual(await noticesOf(viewer), []);

  await viewer.hide();
  await listens(viewer);
  await fleet.report("dan", { status: "error", blocker: "The tests fail" });
  await viewer.until("one notice", () => window.notices.length, (count) => count === 1);
  assert.deepEqual(await noticesOf(viewer), [`dan has failed: The tests fail (${fleet.id})`]);
  await viewer.page.evaluate(() => window.notices[0].click());
  await viewer.page.waitForURL("**/agents/dan");
});

scene("Many_who_need_somebody_at_once_are_one_notice", async (stage) => {
  const fleet = await stage.fleet();
  const names = ["ada", "bob", "cyd", "dan", "eve"];
  await fleet.agents(...names);
  const viewer = await watching(stage, fleet);
  await turnOn(viewer);
  await viewer.hide();
  await listens(viewer);
  await Promise.all(names.map((name) => fleet.block(name, "May I?")));
  await viewer.until("they are told", () => window.notices.length, (count) => count > 0);
  await viewer.until("all are counted", () => document.title, (title) => title.startsWith("(5)"));
  const told = await noticesOf(viewer);
  assert.ok(told.length < names.length, `${told}`);
});

scene("Tabs_in_the_background_share_one_connection_and_the_next_takes_over", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada", "bob");
  const first = await stage.open(fleet.url());
  const second = await first.sibling(fleet.url("/work"));
  let streams = 0;
  first.context.on("request", (request) => (streams += request.url().endsWith("/needs") ? 1 : 0));
  await first.hide();
  await listens(first);
  await second.hide();
  await fleet.block("ada", "Which region?");
  for (const viewer of [first, second]) await viewer.until("the title counts it", () => document.title, (title) => title.startsWith("(1)"));
  assert.equal(streams, 1);
  await first.hide(false);
  await listens(second);
  await fleet.block("bob", "Which colour?");
  await second.until("the title counts it", () => document.title, (title) => title.startsWith("(2)"));
  assert.equal(streams, 2);
});

scene("Notices_that_the_browser_blocks_are_not_promised", async (stage) => {
  const fleet = await stage.fleet();
  const viewer = await watching(stage, fleet, { permission: "denied" });
  await viewer.find("[popovertarget=account]").click();
  await viewer.find("#account [data-notify]").click();
  await viewer.sees("#account [data-notify]", "Notices are blocked by the browser");
});
