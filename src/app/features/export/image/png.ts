import type { FigureImage } from './figure-image.ts';

/** Larger pictures are drawn at a lower scale: no browser's canvas is of any size. */
const MOST_PIXELS = 32e6;

/** The picture as PNG at `scale` pixels a px. Rejects with an Error where the browser cannot draw it. */
export async function pngOf({ svg, width, height }: FigureImage, scale = 2): Promise<Blob> {
  const image = new Image(width, height);
  // The page's policy lets images come from data, not from blobs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const fitting = Math.min(scale, Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * fitting);
  canvas.height = Math.round(height * fitting);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('this browser cannot draw it');
  return blob;
}
