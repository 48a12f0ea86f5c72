import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "../../e2e/lib/wait.js";

const patience = 30_000;

/** Somebody who looks at the dashboard, and notes all that their browser complains about. */
export class Viewer {
  faults = [];
  #allowed = [];

  static async open(browser, { width = 1280, height = 900, ...options } = {}) {
    const viewer = new Viewer();
    viewer.context = await browser.newContext({ viewport: { width, height }, ...options });
    viewer.context.setDefaultTimeout(patience);
    await viewer.context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    });
    viewer.page = await viewer.context.newPage();
    viewer.#watch(viewer.page);
    return viewer;
  }

  /** Another tab of the same browser. */
  async sibling(url) {
    const tab = new Viewer();
    tab.context = this.context;
    tab.faults = this.faults;
    tab.page = await this.context.newPage();
    tab.#watch(tab.page);
    await tab.visit(url);
    return tab;
  }

  /** Complaints that the test provokes. */
  allow(...patterns) {
    this.#allowed.push(...patterns);
    this.faults = this.faults.filter((fault) => !patterns.some((pattern) => pattern.test(fault)));
  }

  /** What a browser says when nobody answers at the other end. */
  allowAbsence() {
    this.allow(/net::ERR_/, /Failed to load resource/, /htmx:error|TypeError: (network error|Failed to fetch)/);
  }

  #watch(page) {
    const note = (fault) => {
      if (!this.#allowed.some((pattern) => pattern.test(fault))) this.faults.push(fault);
    };
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) note(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => note(`page error: ${error.stack}`));
    page.on("requestfailed", (request) => {
      // A page that is left gives up its stream.
      if (request.failure()?.errorText !== "net::ERR_ABORTED") note(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) note(`${response.status()}: ${response.request().method()} ${response.url()}`);
    });
  }

  async visit(url) {
    await this.page.goto(url);
    await this.live();
    await this.page.evaluate(() => (window.mark = "same document"));
  }

  /** Waits until the page hears what happens. */
  live() {
    return this.connection("live");
  }

  connection(state) {
    return this.until(`the connection is ${state}`, () => document.documentElement.dataset.live, (live) => live === state);
  }

  /** Puts the tab into the background, or brings it back. */
  hide(hidden = true) {
    return this.page.evaluate((hidden) => {
      for (const [name, value] of [["hidden", hidden], ["visibilityState", hidden ? "hidden" : "visible"]]) Object.defineProperty(document, name, { configurable: true, get: () => value });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  }

  /** Fails if the page was loaded again since it was visited. */
  async sameDocument() {
    assert.equal(await this.page.evaluate(() => window.mark), "same document", "the page was loaded again");
  }

  /** Waits until what is evaluated in the page is as wanted, and returns it. */
  async until(what, read, wanted = Boolean, argument = undefined) {
    let last;
    return (await eventually(() => `${what}; it was ${JSON.stringify(last)}`, async () => {
      last = await this.page.evaluate(read, argument);
      return wanted(last) && { last };
    }, patience)).last;
  }

  find(selector, text) {
    const found = this.page.locator(selector);
    return text === undefined ? found : found.filter({ hasText: text });
  }

  /** Waits until something is to be seen. */
  sees(selector, text) {
    return this.find(selector, text).first().waitFor({ state: "visible" });
  }

  /** Waits until something is not to be seen, or no longer. */
  misses(selector, text) {
    return eventually(`no ${selector} ${text ?? ""} is seen`, async () => (await this.find(selector, text).filter({ visible: true }).count()) === 0, patience);
  }

  text(selector) {
    return this.page.locator(selector).first().innerText();
  }

  press(...keys) {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  /** Chromium may take minutes to close a window whose page is just being replaced; nobody waits for that, it ends with the browser. */
  close() {
    return Promise.race([this.context.close(), pause(10_000, undefined, { ref: false })]);
  }
}
