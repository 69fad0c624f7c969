import { useEffect } from 'react';
import { droppedOf } from './dropped-files.ts';
import type { Stores } from './state/stores.ts';
import { takeFiles, takeText } from './take-files.ts';

/** Paste, undo and redo anywhere but in a text field; tables and dropped files anywhere. */
export function usePageKeys(stores: Stores): void {
  useEffect(() => {
    const stop = new AbortController();
    const options = { signal: stop.signal };
    document.addEventListener('paste', (event) => onPaste(event, stores), options);
    document.addEventListener('keydown', (event) => onKeyDown(event, stores), options);
    document.addEventListener('dragover', (event) => event.preventDefault(), options);
    document.addEventListener('drop', (event) => onDrop(event, stores), options);
    return () => stop.abort();
  }, [stores]);
}

/** No number is as long. */
const LONGEST_FIELD = 10_000;

function onPaste(event: ClipboardEvent, stores: Stores): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const inGrid = isInGrid();
  const { active, step } = stores.view.getState();
  if (isTextField(event.target)) {
    // Spot or rate just typed, then the table: what has rows or columns is no text for a field.
    // A field that is given megabytes holds the page up.
    if (text.length <= LONGEST_FIELD && !/[\t\r\n]/.test(text.trim())) return;
    (document.activeElement as HTMLElement | null)?.blur();
    if (inGrid) step(active);
  }
  event.preventDefault();
  void takeText(stores, text, inGrid ? active : undefined);
}

function onKeyDown(event: KeyboardEvent, { surfaces }: Stores): void {
  if (isTextField(event.target) || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === 'z' && !event.shiftKey) surfaces.getState().undo();
  else if ((key === 'z' && event.shiftKey) || key === 'y') surfaces.getState().redo();
  else return;
  event.preventDefault();
}

function onDrop(event: DragEvent, stores: Stores): void {
  event.preventDefault();
  void takeFiles(stores, droppedOf(event.dataTransfer));
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement
    ? !['radio', 'file', 'checkbox'].includes(target.type)
    : target instanceof HTMLTextAreaElement;
}

function isInGrid(): boolean {
  return document.activeElement?.closest('[role=grid]') != null;
}
