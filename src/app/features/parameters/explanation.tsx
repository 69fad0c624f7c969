import { type ReactNode, useState } from 'react';
import type { ParameterUncertainty } from '../../../calibration/refine/refinement.ts';
import type { ParameterSpec } from '../../../levy/model.ts';
import type { ErrorEstimate } from '../../../network/outputs.ts';
import { fullText } from '../../format/decimal-mark.ts';
import { sizeText } from '../../format/numbers.ts';
import { boundText, intervalText } from '../../format/parameters.ts';
import styles from './explanation.module.css';
import { errorMessage } from './words.ts';

export interface ExplainedProps {
  readonly id: string;
  readonly spec: ParameterSpec;
  readonly value: number | undefined;
  readonly network: number | undefined;
  readonly error: ErrorEstimate | undefined;
  readonly uncertainty: ParameterUncertainty | undefined;
  /** The parameter's row; what is marked with `data-explains` in it brings up the explanation. */
  readonly children: ReactNode;
}

/**
 * A parameter with all there is to know of it, shown while its value is hovered or has the focus;
 * Escape puts it away.
 */
export function Explained({ children, ...props }: ExplainedProps) {
  const [isDismissed, setDismissed] = useState(false);
  const again = () => setDismissed(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is explained takes the focus in it.
    <div
      className={styles.explained}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDismissed(true);
      }}
      onBlur={again}
      onPointerLeave={again}
    >
      {children}
      {!isDismissed && <Explanation {...props} />}
    </div>
  );
}

function Explanation(props: Omit<ExplainedProps, 'children'>) {
  const { id, spec, value, network, error, uncertainty } = props;
  const { symbol, name, unit, range, meaning } = spec;
  return (
    <div role="tooltip" id={id} className={styles.tip}>
      <p>
        <strong>
          {symbol}, {name}
        </strong>
        {unit && `, ${unit}`}. {meaning}
      </p>
      {value !== undefined && (
        <p>
          In full {fullText(value)}: a click or Enter copies it.
          {uncertainty && ` ${intervalSentence(uncertainty)}`}
        </p>
      )}
      <p>
        {network !== undefined && `The network alone says ${fullText(network)}. `}
        It was trained from {boundText(range.min)} to {boundText(range.max)}.
        {error && ` ${errorMessage(error)}`}
      </p>
    </div>
  );
}

function intervalSentence({ interval, standardError, identification }: ParameterUncertainty) {
  if (identification === 'not identified') return 'The quotes do not identify it.';
  return `With 95\u00a0% confidence in ${intervalText(interval)}, by a standard error of ${sizeText(standardError)}.`;
}
