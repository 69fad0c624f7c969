import { Details } from './features/diagnostics/details.tsx';
import { ModelCardButton } from './features/model-card/model-card-button.tsx';
import type { Outcome } from './state/calibration-store.ts';

export interface AnswerDetailsProps {
  readonly outcome: Outcome;
  readonly onClose: () => void;
}

/** All that is known of an answer and of the network behind it: loaded after the answer itself. */
export function AnswerDetails({ outcome, onClose }: AnswerDetailsProps) {
  const card = <ModelCardButton key={outcome.model.name} model={outcome.model} />;
  return <Details outcome={outcome} more={card} onClose={onClose} />;
}
