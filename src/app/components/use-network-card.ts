import { useEffect, useState } from 'react';
import { networkPath } from '../../network/network-path.ts';
import { type CardFacts, readCard } from '../state/network-card.ts';

/** Where a file of a model’s network lies, as it was when this page was built. */
export function networkUrl(model: string, file: string): string {
  return new URL(networkPath(`${model}/${file}`), document.baseURI).href;
}

const cards = new Map<string, Promise<CardFacts>>();

/** Each card is fetched once a page; a failure is not kept. */
function fetchCard(model: string): Promise<CardFacts> {
  const known = cards.get(model);
  if (known) return known;
  const coming = load(model);
  cards.set(model, coming);
  coming.catch(() => cards.delete(model));
  return coming;
}

async function load(model: string): Promise<CardFacts> {
  const response = await fetch(networkUrl(model, 'card.json'));
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  const card = readCard(await response.json().catch(() => undefined));
  if (!card) throw new Error('what came is no card');
  return card;
}

/** The card of a model's network, or why it did not come; neither while it is on its way. */
export interface NetworkCardState {
  readonly card?: CardFacts;
  readonly failure?: string;
  readonly retry: () => void;
}

export function useNetworkCard(model: string): NetworkCardState {
  const [attempt, setAttempt] = useState(0);
  const question = `${model} ${attempt}`;
  const [known, setKnown] = useState<{ question: string; card?: CardFacts; failure?: string }>();
  useEffect(() => {
    let wanted = true;
    const set = (answer: { card: CardFacts } | { failure: string }) => {
      if (wanted) setKnown({ question, ...answer });
    };
    fetchCard(model).then(
      (card) => set({ card }),
      (error: unknown) => set({ failure: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [model, question]);
  const { question: _, ...answer } = known?.question === question ? known : { question };
  return { ...answer, retry: () => setAttempt(attempt + 1) };
}
