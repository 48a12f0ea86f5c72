import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

const dotnet = process.env.DOTNET ?? "dotnet";

const fail = (message) => {
  throw new Error(message);
};

/** The command that runs the tool: E2E_CADRE, or the newest build in artifacts/. */
function tool() {
  if (process.env.E2E_CADRE) {
    return process.env.E2E_CADRE.endsWith(".dll") ? [dotnet, process.env.E2E_CADRE] : [process.env.E2E_CADRE];
  }
  const built = ["release", "debug"]
    .map((configuration) => join(repository, "artifacts/bin/Cadre.Cli", configuration, "cadre.dll"))
    .filter(existsSync)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  return [dotnet, built[0] ?? fail("cadre is not built: run dotnet build, or set E2E_CADRE to the tool")];
}

/** A running `cadre` command with what it printed. */
export class Cadre {
  stdout = "";
  stderr = "";
  #exit;

  constructor(...args) {
    const [command, ...before] = tool();
    this.args = args;
    this.process = spawn(command, [...before, ...args], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", DOTNET_NOLOGO: "1" },
    });
    this.process.stdout.on("data", (data) => (this.stdout += data));
    this.process.stderr.on("data", (data) => (this.stderr += data));
    this.#exit = new Promise((resolve, reject) => {
      this.process.on("error", reject);
      this.process.on("close", (code, signal) => resolve({ code, signal }));
    });
    this.#exit.then((exit) => (this.exited = exit), () => {});
  }

  /** All that was printed, for messages of failed tests. */
  get output() {
    return `cadre ${this.args.join(" ")}\n--- stdout\n${this.stdout}\n--- stderr\n${this.stderr}`;
  }

  signal(name) {
    this.process.kill(name);
  }

  /** Waits for the end; the exit code and all output. */
  async ended(ms = 60_000) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`did not end within ${ms} ms: ${this.output}`)), ms);
    });
    try {
      return await Promise.race([this.#exit, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async kill() {
    if (!this.exited) this.process.kill("SIGKILL");
    await this.ended();
  }
}
