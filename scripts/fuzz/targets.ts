import type { Target } from './target.ts';
import { contractTarget } from './targets/contract.ts';
import { linkTarget } from './targets/link.ts';
import { parserTarget } from './targets/parser.ts';
import { storedTarget } from './targets/stored.ts';

/** All that reads what others wrote. */
export const targets: readonly Target[] = [parserTarget, contractTarget, linkTarget, storedTarget];
