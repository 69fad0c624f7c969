import type { Stores } from '../state/stores.ts';

/** The areas that the focus can be sent to. */
export type Region = 'grid' | 'parameters' | 'plots' | 'bar';

/** What commands need of the page itself; tests give another. */
export interface Page {
  readonly goTo: (region: Region) => void;
  /** Asks for a file to import. */
  readonly openFile: () => void;
  /** Puts a text on the clipboard; false where that is not allowed. */
  readonly copy: (text: string) => Promise<boolean>;
}

/** Id of the bar's file input. */
export const FILE_INPUT = 'import-file';

const SELECTORS: Readonly<Record<Exclude<Region, 'grid'>, string>> = {
  parameters: '[aria-labelledby="parameters-title"]',
  plots: '[role="tablist"][aria-label="Plots"] [aria-selected="true"]',
  bar: '[aria-label="Model"]',
};

export function browserPage({ view }: Stores): Page {
  return {
    goTo: (region) => {
      if (region === 'grid') view.getState().jump(view.getState().active);
      else focus(SELECTORS[region]);
    },
    openFile: () => document.getElementById(FILE_INPUT)?.click(),
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
  };
}

function focus(selector: string): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) return;
  // A whole area takes the focus when it is sent there, not on the way of the Tab key.
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
}
