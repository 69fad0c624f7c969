import { useState } from 'react';
import type { LevyModel } from '../../../levy/model.ts';
import controls from '../../components/controls.module.css';
import { ModelCardDialog } from './model-card-dialog.tsx';

/** Opens what is known of a model's network. */
export function ModelCardButton({ model }: { readonly model: LevyModel }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${controls.small}`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        Model card
      </button>
      {open && <ModelCardDialog model={model} onClose={() => setOpen(false)} />}
    </>
  );
}
