/** Which desks are in use: a tab holds its own as long as it lives, however it ends. */
export interface DeskLocks {
  /** Takes a desk for this page, after at most so many ms; false where another tab has it. */
  readonly hold: (id: string, waitMs?: number) => Promise<boolean>;
  readonly letGo: (id: string) => void;
}

/** By the browser's locks, which outlive no tab and need no clock. */
export function deskLocks(locks: Pick<LockManager, 'request'>): DeskLocks {
  const held = new Map<string, () => void>();
  const ask = async (id: string, options: LockOptions): Promise<boolean> => {
    const granted = Promise.withResolvers<boolean>();
    locks
      .request(`levy-desk-${id}`, options, (lock) => {
        granted.resolve(lock !== null);
        if (!lock) return undefined;
        return new Promise<void>((resolve) => held.set(id, resolve));
      })
      .catch((error: unknown) => granted.reject(error));
    try {
      return await granted.promise;
    } catch (error) {
      // The wait is over.
      if (options.signal?.aborted) return false;
      throw error;
    }
  };
  return {
    hold: async (id, waitMs = 0) => {
      if (await ask(id, { ifAvailable: true })) return true;
      return waitMs > 0 && ask(id, { signal: AbortSignal.timeout(waitMs) });
    },
    letGo: (id) => {
      held.get(id)?.();
      held.delete(id);
    },
  };
}
