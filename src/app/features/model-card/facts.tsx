import { contractGrid } from '../../../levy/contract-grid.ts';
import type { LevyModel } from '../../../levy/model.ts';
import controls from '../../components/controls.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import { networkUrl } from '../../components/use-network-card.ts';
import type { CardFacts } from '../../state/network-card.ts';
import styles from './model-card.module.css';
import { bytesText, layersText, noiseText, shortHash, trainingText } from './words.ts';

export interface FactsProps {
  readonly model: LevyModel;
  readonly card: CardFacts;
}

/** What the network is, how it came to be, and its files. */
export function Facts({ model, card }: FactsProps) {
  const { weights, recipe, date } = card;
  return (
    <dl className={styles.facts}>
      <dt>Model</dt>
      <dd>{model.source}</dd>
      <dt>Trained</dt>
      <dd>
        {date}
        {recipe && `: ${trainingText(recipe)}`}
      </dd>
      {recipe && (
        <>
          <dt>Noise</dt>
          <dd>{noiseText(recipe, contractGrid.spot)}</dd>
        </>
      )}
      <dt>Layers</dt>
      <dd>{layersText(card)}</dd>
      <dt>SHA-256</dt>
      <dd className={styles.line}>
        <code title={weights.sha256} data-sha256={weights.sha256}>
          {shortHash(weights.sha256)}
        </code>
        <span className={styles.quiet}>of the weights</span>
        <CopyButton
          label="Copy SHA-256"
          className={`${controls.button} ${controls.small}`}
          text={() => weights.sha256}
        />
      </dd>
      <dt>Files</dt>
      <dd className={styles.line}>
        <a href={networkUrl(model.name, 'card.json')} download={`${model.name}-card.json`}>
          card.json
        </a>
        <a href={networkUrl(model.name, weights.file)} download={`${model.name}-${weights.file}`}>
          {weights.file}
        </a>
        <span className={styles.quiet}>{bytesText(weights.bytes)}</span>
      </dd>
    </dl>
  );
}
