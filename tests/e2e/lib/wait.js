import { setTimeout as sleep } from "node:timers/promises";

export { sleep };

/** An error after which waiting is in vain. */
export class Hopeless extends Error {}

/** Resolves with the first truthy value of `probe`; fails with `what` (a text, or what makes one) and the last error when `ms` have passed. */
export async function eventually(what, probe, ms = 10_000) {
  const deadline = performance.now() + ms;
  let last;
  for (;;) {
    try {
      const value = await probe();
      if (value) return value;
      last = undefined;
    } catch (error) {
      if (error instanceof Hopeless) throw error;
      last = error;
    }
    if (performance.now() > deadline) {
      const described = typeof what === "function" ? what() : what;
      throw new Error(`${described}: not within ${ms} ms${last ? ` (${last.message})` : ""}`, { cause: last });
    }
    await sleep(20);
  }
}

/** The promise's value, or an error that names `what` when it takes longer than `ms`. */
export async function within(ms, what, promise) {
  const abort = new AbortController();
  try {
    return await Promise.race([
      promise,
      sleep(ms, undefined, { signal: abort.signal }).then(() => {
        throw new Error(`${what}: not within ${ms} ms`);
      }),
    ]);
  } finally {
    abort.abort();
    promise.catch(() => {});
  }
}
