import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { HOME, type Orbit } from './orbit.ts';
import type { SurfaceScene } from './scene.ts';

/** Where the picture stands: `absent` without WebGL, `missing` where its file did not come. */
export type SceneState = 'loading' | 'ready' | 'absent' | 'missing' | 'lost';

export interface HeldScene {
  readonly state: SceneState;
  readonly scene: SurfaceScene | undefined;
  readonly orbit: () => Orbit;
  readonly look: (orbit: Orbit) => void;
}

/**
 * The scene on a canvas of its own inside `host`, for as long as the component stands. three.js comes
 * in a file of its own, with the first picture.
 * @param onDrawn called after each picture, with the scene that drew it
 */
export function useScene(
  host: RefObject<HTMLElement | null>,
  onDrawn: (scene: SurfaceScene) => void,
): HeldScene {
  const [state, setState] = useState<SceneState>('loading');
  const [scene, setScene] = useState<SurfaceScene>();
  const orbit = useRef(HOME);
  const latest = useRef(onDrawn);
  useEffect(() => {
    latest.current = onDrawn;
  });

  useEffect(() => {
    const place = host.current;
    if (!place) return undefined;
    // A canvas of its own: one whose context was given back can never draw again.
    const canvas = document.createElement('canvas');
    let made: SurfaceScene | undefined;
    let isOver = false;
    const onLost = () => setState('lost');
    const onRestored = () => setState('ready');
    const observer = new ResizeObserver(() => made?.resize(place.clientWidth, place.clientHeight));
    import('./scene.ts').then(
      ({ createScene, NoWebGlError }) => {
        if (isOver) return;
        try {
          const own = createScene(canvas, () => latest.current(own));
          made = own;
        } catch (error) {
          if (!(error instanceof NoWebGlError)) console.error(error);
          setState('absent');
          return;
        }
        place.prepend(canvas);
        canvas.addEventListener('webglcontextlost', onLost);
        canvas.addEventListener('webglcontextrestored', onRestored);
        observer.observe(place);
        made.resize(place.clientWidth, place.clientHeight);
        made.look(orbit.current);
        setScene(made);
        setState('ready');
      },
      () => setState('missing'),
    );
    return () => {
      isOver = true;
      observer.disconnect();
      canvas.removeEventListener('webglcontextlost', onLost);
      canvas.removeEventListener('webglcontextrestored', onRestored);
      made?.dispose();
      canvas.remove();
      setScene(undefined);
    };
  }, [host]);

  const look = useCallback(
    (next: Orbit) => {
      orbit.current = next;
      scene?.look(next);
    },
    [scene],
  );
  return { state, scene, orbit: useCallback(() => orbit.current, []), look };
}
