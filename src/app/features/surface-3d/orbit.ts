/** Where the viewer stands, as angles about the middle of the box; no part of it is three.js. */
export interface Orbit {
  /** Radians about the upright axis, 0 before the strikes, growing to the right. */
  readonly azimuth: number;
  /** Radians above the horizon. */
  readonly elevation: number;
  /** 1 shows the whole box. */
  readonly zoom: number;
  /** Shift of the picture, in box units across and up. */
  readonly panX: number;
  readonly panY: number;
}

const DEGREE = Math.PI / 180;

/** From the left of the strikes, a little above: short maturities before long ones. */
export const HOME: Orbit = {
  azimuth: -38 * DEGREE,
  elevation: 24 * DEGREE,
  zoom: 1,
  panX: 0,
  panY: 0,
};

/** Sides from which one axis drops out. */
export const VIEWS = {
  smile: { ...HOME, azimuth: 0, elevation: 2 * DEGREE },
  term: { ...HOME, azimuth: -90 * DEGREE, elevation: 2 * DEGREE },
  top: { ...HOME, azimuth: 0, elevation: 89 * DEGREE, zoom: 1.35 },
} as const satisfies Record<string, Orbit>;

const LOWEST = -20 * DEGREE;
const HIGHEST = 89 * DEGREE;
const LEAST_ZOOM = 0.6;
const MOST_ZOOM = 8;

/** Turned by radians; the viewer never passes over the top. */
export function turned(orbit: Orbit, right: number, up: number): Orbit {
  return {
    ...orbit,
    azimuth: (orbit.azimuth + right) % (2 * Math.PI),
    elevation: clamp(orbit.elevation + up, LOWEST, HIGHEST),
  };
}

export function zoomed(orbit: Orbit, factor: number): Orbit {
  return { ...orbit, zoom: clamp(orbit.zoom * factor, LEAST_ZOOM, MOST_ZOOM) };
}

/** Moved across and up, in box units; the box does not leave the picture. */
export function panned(orbit: Orbit, right: number, up: number): Orbit {
  return {
    ...orbit,
    panX: clamp(orbit.panX + right, -1.3, 1.3),
    panY: clamp(orbit.panY + up, -1, 1),
  };
}

const STEP = 10 * DEGREE;

/** The view that a key leads to; undefined for keys that mean nothing here. */
export function keyed(orbit: Orbit, key: string): Orbit | undefined {
  switch (key) {
    case 'ArrowLeft':
      return turned(orbit, -STEP, 0);
    case 'ArrowRight':
      return turned(orbit, STEP, 0);
    case 'ArrowUp':
      return turned(orbit, 0, STEP);
    case 'ArrowDown':
      return turned(orbit, 0, -STEP);
    case '+':
    case '=':
      return zoomed(orbit, 1.2);
    case '-':
    case '_':
      return zoomed(orbit, 1 / 1.2);
    case 'Home':
      return HOME;
    default:
      return undefined;
  }
}

/** Unit vector from the middle of the box to the viewer. */
export function direction({ azimuth, elevation }: Orbit): readonly [number, number, number] {
  const flat = Math.cos(elevation);
  return [flat * Math.sin(azimuth), Math.sin(elevation), flat * Math.cos(azimuth)];
}

/** How the camera takes the box in. */
export interface Framing {
  /** From the middle of the box, in box units. */
  readonly distance: number;
  /** Upward slope of the line of sight that becomes the picture's middle. */
  readonly middle: number;
}

/** Radius of the box about its upright axis and half its height, with some room for the labels. */
const RADIUS = 1.62;
const HALF_HEIGHT = 0.7;
/** Share of the picture that they fill. */
const FILL = 0.95;

/**
 * Where the whole box fits the picture, labels included. What is near looks larger, so the middle of
 * the picture is not that of the box. It depends on the elevation only: the box does not seem to
 * breathe while it is turned.
 * @param tan of half the upright field of view
 */
export function framing(elevation: number, aspect: number, tan: number): Framing {
  const [cos, sin] = [Math.cos(elevation), Math.sin(elevation)];
  // Rims of the cylinder around the box, before and behind: height in the picture, and nearness.
  const rims = [-1, 1].flatMap((end) =>
    [-1, 1].map((side) => ({
      up: end * HALF_HEIGHT * cos - side * RADIUS * sin,
      near: end * HALF_HEIGHT * sin + side * RADIUS * cos,
    })),
  );
  const slopes = (distance: number) => rims.map(({ up, near }) => up / (distance - near));
  let [near, far] = [RADIUS + HALF_HEIGHT, 100];
  for (let i = 0; i < 40; i++) {
    const distance = (near + far) / 2;
    const each = slopes(distance);
    const fits = Math.max(...each) - Math.min(...each) < 2 * tan * FILL;
    if (fits && RADIUS / distance < tan * aspect * FILL) far = distance;
    else near = distance;
  }
  const each = slopes(far);
  return { distance: far, middle: (Math.max(...each) + Math.min(...each)) / 2 };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
