import { Dialog } from '../../components/dialog.tsx';

export interface ShareDialogProps {
  readonly onClose: () => void;
}

export function ShareDialog({ onClose }: ShareDialogProps) {
  return (
    <Dialog title="Share" closeLabel="Close share" onClose={onClose}>
      {null}
    </Dialog>
  );
}
