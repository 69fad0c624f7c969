import '../app/styles/tokens.css';
import '../app/styles/base.css';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from '../app/components/error-boundary.tsx';
import { DocsPage } from './docs-page.tsx';

createRoot(document.getElementById('root') as HTMLElement).render(
  <ErrorBoundary>
    <DocsPage />
  </ErrorBoundary>,
);
