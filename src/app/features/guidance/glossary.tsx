import { Dialog } from '../../components/dialog.tsx';

export interface GlossaryProps {
  readonly onClose: () => void;
}

export function Glossary({ onClose }: GlossaryProps) {
  return (
    <Dialog title="Glossary" closeLabel="Close glossary" onClose={onClose} form="side">
      {null}
    </Dialog>
  );
}
