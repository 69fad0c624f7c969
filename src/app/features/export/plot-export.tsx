import { type RefObject, useId } from 'react';
import controls from '../../components/controls.module.css';
import { Icon } from '../../components/icons.tsx';
import { download } from '../../exchange/download.ts';
import { fileName } from '../../exchange/file-name.ts';
import { type Stores, useStores } from '../../state/stores.ts';
import styles from './plot-export.module.css';
import { sourceLine } from './words.ts';

export interface PlotExportProps {
  readonly figure: RefObject<HTMLElement | null>;
  /** What the plot shows: its title, and part of the file's name. */
  readonly name: string;
}

const WAYS = [
  { way: 'svg', label: 'SVG', says: 'lines and text, for documents', done: 'Picture saved' },
  { way: 'png', label: 'PNG', says: 'pixels, twice the screen’s', done: 'Picture saved' },
  { way: 'copy', label: 'Copy as PNG', says: 'to paste into a message', done: 'Picture copied' },
] as const;

type Way = (typeof WAYS)[number]['way'];

/** A menu that takes the plot on screen out as a picture. */
export function PlotExport({ figure, name }: PlotExportProps) {
  const id = useId();
  const stores = useStores();
  const { tell } = stores.view.getState();
  async function take({ way, done }: (typeof WAYS)[number]) {
    if (!figure.current) return;
    try {
      await takeImage(figure.current, name, way, stores);
      tell(done);
    } catch (error) {
      const isRefused = error instanceof Error && error.name === 'NotAllowedError';
      tell(
        isRefused ? 'The browser does not allow copying here' : 'The picture could not be drawn',
      );
    }
  }

  return (
    <div className={styles.export}>
      <button
        type="button"
        className={styles.opener}
        aria-label="Export image"
        title="Save or copy this plot as a picture"
        popoverTarget={id}
      >
        Image <Icon name="chevron" />
      </button>
      <div id={id} popover="auto" className={`${controls.popover} ${styles.menu}`}>
        <ul>
          {WAYS.map((entry) => (
            <li key={entry.way}>
              <button
                type="button"
                className={`${controls.menuItem} ${styles.item}`}
                popoverTarget={id}
                popoverTargetAction="hide"
                onClick={() => void take(entry)}
              >
                <span className={styles.label}>{entry.label}</span>
                <span className={styles.says}>{entry.says}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

async function takeImage(
  figure: HTMLElement,
  name: string,
  way: Way,
  { calibrations, surfaces, whatIf }: Stores,
): Promise<void> {
  const date = new Date();
  const tried = whatIf.getState().tried;
  const fit = tried?.fit ?? calibrations.getState().outcome?.fit;
  const { title } = surfaces.getState().document.origin;
  const caption = { title: name, source: sourceLine(fit, title, date, tried !== undefined) };
  const draw = async () => {
    const { figureImage } = await import('./image/figure-image.ts');
    return figureImage(figure, caption);
  };
  const drawPng = async () => {
    const [image, { pngOf }] = await Promise.all([draw(), import('./image/png.ts')]);
    return pngOf(image);
  };
  if (way === 'copy') {
    // Asked for at once, while the browser still knows of the click; the picture follows.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': drawPng() })]);
    return;
  }
  const file = fileName({ model: fit?.model.title, title, date, part: name }, way);
  if (way === 'png') download(file, await drawPng(), 'image/png');
  else download(file, (await draw()).svg, 'image/svg+xml');
}
