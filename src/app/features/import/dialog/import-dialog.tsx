import { useEffect, useId, useRef } from 'react';
import controls from '../../../components/controls.module.css';
import { Dialog } from '../../../components/dialog.tsx';
import { useElapsed } from '../../../components/use-elapsed.ts';
import { fixed } from '../../../format/numbers.ts';
import type { ImportDraft } from '../../../state/import-store.ts';
import { useImport, useStores } from '../../../state/stores.ts';
import { Choices } from './choices.tsx';
import styles from './import-dialog.module.css';
import preview from './preview.module.css';
import { Source } from './source.tsx';
import { SurfaceAfter } from './surface-after.tsx';
import { TextBefore } from './text-before.tsx';

export interface ImportDialogProps {
  readonly onClose: () => void;
}

/** Readings that are shorter are over before a line about them is read. */
const SHOW_AFTER_MS = 300;

/** A table from text or a file: how it is read, what comes of it, and nothing changes before Use. */
export function ImportDialog({ onClose }: ImportDialogProps) {
  const { imports } = useStores();
  const draft = useImport((state) => state.draft);
  const lastTitle = useImport((state) => state.last?.title);
  const elapsed = useElapsed(draft?.since);
  const field = useRef<HTMLTextAreaElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The first open question, where the dialog has opened by itself.
    const question = body.current?.querySelector<HTMLElement>('[data-doubt] select');
    (question ?? field.current)?.focus();
  }, []);
  const { write, reopen, choose, use, discard } = imports.getState();
  const reading = draft?.result?.reading;
  const ready = draft?.result?.ok === true && draft.since === undefined;
  const isSlow = draft?.since !== undefined && elapsed > SHOW_AFTER_MS;
  const why = useId();
  return (
    <Dialog
      title="Import"
      closeLabel="Close import"
      form="wide"
      onClose={() => {
        discard();
        onClose();
      }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of what the button does */}
      <div
        ref={body}
        className={styles.body}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          use();
        }}
      >
        <Source
          draft={draft}
          field={field}
          lastTitle={lastTitle}
          onReopen={() => {
            reopen();
            field.current?.focus();
          }}
          onText={write}
        />
        {draft && reading && (
          <Choices
            reading={reading}
            chosen={draft.options}
            raised={draft.raised}
            onChoose={choose}
          />
        )}
        {draft && <Previews draft={draft} />}
        <footer className={styles.footer}>
          <p id={why} role="status">
            {statusText(draft, isSlow ? elapsed : undefined)}
          </p>
          <button
            type="button"
            className={controls.button}
            onClick={() => {
              discard();
              onClose();
            }}
          >
            Cancel
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            aria-disabled={!ready}
            aria-describedby={why}
            title="Ctrl+Enter"
            onClick={use}
          >
            Use this surface
          </button>
        </footer>
      </div>
    </Dialog>
  );
}

function Previews({ draft: { result } }: { readonly draft: ImportDraft }) {
  if (!result) return null;
  const { reading } = result;
  return (
    <div className={styles.previews}>
      {reading && <TextBefore preview={reading.preview} />}
      {result.ok ? (
        <SurfaceAfter surface={result.value.surface} notes={result.value.notes} />
      ) : (
        <section className={preview.pane} aria-label="What keeps it from being read">
          <h3>As it is read</h3>
          <ul className={preview.problems}>
            {result.problems.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** @param elapsed Of a reading that takes its time, in ms. */
function statusText(draft: ImportDraft | undefined, elapsed: number | undefined): string {
  if (elapsed !== undefined) return `Reading… ${fixed(elapsed / 1000, 1)} s. Cancel stops it.`;
  if (!draft) return 'The surface on screen stays until you use another.';
  if (!draft.result) return '';
  const open = draft.result.reading?.doubts.some(({ about }) => draft.options[about] === undefined);
  if (open) return 'Settle what is marked with a question mark.';
  return draft.result.ok
    ? 'The surface on screen stays until you use this one.'
    : 'This cannot be used yet: change how it is read, or the text.';
}
