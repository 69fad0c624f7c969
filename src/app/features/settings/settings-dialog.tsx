import { Dialog } from '../../components/dialog.tsx';

export interface SettingsDialogProps {
  readonly onClose: () => void;
}

export function SettingsDialog({ onClose }: SettingsDialogProps) {
  return (
    <Dialog title="Settings" closeLabel="Close settings" onClose={onClose}>
      {null}
    </Dialog>
  );
}
