import { Dialog } from '../../components/dialog.tsx';

export interface HistoryPanelProps {
  readonly onClose: () => void;
}

export function HistoryPanel({ onClose }: HistoryPanelProps) {
  return (
    <Dialog title="History" closeLabel="Close history" onClose={onClose} form="side">
      {null}
    </Dialog>
  );
}
