import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  DynamicDrawUsage,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
} from 'three';
import { fillBar, fillMesh, fillPatches, fillSheet, fillSmile, meshLines } from './geometry.ts';
import { levelOf, type Palette } from './palette.ts';
import type { Picture } from './picture.ts';

/** Half the thickness of the bar along the chosen smile, in box units. */
const BAR = 0.011;

export interface SheetMesh {
  readonly group: Group;
  /** Moves the vertices in place; builds anew only where there are others. */
  readonly update: (picture: Picture, maturity: number) => void;
  readonly paint: (palette: Palette) => void;
  readonly dispose: () => void;
}

/** The model: a coloured sheet, lines on it at the quoted strikes and maturities, the chosen smile. */
export function createSheetMesh(): SheetMesh {
  const group = new Group();
  const skin = new MeshLambertMaterial({
    vertexColors: true,
    side: DoubleSide,
    // The lines lie on the sheet, not in it.
    polygonOffset: true,
    polygonOffsetFactor: 1,
    polygonOffsetUnits: 1,
  });
  const thread = new LineBasicMaterial({ transparent: true, opacity: 0.35, depthWrite: false });
  const stroke = new MeshBasicMaterial();
  const sheet = new Mesh(new BufferGeometry(), skin);
  const lines = new LineSegments(new BufferGeometry(), thread);
  const smile = new Mesh(new BufferGeometry(), stroke);
  for (const part of [sheet, lines, smile]) part.frustumCulled = false;
  group.add(sheet, lines, smile);
  let size = '';
  let palette: Palette | undefined;
  let picture: Picture | undefined;

  function build(rows: number, columns: number): void {
    for (const part of [sheet, lines, smile]) part.geometry.dispose();
    const count = rows * columns;
    const position = floats(3 * count);
    sheet.geometry = new BufferGeometry()
      .setAttribute('position', position)
      .setAttribute('normal', floats(3 * count))
      .setAttribute('color', floats(3 * count))
      .setIndex(indices(6 * Math.max(rows - 1, 0) * Math.max(columns - 1, 0)));
    lines.geometry = new BufferGeometry()
      .setAttribute('position', position)
      .setIndex(indices(4 * count));
    smile.geometry = new BufferGeometry()
      .setAttribute('position', floats(12 * rows))
      .setIndex(indices(24 * Math.max(rows - 1, 0)));
  }

  function colour(): void {
    const attribute = sheet.geometry.getAttribute('color');
    if (!palette || !picture || !attribute) return;
    const [low, high] = picture.scales.value;
    const { values } = picture;
    const array = attribute.array as Float32Array;
    for (let i = 0; i < values.length; i++) {
      levelOf(palette, ((values[i] as number) - low) / (high - low), array, 3 * i);
    }
    attribute.needsUpdate = true;
  }

  return {
    group,
    update(next, maturity) {
      const { sheet: model, values, scales, surface } = next;
      const rows = model.samples.strikes.length;
      const columns = model.samples.maturities.length;
      if (size !== `${rows} ${columns}`) build(rows, columns);
      size = `${rows} ${columns}`;
      picture = next;
      const places = sheet.geometry.getAttribute('position');
      const vertices = places.array as Float32Array;
      fillSheet(model, values, scales, vertices);
      places.needsUpdate = true;
      changed(sheet.geometry, (out) => {
        fillPatches(rows, columns, values, scales, out);
        return out.length;
      });
      sheet.geometry.computeVertexNormals();
      changed(lines.geometry, (out) =>
        fillMesh(model, meshLines(surface, model), values, scales, out),
      );
      const chosen = surface.maturities[maturity] ?? Number.NaN;
      const column = model.samples.maturities.findIndex((T) => T >= chosen);
      smile.visible = column >= 0;
      if (column >= 0) {
        const bar = smile.geometry.getAttribute('position');
        fillSmile(vertices, rows, columns, column, BAR, bar.array as Float32Array);
        bar.needsUpdate = true;
        changed(smile.geometry, (out) => fillBar(rows, columns, column, values, scales, out));
      }
      colour();
    },
    paint(next) {
      palette = next;
      thread.color.setRGB(...next.text);
      stroke.color.setRGB(...next.accent);
      colour();
    },
    dispose() {
      for (const part of [sheet, lines, smile]) part.geometry.dispose();
      for (const material of [skin, thread, stroke]) material.dispose();
    },
  };
}

function floats(length: number): BufferAttribute {
  return new BufferAttribute(new Float32Array(length), 3).setUsage(DynamicDrawUsage);
}

function indices(length: number): BufferAttribute {
  return new BufferAttribute(new Uint16Array(length), 1).setUsage(DynamicDrawUsage);
}

/** Fills a geometry's index in place and draws as much of it as was filled. */
function changed(geometry: BufferGeometry, fill: (out: Uint16Array) => number): void {
  const { index } = geometry;
  if (!index) return;
  geometry.setDrawRange(0, fill(index.array as Uint16Array));
  index.needsUpdate = true;
}
