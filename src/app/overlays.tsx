import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react';
import { useStores, useView } from './state/stores.ts';
import type { Overlay } from './state/view-store.ts';

type Content = LazyExoticComponent<ComponentType<{ readonly onClose: () => void }>>;

/** Each in a file of its own, loaded when it is first opened. */
const contents: Readonly<Record<Overlay, Content>> = {
  palette: lazy(async () => {
    const { CommandPalette } = await import('./features/guidance/command-palette.tsx');
    return { default: CommandPalette };
  }),
  shortcuts: lazy(async () => {
    const { Shortcuts } = await import('./features/guidance/shortcuts.tsx');
    return { default: Shortcuts };
  }),
  glossary: lazy(async () => {
    const { Glossary } = await import('./features/guidance/glossary.tsx');
    return { default: Glossary };
  }),
  settings: lazy(async () => {
    const { SettingsDialog } = await import('./features/settings/settings-dialog.tsx');
    return { default: SettingsDialog };
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
};

/** What stands before the screen, if anything does. */
export function Overlays() {
  const { view } = useStores();
  const overlay = useView((state) => state.overlay);
  if (!overlay) return null;
  const Content = contents[overlay];
  return (
    <Suspense fallback={null}>
      <Content key={overlay} onClose={() => view.getState().close()} />
    </Suspense>
  );
}
