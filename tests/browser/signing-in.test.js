// Where tokens are demanded: in by a link that works once, as who one is, and out.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, before } from "node:test";
import { Cadre } from "../e2e/lib/cadre.js";
import { Hub, temporaryFolder } from "../e2e/lib/hub.js";
import { Fleet } from "./lib/fleet.js";
import { scene } from "./lib/stage.js";

const data = temporaryFolder();
let hub, admin;

before(async () => {
  process.env.CADRE_REQUIRE_TOKENS = "true";
  const make = new Cadre("token", "create", "--role", "admin", "--workspace", "*", "--data", data);
  await make.ended();
  admin = { Authorization: `Bearer ${make.stdout.trim()}` };
  hub = await Hub.start({ data, template: "empty" });
});
after(async () => {
  await hub?.dispose();
  rmSync(data, { recursive: true, force: true });
});

let count = 0;

async function guarded() {
  const fleet = await Fleet.create(hub, `guarded-${++count}`, admin);
  await fleet.agents("ada");
  await fleet.block("ada", "Which region?");
  return fleet;
}

async function link(fleet, role = "operator") {
  const { code } = await hub.post("/api/sign-ins", { workspace: fleet.id, role, name: "kim" }, admin);
  return `${hub.url}/sign-in?code=${code}`;
}

async function signedIn(stage, fleet, role) {
  const viewer = await stage.viewer();
  await viewer.page.goto(await link(fleet, role));
  await viewer.page.getByRole("button", { name: "Enter" }).click();
  await viewer.page.waitForURL(fleet.url());
  await viewer.live();
  return viewer;
}

scene("Stranger_is_led_to_the_way_in_and_then_to_where_they_were_going", async (stage) => {
  const fleet = await guarded();
  const viewer = await stage.viewer();
  await viewer.page.goto(fleet.url("/conflicts?severity=low"));
  await viewer.sees("h1", "Sign in to Cadre");
  await viewer.page.getByLabel("One-time link").fill(await link(fleet));
  await viewer.page.getByRole("button", { name: "Enter" }).click();
  await viewer.page.waitForURL(fleet.url("/conflicts?severity=low"));
  await viewer.live();
});

scene("Link_works_once_and_says_so_the_second_time", async (stage) => {
  const fleet = await guarded();
  const once = await link(fleet);
  for (const isFirst of [true, false]) {
    const viewer = await stage.viewer();
    viewer.allow(/401/);
    await viewer.page.goto(once);
    await viewer.page.getByRole("button", { name: "Enter" }).click();
    if (isFirst) await viewer.sees(".need", "Which region?");
    else await viewer.sees(".field-error");
    assert.equal((await viewer.context.cookies()).some((cookie) => cookie.name === "cadre_session"), isFirst);
  }
});

scene("Wrong_code_shows_why", async (stage) => {
  const viewer = await stage.viewer();
  viewer.allow(/401/);
  await viewer.page.goto(`${hub.url}/sign-in`);
  await viewer.page.getByLabel("One-time link").fill("not-a-code");
  await viewer.page.getByRole("button", { name: "Enter" }).click();
  await viewer.sees(".field-error", "code");
  assert.equal(await viewer.page.getByLabel("One-time link").inputValue(), "not-a-code", "what was entered stays");
});

scene("Operator_acts_until_they_sign_out", async (stage) => {
  const fleet = await guarded();
  const viewer = await signedIn(stage, fleet, "operator");
  const [session] = (await viewer.context.cookies()).filter((cookie) => cookie.name === "cadre_session");
  assert.ok(session.httpOnly);
  await viewer.find(".need button[data-verb=resolve]").click();
  await viewer.sees(".toast", "ada is resolved.");
  await viewer.find("button.role").click();
  await viewer.find("#account .menu-item", "Sign out").click();
  await viewer.sees("h1", "Sign in to Cadre");
  await viewer.page.goto(fleet.url());
  await viewer.sees("h1", "Sign in to Cadre");
  const again = await fetch(fleet.url(), { headers: { Cookie: `cadre_session=${session.value}`, Accept: "text/html" }, redirect: "manual" });
  assert.equal(again.status, 302, "the session has ended, not only its cookie");
});

scene("Viewer_sees_all_but_no_action_and_a_forged_one_is_refused", async (stage) => {
  const fleet = await guarded();
  const viewer = await signedIn(stage, fleet, "viewer");
  await viewer.sees(".need", "Which region?");
  for (const path of ["", "?view=table", "/conflicts", "/work", "/agents/ada"]) {
    await viewer.visit(fleet.url(path));
    await viewer.misses("main form[method=post]");
    await viewer.misses("main a[data-dialog]");
  }
  const [session] = (await viewer.context.cookies()).filter((cookie) => cookie.name === "cadre_session");
  const answer = await fetch(fleet.url("/do/resolve"), {
    method: "POST", redirect: "manual", body: "agent=ada",
    headers: { Cookie: `cadre_session=${session.value}`, Origin: hub.url, "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded" },
  });
  assert.match(await answer.text(), /Your role is viewer/);
  assert.equal((await fleet.readAgent("ada")).status, "blocked");
});

scene("Session_of_one_workspace_does_not_show_another", async (stage) => {
  const [fleet, other] = [await guarded(), await guarded()];
  const viewer = await signedIn(stage, fleet, "operator");
  viewer.allow(/404/);
  const answer = await viewer.page.goto(other.url());
  assert.equal(answer.status(), 404);
  await viewer.sees("h1", "No such workspace");
});

scene("Session_that_is_revoked_ends_its_page_which_says_so", async (stage) => {
  const fleet = await guarded();
  const viewer = await signedIn(stage, fleet, "operator");
  viewer.allow(/401/, /Failed to load resource/, /htmx/i);
  const [session] = (await viewer.context.cookies()).filter((cookie) => cookie.name === "cadre_session");
  const revoked = await hub.send("DELETE", `/api/tokens/${session.value.split("_")[1]}`, undefined, admin);
  assert.ok(revoked.ok, `${revoked.status}`);
  await viewer.until("the page is no longer live", () => document.documentElement.dataset.live, (live) => live !== "live");
  await viewer.sees("#connection-banner");
  await fleet.agent("newcomer");
  await viewer.find(".need button[data-verb=resolve]").click();
  await viewer.sees(".toast[data-kind=refused]");
  assert.equal((await fleet.readAgent("ada")).status, "blocked");
  await viewer.misses(".agent-card", "newcomer");
});
