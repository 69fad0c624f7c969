import { type SyntheticEvent, useEffect, useId, useRef } from 'react';
import type { LevyModel } from '../../../levy/model.ts';
import controls from '../../components/controls.module.css';
import { Icon } from '../../components/icons.tsx';
import { useNetworkCard } from '../../components/use-network-card.ts';
import { AccuracySection } from './accuracy-section.tsx';
import { Facts } from './facts.tsx';
import { KnownRanges, Limits } from './limits.tsx';
import styles from './model-card.module.css';

export interface ModelCardDialogProps {
  readonly model: LevyModel;
  readonly onClose: () => void;
}

/** What a model's network was trained on, how accurate it is and what it does not know. */
export function ModelCardDialog({ model, onClose }: ModelCardDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={title}
      closedby="any"
      onClose={onClose}
      onKeyDown={stop}
      onPaste={stop}
    >
      <header className={styles.header}>
        <h2 id={title}>Model card of {model.title}</h2>
        <button
          type="button"
          className={`${controls.button} ${controls.quiet} ${controls.icon}`}
          aria-label="Close model card"
          title="Close (Escape)"
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className={styles.body}>
        <Content model={model} />
      </div>
    </dialog>
  );
}

/** What is typed here is not for the details or the grid below. */
function stop(event: SyntheticEvent): void {
  event.stopPropagation();
}

function Content({ model }: { readonly model: LevyModel }) {
  const { card, failure, retry } = useNetworkCard(model.name);
  if (card) {
    return (
      <>
        <Facts model={model} card={card} />
        <KnownRanges model={model} card={card} />
        <Limits />
        <AccuracySection accuracy={card.accuracy} />
      </>
    );
  }
  if (failure === undefined) return <p role="status">Loading the card…</p>;
  return (
    <p role="alert" className={styles.failure}>
      <Icon name="stop" /> The card could not be loaded: {failure}.{' '}
      <button type="button" className={`${controls.button} ${controls.small}`} onClick={retry}>
        Try again
      </button>
    </p>
  );
}
