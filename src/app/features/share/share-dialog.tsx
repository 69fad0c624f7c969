import { useMemo } from 'react';
import { quotedCells } from '../../../calibration/quotes/surface.ts';
import controls from '../../components/controls.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { shareLink } from '../../exchange/share-link.ts';
import { useCalibration, useSurface } from '../../state/stores.ts';
import styles from './share-dialog.module.css';

export interface ShareDialogProps {
  readonly onClose: () => void;
}

/** Longer ones are cut by some mail and chat programs. */
const LONG_LINK = 8000;

/** A link that opens this surface, model and settings anywhere. */
export function ShareDialog({ onClose }: ShareDialogProps) {
  const { surface, origin } = useSurface((state) => state.document);
  const model = useCalibration((state) => state.model);
  const settings = useCalibration((state) => state.settings);
  const link = useMemo(
    () => shareLink(location.href, { surface, origin, model: model.name, settings }),
    [surface, origin, model, settings],
  );
  return (
    <Dialog title="Share" closeLabel="Close share" onClose={onClose}>
      <p>
        The link holds these {quotedCells(surface).length} quotes, the market, the model (
        {model.title}) and what the fit minimises. Whoever opens it sees the surface calibrated the
        same way, in their own browser.
      </p>
      <div className={styles.link}>
        <input
          className={`${controls.input} ${styles.text}`}
          aria-label="Link"
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
        />
        <CopyButton
          label="Copy link"
          className={`${controls.button} ${controls.primary}`}
          text={() => link}
        />
      </div>
      <p className={styles.said}>
        {link.length} characters.
        {link.length > LONG_LINK &&
          ' Some mail and chat programs cut links so long: send an exported file instead.'}{' '}
        Nothing is uploaded: the numbers stand in the link itself, after the #, which browsers send
        to no server. Who has the link has the numbers.
      </p>
    </Dialog>
  );
}
