// The pages are for everybody: on a phone, in the dark, without scripts, for those who hear them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { scene } from "./lib/stage.js";
import { settle } from "./lib/village.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const phone = { width: 390, height: 844 };

async function opened(stage) {
  const viewer = await stage.viewer({ reducedMotion: "reduce" });
  await viewer.context.addInitScript({ content: axe });
  return viewer;
}

/** Looks at the page wide and narrow, dark and light. */
async function check(viewer, what) {
  const wrong = [];
  for (const [width, height] of [[1280, 900], [phone.width, phone.height]]) {
    await viewer.page.setViewportSize({ width, height });
    for (const colorScheme of ["dark", "light"]) {
      await viewer.page.emulateMedia({ colorScheme });
      const found = await viewer.page.evaluate(async () => {
        // Parts out of view are not painted, and keep the colours of the scheme before until they are.
        const paint = new CSSStyleSheet();
        paint.replaceSync("* { content-visibility: visible !important }");
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, paint];
        // Colours change softly: in between they have no contrast.
        const changing = () => document.getAnimations().filter((animation) => animation instanceof CSSTransition);
        for (let turn = 0, calm = 0; calm < 3; turn++) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          calm = changing().length === 0 ? calm + 1 : 0;
          if (turn > 250) throw new Error(`colours do not come to rest: ${changing().map(({ transitionProperty, effect }) => `${transitionProperty} of ${effect.target.outerHTML.slice(0, 100)}`)}`);
        }
        const { violations } = await axe.run({ resultTypes: ["violations"] });
        return violations.filter(({ impact }) => ["serious", "critical"].includes(impact)).flatMap(({ id, nodes }) => nodes.map((node) => ({ id, target: String(node.target), why: node.failureSummary })));
      });
      // Nodes of the graph cut long titles; their names have all of it.
      const counts = ({ id, target }) => !(id === "label-content-name-mismatch" && target.startsWith("#graph-task-"));
      wrong.push(...found.filter(counts).map(({ id, target, why }) => `${what}, ${width} px, ${colorScheme}: ${id} at ${target}: ${why.split("\n")[1]?.trim()}`));
    }
  }
  const sideways = await viewer.page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth <= clientWidth ? [] : [`${scrollWidth} of ${clientWidth} px`, ...[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > clientWidth + 1).slice(0, 5).map((e) => e.outerHTML.slice(0, 120))];
  });
  if (sideways.length > 0) wrong.push(`${what} scrolls sideways: ${sideways.join(" ")}`);
  await viewer.page.setViewportSize({ width: 1280, height: 900 });
  return wrong;
}

const pages = {
  "the fleet as cards": "",
  "the fleet as a table": "?view=table&group=status",
  "no match": "?q=nothing-like-that",
  conflicts: "/conflicts",
  work: "/work",
  activity: "/activity",
  "an agent": "/agents/frontend/cyd",
  "a task": "/tasks/1",
  "a question": "/ask/reallocate?task=1",
  "the past": "?at=12",
  devtools: "/devtools",
};

scene("Pages_have_no_serious_fault_of_access_and_do_not_scroll_sideways", async (stage) => {
  const fleet = await stage.fleet();
  await settle(fleet);
  const viewer = await opened(stage);
  const wrong = [];
  for (const [what, path] of Object.entries(pages)) {
    await viewer.visit(fleet.url(path));
    wrong.push(...await check(viewer, what));
  }
  assert.equal(wrong.length, 0, wrong.join("\n"));
}, { timeout: 300_000 });

scene("Dialogs_menus_and_other_pages_have_no_serious_fault_of_access", async (stage) => {
  const fleet = await stage.fleet();
  const viewer = await opened(stage);
  viewer.allow(/404/);
  const wrong = [];
  await viewer.visit(fleet.url());
  wrong.push(...await check(viewer, "no agent yet"));
  const { needy } = await settle(fleet);
  await viewer.visit(fleet.url());
  await viewer.page.getByRole("button", { name: `Actions for ${needy}`, exact: true }).click();
  wrong.push(...await check(viewer, "an open menu"));
  await viewer.find(".menu:popover-open .menu-item", "Answer and unblock").click();
  await viewer.sees("#dialog[open]", "Unblock");
  wrong.push(...await check(viewer, "a dialog"));
  await viewer.press("Escape", "?");
  await viewer.sees("#help:popover-open");
  wrong.push(...await check(viewer, "the keys"));
  for (const [what, url] of [["signing in", `${fleet.site}/sign-in`], ["a link to enter", `${fleet.site}/sign-in?code=x`], ["no such page", fleet.url("/nowhere")], ["no such moment", fleet.url("?at=never")], ["no such agent", fleet.url("/agents/nobody")]]) {
    await viewer.page.goto(url);
    wrong.push(...await check(viewer, what));
  }
  assert.equal(wrong.length, 0, wrong.join("\n"));
}, { timeout: 300_000 });

scene("Pages_without_scripts_show_everything_and_say_that_they_stand_still", async (stage) => {
  const fleet = await stage.fleet();
  const { task } = await settle(fleet);
  const viewer = await stage.viewer({ javaScriptEnabled: false });
  for (const [path, ...texts] of [["", "backend/ada", "Which of the two layouts", "stands still"], ["?view=table", "backend/ada"], ["/conflicts", "bob"], ["/work", "Write what changed"], ["/activity", "wrote 214 tests"], ["/agents/backend/ada", "Move the ledger"], [`/tasks/${task}`, "Move the ledger"], ["?at=3", "lead"]]) {
    await viewer.page.goto(fleet.url(path));
    const text = await viewer.page.locator("body").innerText();
    for (const wanted of texts) assert.ok(text.includes(wanted), `${path || "/"} has “${wanted}”: ${text.slice(0, 600)}`);
  }
  await viewer.page.goto(fleet.url());
  await viewer.find("#filter-q").fill("frontend");
  await viewer.page.getByRole("button", { name: "Apply" }).click();
  await viewer.sees(".agent-card", "frontend/cyd");
  await viewer.misses(".agent-card .name", "backend/ada");
});

scene("Phone_has_its_own_bar_and_reaches_every_page", async (stage) => {
  const fleet = await stage.fleet();
  await settle(fleet);
  const viewer = await stage.open(fleet.url(), { ...phone, hasTouch: true, isMobile: true });
  for (const [name, heading] of [["Conflicts", "Conflicts"], ["Work", "Work"], ["Activity", "Activity"], ["Fleet", "Fleet"]]) {
    await viewer.find(".bottombar a", name).tap();
    await viewer.find("h1", heading).waitFor({ state: "attached" });
    await viewer.live();
  }
  await viewer.page.getByRole("button", { name: "More", exact: true }).tap();
  await viewer.find("#more .menu-item", "Time travel").tap();
  await viewer.sees("#timebar", "The past");
});
