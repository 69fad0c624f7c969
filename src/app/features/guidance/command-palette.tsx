import { Dialog } from '../../components/dialog.tsx';

export interface CommandPaletteProps {
  readonly onClose: () => void;
}

export function CommandPalette({ onClose }: CommandPaletteProps) {
  return (
    <Dialog title="Commands" closeLabel="Close commands" onClose={onClose} form="palette">
      {null}
    </Dialog>
  );
}
