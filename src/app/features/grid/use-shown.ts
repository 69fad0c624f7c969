import { useMemo, useRef } from 'react';
import type { Fit } from '../../../calibration/report/fit.ts';
import { useSurface, useView } from '../../state/stores.ts';
import { type CellFace, cellFaces, keepAlike } from './cell-faces.ts';
import type { Shown } from './grid-edits.ts';

/** What the grid shows now. @param fit The fit of the surface on screen, if there is one. */
export function useShown(fit: Fit | undefined): Shown {
  const document = useSurface((state) => state.document);
  const view = useView((state) => state.gridView);
  const { surface } = document;
  const kept = useRef<readonly CellFace[]>([]);
  // Prices are the same under any fit: no cell is drawn again when one comes.
  const shownFit = view === 'price' || view === 'timeValue' ? undefined : fit;
  const faces = useMemo(() => {
    kept.current = keepAlike(kept.current, cellFaces(view, surface, shownFit));
    return kept.current;
  }, [view, surface, shownFit]);
  return useMemo(() => ({ document, view, faces }), [document, view, faces]);
}

/** The same rows of faces as before wherever each of their faces is the same. */
export function useKeptRows(rows: ReadonlyArray<readonly CellFace[]>): typeof rows {
  const kept = useRef<ReadonlyArray<readonly CellFace[]>>([]);
  return useMemo(() => {
    kept.current = rows.map((row, i) => {
      const was = kept.current[i];
      const same = was?.length === row.length && row.every((face, j) => face === was[j]);
      return same ? was : row;
    });
    return kept.current;
  }, [rows]);
}
