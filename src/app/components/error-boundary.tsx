import { Component, type ReactNode } from 'react';
import { Trouble } from './trouble.tsx';

/** Shows what broke instead of a blank page. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly error: unknown }
> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('unknown') };
  }

  override render() {
    return this.state.error === undefined ? (
      this.props.children
    ) : (
      <Trouble error={this.state.error} />
    );
  }
}
