/**
 * Rejects pending promises when what should settle them has died: a lost graphics device and a
 * crashed worker both leave theirs pending for ever. (Racing each against one promise that lives
 * as long as the device would keep every result in memory.)
 */
export class Lifeline {
  readonly #pending = new Set<(error: Error) => void>();
  #error: Error | undefined;

  /** Settles as `promise` does, or rejects at the end of the line or after `limitMs`. */
  guard<T>(promise: Promise<T>, limitMs?: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        this.#pending.delete(reject);
      };
      const timer =
        limitMs &&
        setTimeout(() => reject(new Error(`No answer in ${limitMs / 1000} s.`)), limitMs);
      this.#pending.add(reject);
      promise.then(resolve, reject).finally(settle);
      if (this.#error) reject(this.#error);
    });
  }

  /** Rejects all that is guarded now or later. Only the first reason counts. */
  end(error: Error): void {
    this.#error ??= error;
    for (const reject of this.#pending) reject(this.#error);
    this.#pending.clear();
  }
}
