import { useEffect, useState } from 'react';
import type { BatchResults } from '../../state/batch/batch-store.ts';
import type { BatchTable } from '../../state/batch/batch-table.ts';
import { inSlices } from './in-slices.ts';
import { type Series, seriesSteps } from './series.ts';
import { whileGrowing } from './while-growing.ts';

/** The time series of the rows so far, made in slices; undefined until there is one. */
export function useSeries({ table }: BatchResults): Series | undefined {
  const [made, setMade] = useState<{ readonly of: BatchTable; readonly series: Series }>();
  useEffect(() => {
    const stop = new AbortController();
    void whileGrowing(table, stop.signal, async () => {
      const series = await inSlices(seriesSteps(table), stop.signal);
      if (series) setMade({ of: table, series });
    });
    return () => stop.abort();
  }, [table]);
  return made?.of === table ? made.series : undefined;
}
