import { createRoot } from 'react-dom/client';
import { startApi } from './api/start.ts';
import { App } from './app/app.tsx';
import { ErrorBoundary } from './app/components/error-boundary.tsx';
import { Trouble } from './app/components/trouble.tsx';
import { createStores } from './app/create-stores.ts';
import './app/styles/tokens.css';
import './app/styles/base.css';
import { backendChoice } from './calibration/worker/backend-choice.ts';
import { startEngine } from './calibration/worker/client.ts';

const root = createRoot(document.getElementById('root') as HTMLElement);

try {
  const { choice, message } = backendChoice(location.search);
  const engine = startEngine(choice);
  const api = startApi(engine.connect, engine.service);
  root.render(
    <ErrorBoundary>
      <App stores={createStores(engine, api, message)} />
    </ErrorBoundary>,
  );
} catch (error) {
  root.render(<Trouble error={error} />);
}
