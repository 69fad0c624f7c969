import { fetchAnew } from './api/fetch-anew.ts';
import './app/styles/tokens.css';
import './app/styles/base.css';
import './app/styles/print.css';

const root = document.getElementById('root') as HTMLElement;

/**
 * React and the application are evaluated in tasks of their own: together they would block the page
 * twice as long. The browser fetches both at once.
 */
async function load(): Promise<void> {
  const application = import('./boot.tsx');
  await import('react-dom/client');
  await new Promise((resolve) => setTimeout(resolve));
  (await application).boot(root);
}

load().catch(() => {
  const anew = document.createElement('button');
  anew.textContent = 'Fetch the application anew';
  anew.addEventListener('click', () => void fetchAnew());
  root.role = 'alert';
  root.replaceChildren(
    'The application could not be loaded. Check the connection, then reload the page. If that does not help: ',
    anew,
  );
});
