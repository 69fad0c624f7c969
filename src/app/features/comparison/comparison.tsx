import { isPoor } from '../../../calibration/report/verdict.ts';
import type { LevyModel } from '../../../levy/model.ts';
import { models } from '../../../levy/models.ts';
import { basisPointSize, fixed, NONE, sizeText } from '../../format/numbers.ts';
import type { Answer, Outcome } from '../../state/calibration-store.ts';
import { useCalibration, useStores, useWhatIf } from '../../state/stores.ts';
import styles from './comparison.module.css';
import { preference, triedPrices } from './words.ts';

interface Column {
  readonly name: string;
  readonly title?: string;
  readonly text: (outcome: Outcome) => string;
}

const ERRORS: readonly Column[] = [
  {
    name: 'RMSE',
    title: 'root mean square error of implied volatility',
    text: ({ diagnostics: { volatility } }) =>
      volatility ? basisPointSize(volatility.rmse) : NONE,
  },
  {
    name: 'Price RMSE',
    text: ({ diagnostics: { price } }) => (price ? sizeText(price.rmse) : NONE),
  },
];

const INSIDE: Column = {
  name: 'Inside bid–ask',
  text: ({ diagnostics: { spread } }) => (spread ? `${spread.inside} of ${spread.quotes}` : NONE),
};

const CRITERIA: readonly Column[] = [
  {
    name: 'AIC',
    title: 'Akaike’s information criterion: lower is better',
    text: ({ diagnostics: { criteria } }) => (criteria ? fixed(criteria.aic, 0) : NONE),
  },
  {
    name: 'BIC',
    title: 'Bayesian information criterion: lower is better',
    text: ({ diagnostics: { criteria } }) => (criteria ? fixed(criteria.bic, 0) : NONE),
  },
];

/** Every model on the same quotes; a row chooses its model. */
export function Comparison() {
  const comparison = useCalibration((state) => state.comparison);
  const outcome = useCalibration((state) => state.outcome);
  const chosen = useCalibration((state) => state.model);
  const interrupted = useCalibration((state) => state.cancelled || state.failure !== undefined);
  const isTrying = useWhatIf((state) => state.tried !== undefined);
  const outcomes = [...comparison.values()].flatMap((answer) =>
    'outcome' in answer ? [answer.outcome] : [],
  );
  const columns = [
    ...ERRORS,
    ...(outcome?.surface.spreads ? [INSIDE] : []),
    ...(outcome?.settings.by === 'network' ? [] : CRITERIA),
  ];
  return (
    <table className={styles.table}>
      <caption className={styles.caption} aria-live={isTrying ? 'off' : 'polite'}>
        {isTrying ? (
          <TriedPrices />
        ) : interrupted && comparison.size < models.length ? (
          'Not compared: the last calibration did not finish.'
        ) : (
          caption(outcome, comparison.size, outcomes)
        )}
      </caption>
      <thead>
        <tr>
          <th scope="col">Compare</th>
          <th scope="col">Parameters</th>
          {columns.map(({ name, title }) => (
            <th key={name} scope="col" title={title}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <Row
            key={model.name}
            model={model}
            chosen={model === chosen}
            columns={columns}
            answer={comparison.get(model.name)}
          />
        ))}
      </tbody>
    </table>
  );
}

/** In currency, what parameters tried by hand make of the quotes. */
function TriedPrices() {
  const tried = useWhatIf((state) => state.tried);
  return tried && triedPrices(tried);
}

function caption(
  outcome: Outcome | undefined,
  answered: number,
  outcomes: readonly Outcome[],
): string {
  if (!outcome) return '\u00a0';
  if (answered < models.length) return 'Comparing the models on these quotes…';
  if (outcome.settings.by === 'network') return 'The networks’ answers, not refined.';
  if (outcomes.every(({ diagnostics }) => isPoor(diagnostics)))
    return 'No model fits these quotes.';
  return preference(outcomes) ?? 'Only one model can be fitted to these quotes.';
}

interface RowProps {
  readonly model: LevyModel;
  readonly chosen: boolean;
  readonly columns: readonly Column[];
  readonly answer: Answer | undefined;
}

function Row({ model, chosen, columns, answer }: RowProps) {
  const { calibrations } = useStores();
  return (
    <tr className={styles.row} aria-current={chosen || undefined}>
      <th scope="row">
        <button
          type="button"
          className={styles.choose}
          onClick={() => calibrations.getState().choose(model)}
        >
          {model.title}
        </button>
      </th>
      <td>{model.parameters.length}</td>
      {answer && 'failure' in answer ? (
        <td colSpan={columns.length} className={styles.failure}>
          {answer.failure.map(({ message }) => message).join(' ')}
        </td>
      ) : (
        columns.map(({ name, text }) => <td key={name}>{answer ? text(answer.outcome) : '…'}</td>)
      )}
    </tr>
  );
}
