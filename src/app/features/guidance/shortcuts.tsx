import { Dialog } from '../../components/dialog.tsx';

export interface ShortcutsProps {
  readonly onClose: () => void;
}

export function Shortcuts({ onClose }: ShortcutsProps) {
  return (
    <Dialog title="Keyboard" closeLabel="Close keyboard help" onClose={onClose}>
      {null}
    </Dialog>
  );
}
