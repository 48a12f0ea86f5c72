/** A seeded generator (mulberry32), so that a failing run can be repeated. */
export class Random {
  #state;

  constructor(seed = Number(process.env.E2E_SEED ?? Date.now() % 0xffffffff)) {
    this.seed = seed;
    this.#state = seed >>> 0;
  }

  /** A number in [0, 1). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** An integer in [from, to). */
  between(from, to) {
    return from + Math.floor(this.next() * (to - from));
  }

  pick(values) {
    return values[this.between(0, values.length)];
  }
}
