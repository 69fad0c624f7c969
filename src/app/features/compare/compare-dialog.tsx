import { Dialog } from '../../components/dialog.tsx';

export interface CompareDialogProps {
  readonly onClose: () => void;
}

export function CompareDialog({ onClose }: CompareDialogProps) {
  return (
    <Dialog title="Compare" closeLabel="Close comparison" onClose={onClose} form="wide">
      {null}
    </Dialog>
  );
}
