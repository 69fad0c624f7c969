import type { Answered, Trouble } from '../../api/client.ts';
import type { Connection } from '../../api/start.ts';
import { models } from '../../levy/models.ts';

/** Asks a server what it is; why it is not to be used, or undefined where it is. */
export async function serverProblem({ client }: Connection): Promise<string | undefined> {
  const health = await client.health();
  if (!health.ok) return refusalText(health);
  const offered = await client.models();
  if (!offered.ok) return refusalText(offered);
  const { available_models: names } = offered.value;
  if (models.some(({ name }) => names.includes(name))) return undefined;
  return `This server calibrates none of the models here: it offers ${names.join(', ') || 'none'}.`;
}

const NO_CONTRACT = 'What answers there is no server of this contract: look at the address.';

const texts: Readonly<Partial<Record<Trouble['kind'], string>>> = {
  unauthorised: 'This server asks for a token, and not this one.',
  refused: NO_CONTRACT,
  'not-the-contract': NO_CONTRACT,
};

function refusalText({ trouble, problems }: Extract<Answered<unknown>, { ok: false }>): string {
  const known = texts[trouble.kind];
  if (known) return known;
  const said = problems.map(({ message }) => message).join(' ');
  if (trouble.kind !== 'unreachable') return said;
  // A browser does not tell a page which of these it is.
  return `${said} It may be down, not let pages of this origin ask (its CORS_ORIGINS), or be none that this page may ask (API_ORIGINS of the build).`;
}
