import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from 'react';
import controls from '../../components/controls.module.css';
import type { PlotGuestProps } from '../../components/plot-guest.ts';
import { listen } from './gestures.ts';
import { drawLabels } from './label-layer.ts';
import { axisLabels } from './labels.ts';
import { nearestMark, steppedCell } from './marks.ts';
import { HOME, keyed, type Orbit, VIEWS } from './orbit.ts';
import type { Picture } from './picture.ts';
import type { SurfaceScene } from './scene.ts';
import styles from './surface-3d.module.css';
import { usePalette } from './use-palette.ts';
import { useScene } from './use-scene.ts';
import { axisTexts, markLines, pictureLabel, troubleText } from './words.ts';

/** How near to a quote the pointer has to be, in px. */
const REACH = 16;
/** How far from the quote its values stand, in px. */
const TIP = 12;

const SIDES: ReadonlyArray<readonly [string, string, Orbit]> = [
  ['Smiles', 'Look along the maturities, at the smiles', VIEWS.smile],
  ['Term', 'Look along the strikes, at the term structure', VIEWS.term],
  ['Top', 'Look from above', VIEWS.top],
  ['Reset', 'Back to the first view', HOME],
];

interface SurfacePictureProps
  extends Pick<PlotGuestProps, 'maturity' | 'onMaturity' | 'quantity' | 'cell' | 'onCell'> {
  readonly picture: Picture;
}

/** The sheet in three dimensions, turned by mouse, fingers or keys, with the crosshair of all plots. */
export function SurfacePicture(props: SurfacePictureProps) {
  const { picture, maturity, onMaturity, quantity, cell, onCell } = props;
  const { surface, marks } = picture;
  const host = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLOutputElement>(null);
  const texts = useMemo(() => axisTexts(picture.ticks, quantity), [picture.ticks, quantity]);
  const pointed = useMemo(() => {
    const index = marks.findIndex(
      (mark) => mark.strike === cell?.strike && mark.maturity === cell.maturity,
    );
    return index < 0 ? undefined : index;
  }, [marks, cell]);

  const onDrawn = useCallback(
    (scene: SurfaceScene) => {
      if (layer.current) {
        const { scales, ticks } = picture;
        const labels = axisLabels(scales, ticks, texts, scene.facing(), scene.project);
        drawLabels(layer.current, labels, { tick: styles.tick ?? '', title: styles.title ?? '' });
      }
      if (tip.current && pointed !== undefined) placeTip(tip.current, scene, pointed);
    },
    [picture, texts, pointed],
  );
  const { state, scene, orbit, look } = useScene(host, onDrawn);
  const palette = usePalette(host);

  useEffect(() => {
    if (palette) scene?.paint(palette);
  }, [scene, palette]);
  useEffect(() => scene?.show(picture, maturity), [scene, picture, maturity]);
  useEffect(() => scene?.point(pointed), [scene, pointed]);

  // The listeners stay while what they act on changes.
  const latest = useRef({ props, scene });
  useEffect(() => {
    latest.current = { props, scene };
  });
  useEffect(() => {
    const element = host.current;
    if (!element || !scene) return undefined;
    let frame = 0;
    const markAt = ([x, y]: readonly [number, number], reach: number) => {
      const index = nearestMark(scene.marks(), scene.project, x, y, reach);
      return index === undefined ? undefined : latest.current.props.picture.marks[index];
    };
    const point = (place: readonly [number, number] | undefined) => {
      const { cell: before, onCell: report } = latest.current.props;
      const mark = place && markAt(place, REACH);
      if (mark?.strike === before?.strike && mark?.maturity === before?.maturity) return;
      report(mark && { strike: mark.strike, maturity: mark.maturity });
    };
    const stop = listen(element, {
      orbit,
      look,
      point: (place) => {
        // A mouse reports more often than anything is drawn.
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(() => point(place));
      },
      press: (place) => {
        const mark = markAt(place, Number.POSITIVE_INFINITY);
        if (mark) latest.current.props.onMaturity(mark.maturity);
        point(place);
      },
    });
    return () => {
      cancelAnimationFrame(frame);
      stop();
    };
  }, [scene, orbit, look]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = event.shiftKey && steppedCell(event.key, cell, maturity, marks);
    const next = to ? undefined : keyed(orbit(), event.key);
    if (to) onCell(to);
    else if (next) look(next);
    else if (event.key === 'Enter' && cell) onMaturity(cell.maturity);
    else if (event.key === 'Escape' && cell) onCell(undefined);
    else return;
    event.preventDefault();
  }

  const trouble = troubleText(state);
  const mark = pointed === undefined ? undefined : marks[pointed];
  return (
    <div className={styles.frame}>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: the application role is interactive. */}
      <div
        ref={host}
        className={styles.picture}
        role="application"
        aria-label={pictureLabel(surface, quantity)}
        tabIndex={0}
        data-state={state}
        onKeyDown={onKeyDown}
        onBlur={() => onCell(undefined)}
      >
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: the application role is interactive. */}
        <div ref={layer} className={styles.layer} aria-hidden="true" />
        <output ref={tip} className={styles.tip} aria-label="Values at the crosshair">
          {mark &&
            !trouble &&
            markLines(surface, mark, quantity).map((line) => <span key={line}>{line}</span>)}
        </output>
        {trouble && <p className={styles.empty}>{trouble}</p>}
        {state === 'loading' && <p className={styles.empty}>Drawing the surface…</p>}
      </div>
      {!trouble && (
        <fieldset className={styles.sides} aria-label="View from">
          {SIDES.map(([text, title, side]) => (
            <button
              key={text}
              type="button"
              className={`${controls.button} ${controls.small} ${controls.quiet}`}
              title={title}
              onClick={() => look(side)}
            >
              {text}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}

/** Beside its quote, on the side where there is room. */
function placeTip(tip: HTMLElement, scene: SurfaceScene, index: number): void {
  const [x, y, z] = scene.marks().subarray(3 * index, 3 * index + 3);
  const parent = tip.parentElement;
  if (x === undefined || y === undefined || z === undefined || !parent) return;
  const [px, py] = scene.project(x, y, z);
  const isRight = px > parent.clientWidth / 2;
  const top = Math.min(Math.max(py - 36, 0), Math.max(parent.clientHeight - 76, 0));
  const left = isRight ? px - TIP : px + TIP;
  tip.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px) translateX(${isRight ? '-100%' : '0'})`;
}
