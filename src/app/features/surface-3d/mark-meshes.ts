import {
  BufferAttribute,
  BufferGeometry,
  Color,
  Group,
  IcosahedronGeometry,
  InstancedMesh,
  LineBasicMaterial,
  LineSegments,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
} from 'three';
import { HALF } from './box.ts';
import { markPlaces, stems } from './geometry.ts';
import type { Palette } from './palette.ts';
import type { Picture } from './picture.ts';

/** Radius of a mark in box units; where there are many, they are smaller and rougher. */
const RADIUS = 0.017;
const MANY = 800;

export interface MarkMeshes {
  readonly group: Group;
  /** Places of the marks, x, y, z in box units. */
  readonly places: () => Float32Array;
  readonly update: (picture: Picture, maturity: number) => void;
  /** Marks the quote under the crosshair. */
  readonly point: (mark: number | undefined) => void;
  readonly paint: (palette: Palette) => void;
  readonly dispose: () => void;
}

/**
 * The market: a ball a quote, with a stem to the model. What the sheet hides is drawn through it,
 * faintly, since a quote under the model is as much a quote as one above.
 */
export function createMarkMeshes(): MarkMeshes {
  const group = new Group();
  const solid = new MeshBasicMaterial();
  const ghost = new MeshBasicMaterial({
    transparent: true,
    opacity: 0.3,
    depthTest: false,
    depthWrite: false,
  });
  const stem = new LineBasicMaterial({ vertexColors: true });
  const pointer = new MeshBasicMaterial({ depthTest: false, transparent: true });
  const plumb = new LineBasicMaterial({ depthTest: false, transparent: true });
  let ball = new IcosahedronGeometry(RADIUS, 2);
  let balls: InstancedMesh | undefined;
  let ghosts: InstancedMesh | undefined;
  const stemLines = new LineSegments(new BufferGeometry(), stem);
  const marker = new Mesh(new IcosahedronGeometry(1.7 * RADIUS, 2), pointer);
  const drop = new LineSegments(
    new BufferGeometry().setAttribute('position', new BufferAttribute(new Float32Array(6), 3)),
    plumb,
  );
  for (const part of [stemLines, marker, drop]) part.frustumCulled = false;
  marker.renderOrder = 3;
  drop.renderOrder = 3;
  marker.visible = false;
  drop.visible = false;
  group.add(stemLines, marker, drop);
  let places: Float32Array = new Float32Array(0);
  let picture: Picture | undefined;
  let palette: Palette | undefined;

  function build(count: number): void {
    for (const part of [balls, ghosts]) {
      if (!part) continue;
      group.remove(part);
      part.dispose();
    }
    ball.dispose();
    ball = new IcosahedronGeometry(count > MANY ? 0.6 * RADIUS : RADIUS, count > MANY ? 0 : 2);
    balls = new InstancedMesh(ball, solid, count);
    ghosts = new InstancedMesh(ball, ghost, count);
    balls.frustumCulled = false;
    ghosts.frustumCulled = false;
    ghosts.renderOrder = 1;
    group.add(ghosts, balls);
  }

  function colourStems(): void {
    const attribute = stemLines.geometry.getAttribute('color');
    if (!attribute || !palette || !picture) return;
    for (const [n, { market, model }] of picture.marks.entries()) {
      const [r, g, b] = (model ?? market) >= market ? palette.high : palette.low;
      attribute.setXYZ(2 * n, r, g, b);
      attribute.setXYZ(2 * n + 1, r, g, b);
    }
    attribute.needsUpdate = true;
  }

  return {
    group,
    places: () => places,
    update(next, maturity) {
      picture = next;
      const { marks, surface, scales } = next;
      if (balls?.count !== marks.length) {
        build(marks.length);
        stemLines.geometry.dispose();
        stemLines.geometry = new BufferGeometry()
          .setAttribute('position', new BufferAttribute(new Float32Array(6 * marks.length), 3))
          .setAttribute('color', new BufferAttribute(new Float32Array(6 * marks.length), 3));
      }
      places = markPlaces(marks, surface.strikes, surface.maturities, scales);
      const matrix = new Matrix4();
      for (const [n, mark] of marks.entries()) {
        const size = mark.maturity === maturity ? 1.2 : 0.75;
        matrix.makeScale(size, size, size);
        matrix.setPosition(places[3 * n] ?? 0, places[3 * n + 1] ?? 0, places[3 * n + 2] ?? 0);
        balls?.setMatrixAt(n, matrix);
        ghosts?.setMatrixAt(n, matrix);
      }
      for (const part of [balls, ghosts]) if (part) part.instanceMatrix.needsUpdate = true;
      const ends = stemLines.geometry.getAttribute('position');
      (ends.array as Float32Array).set(stems(marks, places, scales));
      ends.needsUpdate = true;
      colourStems();
    },
    point(mark) {
      const isKnown = mark !== undefined && mark >= 0 && 3 * mark < places.length;
      marker.visible = isKnown;
      drop.visible = isKnown;
      if (!isKnown) return;
      const [x, y, z] = places.subarray(3 * mark, 3 * mark + 3) as unknown as [
        number,
        number,
        number,
      ];
      marker.position.set(x, y, z);
      const ends = drop.geometry.getAttribute('position');
      ends.setXYZ(0, x, y, z);
      ends.setXYZ(1, x, -HALF.y, z);
      ends.needsUpdate = true;
    },
    paint(next) {
      palette = next;
      solid.color.setRGB(...next.market);
      ghost.color.setRGB(...next.market);
      pointer.color = new Color().setRGB(...next.accent);
      plumb.color.setRGB(...next.accent);
      colourStems();
    },
    dispose() {
      balls?.dispose();
      ghosts?.dispose();
      ball.dispose();
      for (const part of [stemLines, marker, drop]) part.geometry.dispose();
      for (const material of [solid, ghost, stem, pointer, plumb]) material.dispose();
    },
  };
}
