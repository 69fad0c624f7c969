/** Sums of rates miss whole tokens by some 1e-16. */
const SLACK = 1e-9;

/** A token bucket a caller: so many requests at once, refilled evenly over the period. */
export class RateLimit {
  readonly #limit: number;
  readonly #periodMs: number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(limit: number, periodMs: number) {
    this.#limit = limit;
    this.#periodMs = periodMs;
  }

  /** Takes a token of `caller` at `now` (ms); 0 where there was one, else the seconds until there is. */
  take(caller: string, now: number): number {
    const rate = this.#limit / this.#periodMs;
    const known = this.#buckets.get(caller) ?? { tokens: this.#limit, at: now };
    const tokens = Math.min(known.tokens + (now - known.at) * rate, this.#limit);
    const isTaken = tokens >= 1 - SLACK;
    // To the end, whatever is answered: the buckets are in the order of their last use.
    this.#buckets.delete(caller);
    this.#buckets.set(caller, { tokens: isTaken ? tokens - 1 : tokens, at: now });
    this.#forget(now);
    return isTaken ? 0 : Math.ceil((1 - tokens) / rate / 1000);
  }

  /** Callers that are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Full buckets say nothing: callers that come once must not be kept forever. */
  #forget(now: number): void {
    for (const [caller, { at }] of this.#buckets) {
      if (now - at < this.#periodMs) return;
      this.#buckets.delete(caller);
    }
  }
}
