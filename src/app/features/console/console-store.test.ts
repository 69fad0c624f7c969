import { expect, test } from 'vitest';
import { createConsoleStore, routeNamed, usualDraft } from './console-store.ts';

const draftOf = (store: ReturnType<typeof createConsoleStore>, body: string) => {
  const { route, edits } = store.getState();
  return { ...usualDraft(routeNamed(route), body), ...edits[route] };
};

test('the body follows the surface until it is edited, and again once it is taken back', () => {
  const store = createConsoleStore();
  expect(draftOf(store, 'first')).toEqual({
    method: 'POST',
    path: '/calibrate',
    headers: 'Content-Type: application/json',
    body: 'first',
  });
  expect(draftOf(store, 'second').body).toBe('second');
  store.getState().edit({ body: 'mine' });
  expect(draftOf(store, 'third').body).toBe('mine');
  store.getState().restore('body');
  expect(draftOf(store, 'third').body).toBe('third');
});

test('each request keeps its own edits', () => {
  const store = createConsoleStore();
  store.getState().edit({ headers: 'X-Request-ID: 1' });
  store.getState().choose('health');
  expect(draftOf(store, '')).toEqual({ method: 'GET', path: '/health', headers: '', body: '' });
  store.getState().edit({ path: '/healthy', method: 'PUT' });
  store.getState().restore('path');
  expect(draftOf(store, '')).toMatchObject({ method: 'PUT', path: '/health' });
  store.getState().choose('calibrate');
  expect(draftOf(store, '').headers).toBe('X-Request-ID: 1');
});
