// Reports of agents and progress of their tasks, fifty a second, in turns of all agents.
import { setTimeout as pause } from 'node:timers/promises';

const perSecond = 50;

export class Feeder {
  /** Every change: whose card shows it, what it shows then, when it was sent and when the hub had answered. */
  sent = [];
  failures = 0;
  #hub;
  #agents;
  #number = 0;
  #stopped = new AbortController();
  #under = new Set();
  #running;

  constructor(hub, agents) {
    this.#hub = hub;
    this.#agents = agents;
  }

  /** A feeder for the agents whose tasks are of the generated fleet. */
  static async of(hub, firstTask) {
    const api = `${hub}/api/workspaces/default`;
    const { items } = await (await fetch(`${api}/agents?limit=10000`)).json();
    const agents = items.filter(({ currentTask }) => currentTask?.id >= firstTask).map(({ id, currentTask }) => ({ id, task: currentTask.id, title: currentTask.title.replace(/, part \d+$/, '') }));
    if (agents.length === 0) throw new Error(`no agent of ${items.length} works on a task from ${firstTask} on`);
    return new Feeder(api, agents);
  }

  start() {
    this.#running = this.#run();
  }

  async stop() {
    this.#stopped.abort();
    await this.#running;
    await Promise.all(this.#under);
    if (this.failures > 0) throw new Error(`${this.failures} changes were refused`);
  }

  // On a fixed schedule: an answer that is late must not slow the next change down.
  async #run() {
    const began = performance.now();
    for (let due = 0; !this.#stopped.signal.aborted; due += 1_000 / perSecond) {
      const wait = began + due - performance.now();
      if (wait > 0) await pause(wait);
      const sending = this.#send(this.#number++);
      this.#under.add(sending);
      sending.finally(() => this.#under.delete(sending));
    }
  }

  async #send(number) {
    const turn = Math.floor(number / 2);
    const agent = this.#agents[turn % this.#agents.length];
    const change = number % 2 === 0 ? this.#report(agent, turn) : this.#progress(agent, turn);
    const entry = { agent: agent.id, shows: change.shows, at: Date.now(), answered: NaN };
    this.sent.push(entry);
    try {
      const answer = await fetch(this.#hub + change.path, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change.body) });
      await answer.arrayBuffer();
      if (!answer.ok) this.failures++;
      entry.answered = Date.now();
    } catch {
      this.failures++;
    }
  }

  #report({ id, task, title }, turn) {
    const body = { currentTask: { id: task, title: `${title}, part ${turn}` }, riskScore: (turn * 7) % 60, contextTokens: 20_000 + ((turn * 997) % 150_000) };
    return { path: `/agents/${encodeURIComponent(id)}`, body, shows: `part ${turn}` };
  }

  #progress({ task }, turn) {
    const progress = ((Math.floor(turn / this.#agents.length) + 1) * 19 + turn) % 100;
    return { path: `/tasks/${task}`, body: { status: 'in_progress', progress }, shows: `${progress} %` };
  }
}
