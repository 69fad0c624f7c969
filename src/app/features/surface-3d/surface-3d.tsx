import { useMemo } from 'react';
import type { PlotGuestProps } from '../../components/plot-guest.ts';
import { pictureOf } from './picture.ts';
import { createSheet } from './sheet.ts';
import styles from './surface-3d.module.css';
import { SurfacePicture } from './surface-picture.tsx';
import { SurfaceTable } from './surface-table.tsx';

/** The model as a sheet over strike and maturity, with the market's quotes above and below it. */
export function Surface3d(props: PlotGuestProps) {
  const { surface, fit, quantity, showData } = props;
  if (showData) return <SurfaceTable surface={surface} fit={fit} quantity={quantity} />;
  if (!fit) return <p className={styles.empty}>The surface comes with the fit.</p>;
  return <FittedSurface {...props} fit={fit} />;
}

function FittedSurface(
  props: PlotGuestProps & { readonly fit: NonNullable<PlotGuestProps['fit']> },
) {
  const { surface, fit, quantity } = props;
  const { model } = fit;
  const sheet = useMemo(() => createSheet(surface, model), [surface, model]);
  const picture = useMemo(() => {
    try {
      return pictureOf(surface, sheet, fit, quantity);
    } catch (error) {
      if (error instanceof RangeError) return error;
      throw error;
    }
  }, [surface, sheet, fit, quantity]);
  if (picture instanceof RangeError) return <p className={styles.empty}>{picture.message}</p>;
  return <SurfacePicture {...props} picture={picture} />;
}
