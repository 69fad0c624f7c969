import { type ComponentType, type LazyExoticComponent, lazy, Suspense, useEffect } from 'react';
import type { Command } from './commands/command.ts';
import { DialogBoundary } from './components/dialog-boundary.tsx';
import { gridKeys } from './features/grid/grid-keys.ts';
import { useCalibration, useStores, useView } from './state/stores.ts';
import type { Overlay } from './state/view-store.ts';

interface ContentProps {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}

type Content = LazyExoticComponent<ComponentType<ContentProps>>;

const loadPalette = () => import('./features/guidance/command-palette.tsx');

/** Each in a file of its own, loaded when it is first opened. */
const contents: Readonly<Record<Overlay, Content>> = {
  palette: lazy(async () => {
    const { CommandPalette } = await loadPalette();
    return { default: CommandPalette };
  }),
  shortcuts: lazy(async () => {
    const { Shortcuts } = await import('./features/guidance/shortcuts.tsx');
    return { default: (props) => <Shortcuts {...props} gridKeys={gridKeys} /> };
  }),
  glossary: lazy(async () => {
    const { Glossary } = await import('./features/guidance/glossary.tsx');
    return { default: Glossary };
  }),
  settings: lazy(async () => {
    const { SettingsDialog } = await import('./features/settings/settings-dialog.tsx');
    return { default: SettingsDialog };
  }),
  console: lazy(async () => {
    const { ConsoleDialog } = await import('./features/console/console-dialog.tsx');
    return { default: ConsoleDialog };
  }),
  history: lazy(async () => {
    const { HistoryPanel } = await import('./features/history/history-panel.tsx');
    return { default: HistoryPanel };
  }),
  compare: lazy(async () => {
    const { CompareDialog } = await import('./features/compare/compare-dialog.tsx');
    return { default: CompareDialog };
  }),
  share: lazy(async () => {
    const { ShareDialog } = await import('./features/share/share-dialog.tsx');
    return { default: ShareDialog };
  }),
  import: lazy(async () => {
    const { ImportDialog } = await import('./features/import/dialog/import-dialog.tsx');
    return { default: ImportDialog };
  }),
  export: lazy(async () => {
    const { ExportDialog } = await import('./features/export/export-dialog.tsx');
    return { default: ExportDialog };
  }),
  batch: lazy(async () => {
    const { BatchDialog } = await import('./features/batch/batch-dialog.tsx');
    return { default: BatchDialog };
  }),
};

/**
 * What stands before the screen, if anything does. Where one takes the place of another, the focus
 * goes back to what opened the first before the next one takes it: so it ends there.
 */
export function Overlays({ commands }: { readonly commands: readonly Command[] }) {
  const { view } = useStores();
  const overlay = useView((state) => state.overlay);
  const isDone = useCalibration((state) => state.outcome !== undefined);
  // Who opens the palette types on at once: what is typed before it is there would be lost.
  useEffect(() => {
    if (isDone) loadPalette().catch(() => undefined);
  }, [isDone]);
  if (!overlay) return null;
  const Content = contents[overlay];
  const close = () => view.getState().close();
  return (
    <DialogBoundary key={overlay} onClose={close}>
      <Suspense fallback={null}>
        <Content commands={commands} onClose={close} />
      </Suspense>
    </DialogBoundary>
  );
}
