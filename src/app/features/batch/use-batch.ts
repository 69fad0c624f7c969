import { use } from 'react';
import { useStore } from 'zustand';
import type { BatchState, BatchStore } from '../../state/batch/batch-store.ts';
import { useStores } from '../../state/stores.ts';

/** The page's batch; the component waits for it the first time. */
export function useBatchStore(): BatchStore {
  return use(useStores().batch());
}

export function useBatch<T>(select: (state: BatchState) => T): T {
  return useStore(useBatchStore(), select);
}
