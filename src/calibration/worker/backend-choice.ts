import { backendTitles } from '../../network/engine/backend.ts';
import type { BackendChoice } from './status.ts';

const CHOICES: readonly string[] = ['auto', ...Object.keys(backendTitles)];

/** The backend a page's query asks for, `?backend=webgl`; `auto` without one, or with a message. */
export function backendChoice(search: string): { choice: BackendChoice; message?: string } {
  const asked = new URLSearchParams(search).get('backend');
  if (asked === null) return { choice: 'auto' };
  if (isChoice(asked)) return { choice: asked };
  const message = `There is no backend “${asked}” (${CHOICES.join(', ')}), so the best one is used.`;
  return { choice: 'auto', message };
}

function isChoice(value: string): value is BackendChoice {
  return CHOICES.includes(value);
}
