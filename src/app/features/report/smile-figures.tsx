import styles from './report.module.css';
import { PANEL, type SmilePanels } from './smiles.ts';

/** Small smiles of the market's quotes and the model's line, side by side on the same scales. */
export function SmileFigures({ smiles }: { readonly smiles: SmilePanels }) {
  const { panels, xTicks, yTicks } = smiles;
  const columns = Math.min(panels.length, panels.length > 10 ? 6 : 5);
  return (
    <div className={styles.smiles} style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
      {panels.map(({ title, dots, bars, line }) => (
        <svg key={title} viewBox={`0 0 ${PANEL.width} ${PANEL.height}`} aria-hidden="true">
          {yTicks.map(({ at, text }) => (
            <g key={text}>
              <line className={styles.gridLine} x1={PANEL.left} x2={PANEL.right} y1={at} y2={at} />
              <text className={styles.tick} x={PANEL.left - 3} y={at} dy="0.35em" textAnchor="end">
                {text}
              </text>
            </g>
          ))}
          {xTicks.map(({ at, text }) => {
            const isLast = at > PANEL.right - 10;
            return (
              <text
                key={text}
                className={styles.tick}
                x={isLast ? PANEL.width : at}
                y={PANEL.height - 2}
                textAnchor={isLast ? 'end' : 'middle'}
              >
                {text}
              </text>
            );
          })}
          {bars.map(({ x, from, to }) => (
            <line key={x} className={styles.bar} x1={x} x2={x} y1={from} y2={to} />
          ))}
          <path className={styles.line} d={line} />
          {dots.map(({ x, y }) => (
            <circle key={x} className={styles.dot} cx={x} cy={y} r={1.5} />
          ))}
          <text className={styles.panelTitle} x={PANEL.left} y={10}>
            {title}
          </text>
        </svg>
      ))}
    </div>
  );
}
