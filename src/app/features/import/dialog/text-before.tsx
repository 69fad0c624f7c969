import type { TextPreview } from '../reading-options.ts';
import styles from './preview.module.css';

export interface TextBeforeProps {
  readonly preview: TextPreview;
}

/** The start of the text as it is split into cells, its headers marked. */
export function TextBefore({ preview }: TextBeforeProps) {
  const { rows, headerRow, headerColumn, rowCount, columnCount } = preview;
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  return (
    <div className={styles.pane}>
      <h3>
        As it stands
        <span>
          {rowCount} {rowCount === 1 ? 'row' : 'rows'} × {columnCount}
        </span>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys, too. */}
      <section className={styles.scroll} aria-label="The text as split into cells" tabIndex={0}>
        <table className={styles.table}>
          <tbody>
            {rows.map(({ number, cells, aside }) => (
              <tr key={number} data-aside={aside || undefined}>
                <th scope="row">{number}</th>
                {Array.from({ length: width }, (_, column) => {
                  const inTable = !aside && (headerColumn ?? 0) <= column;
                  const header = number === headerRow || column === headerColumn;
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                    <td key={column} data-header={(inTable && header) || undefined}>
                      {cells[column] ?? ''}
                    </td>
                  );
                })}
                {columnCount > width && <td>…</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rowCount > rows.length && (
        <p className={styles.more}>and {rowCount - rows.length} more rows</p>
      )}
    </div>
  );
}
