import { type ComponentType, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { version as appVersion } from '../../../api/version.ts';
import { useCalibration, useSurface } from '../../state/stores.ts';
import type { PrintedReportProps } from './printed-report.tsx';

type Report = ComponentType<PrintedReportProps>;

/** After the first answer the page has other things to do than to fetch what may be printed. */
const FETCH_AFTER_MS = 1500;

/**
 * Puts the report beside the screen while the page is printed, and takes it away afterwards. Its
 * file is fetched in time: once the browser prints, it waits for nothing. Without it, and before the
 * first answer, the screen itself is printed.
 */
export function PrintHost() {
  const outcome = useCalibration((state) => state.outcome);
  const comparison = useCalibration((state) => state.comparison);
  const { surface, origin } = useSurface((state) => state.document);
  const [report, setReport] = useState<{ readonly component: Report }>();
  const isPrinting = usePrinting();
  const hasAnswer = outcome !== undefined;
  useEffect(() => {
    if (!hasAnswer) return;
    let wanted = true;
    const timer = setTimeout(() => {
      import('./printed-report.tsx').then(
        ({ PrintedReport }) => wanted && setReport({ component: PrintedReport }),
        () => undefined,
      );
    }, FETCH_AFTER_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [hasAnswer]);
  if (!isPrinting || !outcome || !report) return null;
  const Printed = report.component;
  const isStale = outcome.surface !== surface;
  return <Printed {...{ outcome, comparison, origin, isStale }} version={appVersion} />;
}

/** Whether the page is being printed, or shown as it would be. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const paper = matchMedia('print');
    // The browser takes the page as it is when these return.
    const set = (to: boolean) => flushSync(() => setPrinting(to));
    const begin = () => set(true);
    const end = () => set(false);
    const change = () => set(paper.matches);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    paper.addEventListener('change', change);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
      paper.removeEventListener('change', change);
    };
  }, []);
  return isPrinting;
}
