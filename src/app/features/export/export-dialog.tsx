import { Dialog } from '../../components/dialog.tsx';

export interface ExportDialogProps {
  readonly onClose: () => void;
}

export function ExportDialog({ onClose }: ExportDialogProps) {
  return (
    <Dialog title="Export" closeLabel="Close export" onClose={onClose}>
      {null}
    </Dialog>
  );
}
