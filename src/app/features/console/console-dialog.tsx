import { useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { Segmented } from '../../components/segmented.tsx';
import styles from './console-dialog.module.css';
import { LogTable } from './log-table.tsx';
import { RequestPanel } from './request-panel.tsx';

export interface ConsoleDialogProps {
  readonly onClose: () => void;
}

const TABS = [
  ['request', 'Request'],
  ['log', 'Log'],
] as const;

/** The REST contract by hand: any request with its answer, and the log of all that were sent. */
export function ConsoleDialog({ onClose }: ConsoleDialogProps) {
  const [tab, setTab] = useState<'request' | 'log'>('request');
  return (
    <Dialog
      title="API console"
      closeLabel="Close API console"
      onClose={onClose}
      form="wide"
      tools={
        <>
          <Segmented label="View" options={TABS} value={tab} onChange={setTab} />
          <a className={styles.link} href="docs.html" target="_blank" rel="noreferrer">
            Documentation
          </a>
        </>
      }
    >
      {/* Hidden, not gone: a request goes on, and its answer stays. */}
      <div className={styles.pane} hidden={tab !== 'request'}>
        <RequestPanel />
      </div>
      {tab === 'log' && <LogTable />}
    </Dialog>
  );
}
