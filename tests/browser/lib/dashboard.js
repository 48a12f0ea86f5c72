import { Cadre } from "../../e2e/lib/cadre.js";
import { eventually, Hopeless } from "../../e2e/lib/wait.js";

/** A dashboard in a process of its own, for a hub elsewhere. */
export class Dashboard {
  static async start(hubUrl) {
    const dashboard = new Dashboard();
    dashboard.process = new Cadre("dashboard", "--hub", hubUrl, "--urls", "http://127.0.0.1:0");
    try {
      const [address] = await eventually("the dashboard prints its address", () => {
        if (dashboard.process.exited) throw new Hopeless(`the dashboard ended: ${dashboard.process.output}`);
        return /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(dashboard.process.stdout);
      }, 60_000);
      dashboard.url = address;
      return dashboard;
    } catch (error) {
      await dashboard.kill();
      throw error;
    }
  }

  /** One that lives as long as the test `t`. */
  static async for(t, hubUrl) {
    const dashboard = await Dashboard.start(hubUrl);
    t.after(() => dashboard.kill());
    return dashboard;
  }

  kill() {
    return this.process.kill();
  }
}
