// Pictures of every page, of a demo that is watched until enough happens: node screenshots.js FOLDER FOLDER-OF-THE-DOCS
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Cadre } from "../e2e/lib/cadre.js";
import { eventually } from "../e2e/lib/wait.js";
import { launch } from "./lib/chromium.js";
import { Viewer } from "./lib/viewer.js";

const [folder, docs] = process.argv.slice(2);
const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
const themes = ["dark", "light"];
const inDocs = {
  "fleet-wide-dark": "fleet",
  "fleet-narrow-light": "fleet-narrow",
  "work-wide-dark": "work",
  "conflicts-wide-light": "conflicts",
  "past-wide-dark": "past",
};

const cadre = new Cadre("up", "--demo", "--urls", "http://127.0.0.1:0");
let browser;
try {
  const [site] = await eventually("the address is printed", () => /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(cadre.stdout), 60_000);
  const ask = async (path) => (await fetch(`${site}/api/workspaces/demo${path}`)).json();
  const begun = Date.now();
  const { needy, task } = await eventually("enough happens in the demo", async () => {
    const needy = (await ask("/agents")).items.filter((agent) => ["blocked", "error"].includes(agent.status));
    const predicted = (await ask("/conflicts")).items.length;
    const task = (await ask("/graph")).longestChain?.[0];
    return Date.now() - begun > 90_000 && needy.length >= 2 && predicted >= 3 && task && { needy, task };
  }, 300_000);
  const sequence = Number((await ask("")).cursor.split(":")[1]);
  const path = encodeURIComponent(needy[0].id).replaceAll("%2F", "/");
  const pages = {
    fleet: "/w/demo",
    conflicts: "/w/demo/conflicts",
    work: "/w/demo/work",
    past: `/w/demo?at=${Math.max(1, sequence - 30)}`,
    table: "/w/demo?view=table",
    grouped: "/w/demo?group=status",
    "no-match": "/w/demo?q=nothing-like-that",
    empty: "/w/nobody",
    activity: "/w/demo/activity",
    agent: `/w/demo/agents/${path}`,
    task: `/w/demo/tasks/${task}`,
    "past-work": `/w/demo/work?at=${Math.max(1, sequence - 30)}`,
    ask: `/w/demo/ask/reallocate?task=${task}`,
    devtools: "/w/demo/devtools",
    "sign-in": "/sign-in",
    "not-found": "/w/demo/nowhere",
  };
  await fetch(`${site}/api/workspaces`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ id: "nobody" }) });
  // Pages that show trouble wait for some.
  const troubles = {
    fleet: async () => (await ask("/agents")).items.filter((agent) => ["blocked", "error"].includes(agent.status)).length >= 2,
    conflicts: async () => (await ask("/conflicts")).items.filter(({ risk }) => risk >= 0.4).length >= 2,
  };
  browser = await launch();
  mkdirSync(folder, { recursive: true });
  mkdirSync(docs, { recursive: true });
  for (const [name, address] of Object.entries(pages)) {
    for (const [size, viewport] of Object.entries(sizes)) {
      for (const colorScheme of themes) {
        if (troubles[name]) await eventually("enough trouble", troubles[name], 120_000).catch(() => {});
        const viewer = await Viewer.open(browser, { ...viewport, colorScheme, reducedMotion: "reduce" });
        await viewer.page.goto(site + address);
        if (await viewer.find("#connection").count()) await viewer.live();
        // Room for scrollbars, which pictures do not have.
        await viewer.page.evaluate(() => (document.documentElement.style.scrollbarGutter = "auto"));
        await viewer.page.evaluate(() => document.fonts.ready.then(() => {}));
        if (name.includes("work")) await viewer.find("#dependencies .graph-node, #dependencies .empty").first().waitFor();
        const picture = `${name}-${size}-${colorScheme}`;
        await viewer.page.screenshot({ path: join(folder, `${picture}.png`) });
        await viewer.page.screenshot({ path: join(folder, `${picture}-all.png`), fullPage: true });
        if (picture in inDocs) copyFileSync(join(folder, `${picture}.png`), join(docs, `${inDocs[picture]}.png`));
        await viewer.close();
      }
    }
    console.log(name);
  }
} finally {
  await browser?.close();
  await cadre.kill();
}
