import { type ClipboardEvent, type DragEvent, useEffect, useId, useRef, useState } from 'react';
import controls from '../../../components/controls.module.css';
import { Dialog } from '../../../components/dialog.tsx';
import { useElapsed } from '../../../components/use-elapsed.ts';
import { fixed } from '../../../format/numbers.ts';
import type { ImportDraft } from '../../../state/import-store.ts';
import { useImport, useStores } from '../../../state/stores.ts';
import { openFile } from '../open-file.ts';
import { Choices } from './choices.tsx';
import styles from './import-dialog.module.css';
import preview from './preview.module.css';
import { PASTED, Source } from './source.tsx';
import { SurfaceAfter } from './surface-after.tsx';
import { TextBefore } from './text-before.tsx';

export interface ImportDialogProps {
  readonly onClose: () => void;
}

/** Readings that are shorter are over before a line about them is read. */
const SHOW_AFTER_MS = 300;

/** A table from text or a file: how it is read, what comes of it, and nothing changes before Use. */
export function ImportDialog({ onClose }: ImportDialogProps) {
  const { imports, view } = useStores();
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
  const [trouble, setTrouble] = useState<string>();
  const writeText: typeof write = (source, delay) => {
    setTrouble(undefined);
    write(source, delay);
  };
  const takeFile = async (file: File | undefined) => {
    if (!file) return;
    const text = await openFile(file);
    if (text.ok) writeText({ title: file.name, fileName: file.name, text: text.value });
    else setTrouble(text.problems[0]?.message);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    // Elsewhere a file that is dropped becomes the surface at once.
    event.stopPropagation();
    void takeFile(event.dataTransfer.files[0]);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.target === field.current) return;
    event.preventDefault();
    writeText({ title: PASTED, text: event.clipboardData.getData('text/plain') });
  };
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
        onDrop={onDrop}
        onPaste={onPaste}
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
          onMany={() => view.getState().open('batch')}
          onText={writeText}
          onFile={(file) => void takeFile(file)}
        />
        {trouble !== undefined && (
          <p role="alert" className={styles.trouble}>
            {trouble}
          </p>
        )}
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

function Previews({ draft }: { readonly draft: ImportDraft }) {
  const { result } = draft;
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
          {isOpen(draft) ? (
            <p className={preview.waiting}>Nothing yet: it waits for the answer above.</p>
          ) : (
            <ul className={preview.problems}>
              {result.problems.map(({ message }) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          )}
        </section>
      )}
    </div>
  );
}

/** Whether a question waits for its answer. */
function isOpen({ result, options }: ImportDraft): boolean {
  return result?.reading?.doubts.some(({ about }) => options[about] === undefined) ?? false;
}

/** @param elapsed Of a reading that takes its time, in ms. */
function statusText(draft: ImportDraft | undefined, elapsed: number | undefined): string {
  if (elapsed !== undefined) return `Reading… ${fixed(elapsed / 1000, 1)} s. Cancel stops it.`;
  if (!draft) return 'The surface on screen stays until you use another.';
  if (!draft.result) return '';
  if (isOpen(draft)) return 'Settle what is marked with a question mark.';
  return draft.result.ok
    ? 'The surface on screen stays until you use this one.'
    : 'This cannot be used yet: change how it is read, or the text.';
}
