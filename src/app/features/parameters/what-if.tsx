import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import controls from '../../components/controls.module.css';
import { useStores, useWhatIf } from '../../state/stores.ts';
import styles from './what-if.module.css';
import { WhatIfRow } from './what-if-row.tsx';
import { distanceWords } from './what-if-words.ts';

export interface WhatIfRowsProps {
  /** Called when all this goes while the focus is in it. */
  readonly onFocusLost: () => void;
}

/** The parameters as sliders in place of range bars. */
export function WhatIfRows({ onFocusLost }: WhatIfRowsProps) {
  const { whatIf } = useStores();
  const tried = useWhatIf((state) => state.tried);
  const panel = useRef<HTMLDivElement>(null);
  const lost = useRef(onFocusLost);
  useLayoutEffect(() => {
    lost.current = onFocusLost;
  });
  useLayoutEffect(() => {
    const element = panel.current;
    element?.querySelector<HTMLElement>('input[type=range]')?.focus();
    return () => {
      if (element?.contains(document.activeElement)) lost.current();
    };
  }, []);
  if (!tried) return null;
  const { from, parameters, refusal } = tried;
  const { model, fit, calibration } = from;
  return (
    <div ref={panel}>
      {model.parameters.map((spec, i) => (
        <WhatIfRow
          key={spec.key}
          spec={spec}
          value={parameters[i] ?? Number.NaN}
          calibrated={fit.parameters[i] ?? Number.NaN}
          interval={calibration.refinement?.uncertainties[i]?.interval}
          refusal={refusal?.index === i ? refusal.message : undefined}
          onMove={(value) => {
            whatIf.getState().move(i, value);
            return whatIf.getState().tried?.refusal === undefined;
          }}
          onSnapBack={() => whatIf.getState().snapBack(i)}
        />
      ))}
    </div>
  );
}

/** How far off the market the tried parameters are, in the verdict's place. */
export function Distance() {
  const { whatIf } = useStores();
  const tried = useWhatIf((state) => state.tried);
  const words = tried ? distanceWords(tried) : '';
  if (!tried) return null;
  const { parameters, from, fit } = tried;
  return (
    <div className={styles.distance} data-what-if-rmse={fit.volatilityError?.rmse}>
      <p>{words}</p>
      <button
        type="button"
        className={`${controls.button} ${controls.small}`}
        aria-disabled={parameters === from.fit.parameters}
        onClick={() => whatIf.getState().snapBack()}
      >
        Snap back
      </button>
      <Announced words={words} />
    </div>
  );
}

/** Long enough that a moving slider is not talked over. */
const QUIET_MS = 700;

/** Says the words once they have stood still: they change with every picture. */
function Announced({ words }: { readonly words: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), QUIET_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <span className="visually-hidden" role="status">
      {said}
    </span>
  );
}
