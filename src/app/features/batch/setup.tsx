import { findModel, models } from '../../../levy/models.ts';
import { chosenBatch } from '../../batch-files.ts';
import controls from '../../components/controls.module.css';
import type { FitBy } from '../../state/fit-settings.ts';
import { objectiveWords } from '../../state/objective-words.ts';
import styles from './batch-dialog.module.css';
import { NOTHING_IN_IT } from './progress-words.ts';
import { useBatch, useBatchStore } from './use-batch.ts';

const CHOICES = Object.keys(objectiveWords) as FitBy[];

/** What is calibrated, and how: the file, the model, what is minimised. */
export function Setup() {
  const store = useBatchStore();
  const phase = useBatch((state) => state.phase);
  const batch = useBatch((state) => state.batch);
  const model = useBatch((state) => state.model);
  const by = useBatch((state) => state.by);
  const { offer, choose, fitBy, start, cancel } = store.getState();
  const isRunning = phase === 'running';
  const take = (files: FileList | null) => {
    const chosen = chosenBatch([...(files ?? [])]);
    if (chosen) offer(chosen);
    else store.setState({ trouble: NOTHING_IN_IT });
  };
  return (
    <div className={styles.setup}>
      <FileButton label="Choose files" isFirst={!batch} onFiles={take} />
      <FileButton label="Choose a folder" isFolder onFiles={take} />
      <p className={styles.title}>{batch ? <b>{batch.title}</b> : 'or drop or paste them here'}</p>
      <label className={styles.label}>
        Model
        <select
          className={controls.select}
          value={model.name}
          disabled={isRunning}
          onChange={(event) => {
            const chosen = findModel(event.target.value);
            if (chosen) choose(chosen);
          }}
        >
          {models.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.label}>
        Fit by
        <select
          className={controls.select}
          value={by}
          disabled={isRunning}
          onChange={(event) => {
            const chosen = CHOICES.find((choice) => choice === event.target.value);
            if (chosen) fitBy(chosen);
          }}
        >
          {CHOICES.map((choice) => (
            <option key={choice} value={choice}>
              {objectiveWords[choice].title}
            </option>
          ))}
        </select>
      </label>
      {/* One button, so that the focus stays where the key was pressed. */}
      <button
        type="button"
        data-first-focus={batch ? true : undefined}
        className={`${controls.button} ${isRunning ? '' : controls.primary} ${styles.go}`}
        aria-disabled={!batch}
        onClick={isRunning ? cancel : start}
      >
        {isRunning ? 'Cancel' : 'Start'}
      </button>
    </div>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly isFirst?: boolean;
  readonly isFolder?: boolean;
  readonly onFiles: (files: FileList | null) => void;
}

function FileButton({ label, isFirst, isFolder, onFiles }: FileButtonProps) {
  return (
    <label className={`${controls.button} ${styles.file}`}>
      <input
        type="file"
        className="visually-hidden"
        data-first-focus={isFirst ? true : undefined}
        multiple
        {...(isFolder
          ? { webkitdirectory: '' }
          : { accept: '.csv,.tsv,.txt,.json,.jsonl,.ndjson,text/csv,text/plain,application/json' })}
        onChange={(event) => {
          onFiles(event.target.files);
          event.target.value = '';
        }}
      />
      {label}
    </label>
  );
}
