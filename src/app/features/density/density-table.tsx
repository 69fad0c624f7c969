import { fixed, leadingDecimals } from '../../format/numbers.ts';
import type { Axis, Bin } from './curve.ts';
import styles from './density.module.css';
import { axisTitle, densityText, densityTitle } from './words.ts';

interface DensityTableProps {
  readonly bins: readonly Bin[];
  readonly axis: Axis;
  readonly caption: string;
}

/** The curve in numbers: a row a bin. */
export function DensityTable({ bins, axis, caption }: DensityTableProps) {
  const [first] = bins;
  const width = first ? first.to - first.from : 1;
  const edges = Math.min(leadingDecimals(width, 3), 6);
  const densities = leadingDecimals(Math.max(...bins.map(({ density }) => density)), 4);
  const unit = axis === 'return' ? ', %' : '';
  return (
    <table className={styles.table}>
      <caption>
        {caption}: {axisTitle(axis).toLowerCase()}
        {unit}, in bins
      </caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">{densityTitle(axis)}</th>
          <th scope="col">Probability</th>
          <th scope="col">Up to here</th>
        </tr>
      </thead>
      <tbody>
        {bins.map(({ from, to, density, probability, upTo }) => (
          <tr key={from}>
            <th scope="row">{fixed(from, edges)}</th>
            <td>{fixed(to, edges)}</td>
            <td>{densityText(density, densities)}</td>
            <td>{fixed(100 * probability, 4)} %</td>
            <td>{fixed(100 * upTo, 4)} %</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
