import {
  AmbientLight,
  BufferAttribute,
  BufferGeometry,
  DirectionalLight,
  LineBasicMaterial,
  LineSegments,
  PerspectiveCamera,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { boxLines, type Facing, type Scales, type Ticks } from './box.ts';
import { createMarkMeshes } from './mark-meshes.ts';
import { direction, framing, type Orbit } from './orbit.ts';
import type { Palette } from './palette.ts';
import type { Picture } from './picture.ts';
import { createSheetMesh } from './sheet-mesh.ts';

/** This browser, or this graphics card, draws no WebGL 2. */
export class NoWebGlError extends Error {
  override readonly name = 'NoWebGlError';
}

/** The picture on a canvas. Nothing is drawn but when asked, once a frame at most. */
export interface SurfaceScene {
  readonly show: (picture: Picture, maturity: number) => void;
  /** The quote under the crosshair, by its index among the picture's marks. */
  readonly point: (mark: number | undefined) => void;
  readonly paint: (palette: Palette) => void;
  readonly look: (orbit: Orbit) => void;
  /** In CSS px. */
  readonly resize: (width: number, height: number) => void;
  readonly facing: () => Facing;
  /** A place in the box as px from the canvas's top left. */
  readonly project: (x: number, y: number, z: number) => readonly [number, number];
  /** Places of the picture's marks, x, y, z in the box. */
  readonly marks: () => Float32Array;
  /** Gives all memory of the graphics card back, the context too. */
  readonly dispose: () => void;
}

/** Radians. A narrow view bends the box less. */
const FIELD = 26;
/** Room for labels at both sides, in px. */
const SIDES = 76;
const MOST_PIXELS = 2;

/**
 * @param onDrawn called after each picture
 * @throws NoWebGlError
 */
export function createScene(canvas: HTMLCanvasElement, onDrawn: () => void): SurfaceScene {
  const context = canvas.getContext('webgl2', {
    alpha: true,
    antialias: true,
    depth: true,
    powerPreference: 'low-power',
    // The picture can be printed and saved after it was drawn.
    preserveDrawingBuffer: true,
  });
  if (!context) throw new NoWebGlError('This browser draws no WebGL 2.');
  const renderer = new WebGLRenderer({ canvas, context, alpha: true, antialias: true });
  renderer.setClearAlpha(0);
  renderer.setPixelRatio(Math.min(globalThis.devicePixelRatio, MOST_PIXELS));
  const scene = new Scene();
  const camera = new PerspectiveCamera(FIELD, 1, 0.1, 60);
  const sheet = createSheetMesh();
  const marks = createMarkMeshes();
  const hairline = new LineBasicMaterial();
  const box = new LineSegments(new BufferGeometry(), hairline);
  box.frustumCulled = false;
  box.renderOrder = -1;
  // Mostly ambient: colours mean values, and light only shows the bends.
  const lamp = new DirectionalLight(0xffffff, 0.3 * Math.PI);
  scene.add(new AmbientLight(0xffffff, 0.78 * Math.PI), lamp, box, sheet.group, marks.group);
  let frame = 0;
  let facing: Facing = { x: 1, z: 1, isHigh: false };
  let held: { scales: Scales; ticks: Ticks } | undefined;
  let drawnBox = '';
  let size = { width: 1, height: 1 };
  let seen: Orbit | undefined;
  const spot = new Vector3();

  function invalidate(): void {
    if (frame === 0) frame = requestAnimationFrame(draw);
  }

  function draw(): void {
    frame = 0;
    if (!held || !seen) return;
    const key = JSON.stringify([facing, held.ticks, held.scales]);
    if (key !== drawnBox) {
      drawnBox = key;
      box.geometry.dispose();
      const lines = boxLines(held.scales, held.ticks, facing);
      box.geometry = new BufferGeometry().setAttribute('position', new BufferAttribute(lines, 3));
    }
    renderer.render(scene, camera);
    onDrawn();
  }

  function aim(): void {
    if (!seen) return;
    const [x, y, z] = direction(seen);
    const tan = Math.tan((FIELD * Math.PI) / 360);
    const aspect = size.width / size.height;
    const whole = framing(seen.elevation, Math.max(size.width - SIDES, 60) / size.height, tan);
    const distance = whole.distance / seen.zoom;
    camera.aspect = aspect;
    camera.near = Math.max(distance - 3, 0.05);
    camera.far = distance + 3;
    // Across and up in the picture: the target moves against the pan.
    const across = new Vector3(Math.cos(seen.azimuth), 0, -Math.sin(seen.azimuth));
    const ahead = new Vector3(x, y, z);
    const up = new Vector3().crossVectors(ahead, across);
    const target = across.multiplyScalar(-seen.panX).addScaledVector(up, -seen.panY);
    camera.position.copy(target).addScaledVector(ahead, distance);
    camera.lookAt(target);
    // What fits moves to the middle by a shift of the picture, which bends nothing.
    const { width, height } = size;
    const down = (-whole.middle / (2 * tan)) * height;
    camera.setViewOffset(width, height, 0, down, width, height);
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
    lamp.position.set(x + 0.6 * Math.cos(seen.azimuth), y + 1.2, z - 0.6 * Math.sin(seen.azimuth));
    facing = { x: x >= 0 ? 1 : -1, z: z >= 0 ? 1 : -1, isHigh: y > 0.85 };
  }

  const onRestored = () => invalidate();
  canvas.addEventListener('webglcontextrestored', onRestored);

  return {
    show(picture, maturity) {
      held = picture;
      sheet.update(picture, maturity);
      marks.update(picture, maturity);
      invalidate();
    },
    point(mark) {
      marks.point(mark);
      invalidate();
    },
    paint(palette) {
      sheet.paint(palette);
      marks.paint(palette);
      hairline.color.setRGB(...palette.line);
      invalidate();
    },
    look(orbit) {
      seen = orbit;
      aim();
      invalidate();
    },
    resize(width, height) {
      size = { width: Math.max(width, 1), height: Math.max(height, 1) };
      renderer.setSize(size.width, size.height, false);
      aim();
      // Setting the size clears the canvas: what is there must not flicker.
      cancelAnimationFrame(frame);
      draw();
    },
    facing: () => facing,
    project(x, y, z) {
      spot.set(x, y, z).project(camera);
      return [((spot.x + 1) / 2) * size.width, ((1 - spot.y) / 2) * size.height];
    },
    marks: marks.places,
    dispose() {
      cancelAnimationFrame(frame);
      canvas.removeEventListener('webglcontextrestored', onRestored);
      sheet.dispose();
      marks.dispose();
      box.geometry.dispose();
      hairline.dispose();
      renderer.dispose();
      context.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}
