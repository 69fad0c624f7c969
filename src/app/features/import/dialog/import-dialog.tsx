import { Dialog } from '../../../components/dialog.tsx';

export interface ImportDialogProps {
  readonly onClose: () => void;
}

export function ImportDialog({ onClose }: ImportDialogProps) {
  return (
    <Dialog title="Import" closeLabel="Close import" onClose={onClose}>
      {null}
    </Dialog>
  );
}
