import { expect, test } from 'vitest';
import { chordOf, isPressed, keysText, type Pressed } from './keys.ts';

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  ...{ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
});
const matches = (keys: string, event: Pressed) => isPressed(chordOf(keys), event);

test('Ctrl is Control or a Mac’s command key', () => {
  expect(matches('Ctrl+K', press('k', { ctrlKey: true }))).toBe(true);
  expect(matches('Ctrl+K', press('K', { metaKey: true }))).toBe(true);
  expect(matches('Ctrl+K', press('k'))).toBe(false);
  expect(matches('Ctrl+K', press('k', { ctrlKey: true, altKey: true }))).toBe(false);
});

test('Shift tells redo from undo', () => {
  const held = { ctrlKey: true, shiftKey: true };
  expect(matches('Ctrl+Z', press('Z', held))).toBe(false);
  expect(matches('Ctrl+Shift+Z', press('Z', held))).toBe(true);
});

test('a sign is itself, whatever it is typed with', () => {
  expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
  expect(matches('?', press('?'))).toBe(true);
  expect(matches('?', press('?', { ctrlKey: true }))).toBe(false);
});

test('with Alt and Shift a letter or digit counts by its place where it writes another sign', () => {
  const held = { altKey: true, shiftKey: true };
  expect(matches('Alt+Shift+1', press('!', { ...held, code: 'Digit1' }))).toBe(true);
  expect(matches('Alt+Shift+G', press('˝', { ...held, code: 'KeyG' }))).toBe(true);
  // On a layout of other letters, what the key writes decides.
  expect(matches('Alt+Shift+W', press('Z', { ...held, code: 'KeyW' }))).toBe(false);
  expect(matches('Alt+Shift+→', press('ArrowRight', held))).toBe(true);
});

test('a Mac’s keys have its signs', () => {
  expect(keysText('Ctrl+Shift+Z', true)).toBe('⌘ ⇧ Z');
  expect(keysText('Ctrl+Shift+Z', false)).toBe('Ctrl+Shift+Z');
});
