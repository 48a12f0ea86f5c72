import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { repository } from "../../e2e/lib/cadre.js";
import { Hub } from "../../e2e/lib/hub.js";
import { launch } from "./chromium.js";
import { Dashboard } from "./dashboard.js";
import { Fleet } from "./fleet.js";
import { Proxy, writesOf } from "./proxy.js";
import { Viewer } from "./viewer.js";

const pictures = join(repository, "artifacts/browser");
let browser, shared, proxy, dashboard;

before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await dashboard?.kill();
  await proxy?.cut();
  await shared?.dispose();
});

/** What a test works with: browsers that watch for faults, hubs and fleets. All of it ends with the test. */
export class Stage {
  #viewers = [];
  #t;
  static #fleets = 0;

  constructor(t) {
    this.#t = t;
  }

  get t() {
    return this.#t;
  }

  /** A fleet of its own, on a hub that the tests of a file share. */
  async fleet() {
    shared ??= await Hub.start({ template: "empty" });
    return Fleet.create(shared, `w${process.pid}-${++Stage.#fleets}`);
  }

  /** A fleet of its own on the shared hub, seen through a dashboard alone whose way to the hub can be held up: `hold()` holds what is written next. */
  async distantFleet() {
    const fleet = await this.fleet();
    if (!dashboard) {
      proxy = new Proxy(shared.url);
      await proxy.open();
      dashboard = await Dashboard.start(proxy.url);
    }
    const distant = fleet.at(dashboard.url);
    distant.hold = () => proxy.hold(writesOf(fleet.id));
    return distant;
  }

  /** A hub that only this test has. */
  hub(options) {
    return Hub.for(this.#t, { template: "empty", ...options });
  }

  /** A browser window of its own, with its own cookies. */
  async viewer(options) {
    const viewer = await Viewer.open(browser, options);
    this.#viewers.push(viewer);
    return viewer;
  }

  /** A window that shows the address, live. */
  async open(url, options) {
    const viewer = await this.viewer(options);
    await viewer.visit(url);
    return viewer;
  }

  assertClean() {
    for (const viewer of this.#viewers) assert.deepEqual(viewer.faults, [], "the browser complained");
  }

  async photograph(name) {
    mkdirSync(pictures, { recursive: true });
    for (const [i, viewer] of this.#viewers.entries()) {
      await viewer.page.screenshot({ path: join(pictures, `${name}-${i}.png`) }).catch(() => {});
      console.log(`window ${i} at ${viewer.page.url()}: ${JSON.stringify(viewer.faults)}`);
    }
  }

  async close() {
    for (const viewer of this.#viewers) await viewer.close();
  }
}

/** A test in the browser: it fails if what it says is not so, and if the browser complains about anything. A failed one leaves a picture in artifacts/browser. */
export function scene(name, play, options = {}) {
  test(name, { timeout: 180_000, ...options }, async (t) => {
    const stage = new Stage(t);
    try {
      await play(stage);
      stage.assertClean();
    } catch (error) {
      await stage.photograph(name);
      throw error;
    } finally {
      await stage.close();
    }
  });
}
