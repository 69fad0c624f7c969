import { Component, type ReactNode } from 'react';
import { Dialog } from './dialog.tsx';

interface DialogBoundaryProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that broke, or whose file did not come, must not take the screen behind it away. */
export class DialogBoundary extends Component<DialogBoundaryProps, { readonly error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('unknown') };
  }

  override render() {
    const { error } = this.state;
    const { onClose, children } = this.props;
    if (error === undefined) return children;
    return (
      <Dialog title="This could not be shown" closeLabel="Close" onClose={onClose}>
        <p role="alert">
          What is on the screen is unchanged. Check the connection, then reload the page and try
          again. The browser said: {error instanceof Error ? error.message : String(error)}
        </p>
      </Dialog>
    );
  }
}
