import type { RefObject } from 'react';
import controls from '../../../components/controls.module.css';
import type { ImportDraft, ImportText } from '../../../state/import-store.ts';
import styles from './import-dialog.module.css';

export interface SourceProps {
  readonly draft: ImportDraft | undefined;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** What was read before, to be read again. */
  readonly lastTitle: string | undefined;
  readonly onReopen: () => void;
  /** Goes where many surfaces are calibrated at once. */
  readonly onMany: () => void;
  readonly onText: (source: ImportText, delay?: number) => void;
  readonly onFile: (file: File | undefined) => void;
}

export const PASTED = 'Pasted table';
/** A pause in typing, in ms, after which the text is read. */
const TYPING = 200;
/** Longer texts are not laid out in a field: that would hold the page up. */
const LONGEST_SHOWN = 60_000;

/** Where a table comes from: a field to paste or type into, a file chosen or dropped. */
export function Source({ draft, field, lastTitle, onReopen, onMany, onText, onFile }: SourceProps) {
  const isLong = (draft?.text.length ?? 0) > LONGEST_SHOWN;
  return (
    <section className={styles.source} aria-label="Table">
      <div className={styles.ways}>
        <label className={`${controls.button} ${styles.file}`}>
          <input
            type="file"
            className="visually-hidden"
            accept=".csv,.tsv,.txt,.json,text/csv,text/plain,application/json"
            onChange={(event) => {
              onFile(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          Choose a file
        </label>
        <span className={styles.hint}>
          {draft ? draft.title : 'or drop one here, or paste a table'}
        </span>
        {!draft && (
          <button type="button" className={`${controls.button} ${controls.quiet}`} onClick={onMany}>
            Many surfaces…
          </button>
        )}
        {!draft && lastTitle !== undefined && (
          <button type="button" className={controls.button} onClick={onReopen}>
            Read the last one again: {lastTitle}
          </button>
        )}
        {draft && (
          <button
            type="button"
            className={`${controls.button} ${controls.quiet}`}
            onClick={() => {
              onText({ title: PASTED, text: '' });
              field.current?.focus();
            }}
          >
            Clear
          </button>
        )}
      </div>
      <textarea
        ref={field}
        aria-label="Table as text"
        className={styles.text}
        rows={draft ? 4 : 10}
        spellCheck={false}
        autoComplete="off"
        wrap="off"
        placeholder={'\t0.25\t0.5\n95\t8.10\t9.52\n100\t5.02\t6.55\n105\t2.87\t4.33'}
        readOnly={isLong}
        value={isLong ? `${draft?.text.slice(0, 2000)}\n…` : (draft?.text ?? '')}
        onChange={({ target }) => {
          const { title = PASTED, fileName } = draft ?? {};
          onText({ title, ...(fileName && { fileName }), text: target.value }, TYPING);
        }}
        onPaste={(event) => {
          const { value, selectionStart, selectionEnd } = event.currentTarget;
          const text = event.clipboardData.getData('text/plain');
          // A whole text is read at once; what goes into another is typing.
          const isWhole = selectionStart === 0 && selectionEnd === value.length;
          if (!isLong && !isWhole && text.length < LONGEST_SHOWN) return;
          event.preventDefault();
          onText({ title: PASTED, text });
        }}
      />
    </section>
  );
}
