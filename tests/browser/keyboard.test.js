// Everything by keyboard.
import assert from "node:assert/strict";
import { scene } from "./lib/stage.js";

async function troubled(stage) {
  const fleet = await stage.fleet();
  await fleet.agents("ada", "bob", "cyd");
  await fleet.task("Paint the door");
  await fleet.block("bob", "Which colour?");
  return { fleet, viewer: await stage.open(fleet.url()) };
}

const focused = () => {
  const element = document.activeElement;
  return { id: element.id, text: element.innerText ?? "", inside: element.closest("dialog")?.id ?? "", item: element.closest(".need, .agent-card")?.id ?? "" };
};

scene("Keys_lead_to_every_page", async (stage) => {
  const { fleet, viewer } = await troubled(stage);
  for (const [key, heading, path] of [["c", "Conflicts", "/conflicts"], ["w", "Work", "/work"], ["a", "Activity", "/activity"], ["d", "Query devtools", "/devtools"], ["f", "Fleet", ""]]) {
    await viewer.press("g", key);
    await viewer.find("h1", heading).waitFor({ state: "attached" });
    await viewer.live();
    assert.equal(viewer.page.url(), fleet.url(path));
  }
});

scene("Skip_link_is_first_and_leads_to_the_content", async (stage) => {
  const { viewer } = await troubled(stage);
  await viewer.press("Tab");
  await viewer.sees(".skip-link:focus-visible", "Skip to content");
  await viewer.press("Enter");
  await viewer.until("the content has the focus", () => document.activeElement.id, (id) => id === "main");
});

scene("Question_mark_shows_the_keys_and_escape_hides_them", async (stage) => {
  const { viewer } = await troubled(stage);
  await viewer.press("?");
  await viewer.sees("#help:popover-open", "Keyboard");
  await viewer.press("Escape");
  await viewer.misses("#help:popover-open");
});

scene("Letters_typed_into_a_field_do_nothing_else", async (stage) => {
  const { viewer } = await troubled(stage);
  await viewer.press("/");
  await viewer.page.keyboard.type("ra?t");
  await viewer.until("they are in the field", () => document.getElementById("filter-q").value, (value) => value === "ra?t");
  assert.equal(await viewer.find("[popover]:popover-open, dialog[open]").count(), 0);
});

scene("Keys_walk_the_list_select_and_resolve", async (stage) => {
  const { fleet, viewer } = await troubled(stage);
  await viewer.press("n");
  assert.equal((await viewer.page.evaluate(focused)).item, "need_bob");
  await viewer.press("j");
  const first = (await viewer.page.evaluate(focused)).item;
  assert.match(first, /^agent_/);
  await viewer.press("j");
  assert.notEqual((await viewer.page.evaluate(focused)).item, first);
  await viewer.press("k");
  assert.equal((await viewer.page.evaluate(focused)).item, first);
  await viewer.press("x");
  await viewer.sees("#select", "selected");
  assert.equal(await viewer.find("input[name=agent]:checked").count(), 1);
  await viewer.press("n", "r");
  await viewer.sees(".toast", "bob is resolved.");
  assert.equal((await fleet.readAgent("bob")).status, "resolved");
  await viewer.press("z");
  await viewer.sees(".toast", "Undone: ");
  await viewer.sees(".need", "Which colour?");
});

scene("Dialog_keeps_the_focus_and_gives_it_back", async (stage) => {
  const { viewer } = await troubled(stage);
  const opener = viewer.page.getByRole("button", { name: "Actions for ada", exact: true });
  await opener.focus();
  await viewer.press("Enter");
  await viewer.sees(".menu:popover-open", "Assign a task");
  await viewer.press("Tab");
  await viewer.until("the menu has the focus", () => document.activeElement.innerText, (text) => text.includes("Assign a task"));
  await viewer.press("Enter");
  await viewer.sees("#dialog[open]", "Paint the door");
  for (let i = 0; i < 12; i++) {
    await viewer.press("Tab");
    assert.ok(await viewer.page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("#dialog") !== null), `the focus left the dialog after ${i + 1} steps`);
  }
  await viewer.press("Escape");
  await viewer.misses("#dialog[open]");
  assert.equal(await opener.evaluate((button) => button === document.activeElement), true, JSON.stringify(await viewer.page.evaluate(focused)));
});

scene("Keys_open_the_past_step_through_it_and_come_back", async (stage) => {
  const { fleet, viewer } = await troubled(stage);
  await viewer.press("t");
  await viewer.sees("#timebar", "The past");
  const at = () => Number(new URL(viewer.page.url()).searchParams.get("at"));
  const newest = at();
  await viewer.press("[");
  await viewer.until("one event back", () => location.search, (search) => search === `?at=${newest - 1}`);
  await viewer.sees("#timebar", `#${newest - 1} of`);
  await viewer.press("]");
  await viewer.until("one event forward", () => location.search, (search) => search === `?at=${newest}`);
  await viewer.sees("#timebar", `#${newest} of`);
  await viewer.press("Escape");
  await viewer.until("now again", () => location.search, (search) => search === "");
  await viewer.live();
  await viewer.misses("#timebar");
  assert.equal(new URL(viewer.page.url()).pathname, new URL(fleet.url()).pathname);
});

scene("Focus_is_always_to_be_seen", async (stage) => {
  const { fleet, viewer } = await troubled(stage);
  for (const path of ["", "?view=table", "/conflicts", "/work", "/activity", "/agents/bob", "/tasks/1"]) {
    await viewer.visit(fleet.url(path));
    for (let i = 0; i < 40; i++) {
      await viewer.press("Tab");
      const seen = await viewer.page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return "the end";
        // A box that stands for its field may show the focus of it.
        const shown = [element, element.parentElement, element.closest("label")].filter(Boolean).map((one) => getComputedStyle(one));
        return shown.some((style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none") ? "" : element.outerHTML.slice(0, 200);
      });
      if (seen === "the end") break;
      assert.equal(seen, "", `on ${path}`);
    }
  }
});
