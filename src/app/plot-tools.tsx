import type { ReactNode, RefObject } from 'react';
import { PlotExport } from './features/export/plot-export.tsx';
import { distinctLabels } from './format/quotes.ts';
import { useSurface, useView } from './state/stores.ts';
import type { PlotView } from './state/view-store.ts';

/** What each plot is called in a picture of it, and whether it is of one maturity. */
const names: Readonly<Record<PlotView, { readonly name: string; readonly ofOne: boolean }>> = {
  smile: { name: 'Smile', ofOne: true },
  smiles: { name: 'Smiles of all maturities', ofOne: false },
  price: { name: 'Prices', ofOne: true },
  residuals: { name: 'Residuals', ofOne: true },
  term: { name: 'Term structure', ofOne: false },
  density: { name: 'Risk-neutral density', ofOne: true },
  surface: { name: 'Surface', ofOne: false },
  history: { name: 'Parameter history', ofOne: false },
};

type Figure = RefObject<HTMLElement | null>;

/** What can be done with the picture in the plots' figure. */
export function plotTools(figure: Figure): ReactNode {
  return <PlotTools figure={figure} />;
}

function PlotTools({ figure }: { readonly figure: Figure }) {
  const { name, ofOne } = names[useView((state) => state.plotView)];
  const maturity = useView((state) => state.maturity);
  const maturities = useSurface((state) => state.document.surface.maturities);
  const at = ofOne ? distinctLabels(maturities)[maturity] : undefined;
  return <PlotExport figure={figure} name={at === undefined ? name : `${name}, ${at} years`} />;
}
