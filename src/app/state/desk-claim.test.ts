import { expect, test } from 'vitest';
import { fakeBrowser } from './desk.fixture.ts';
import { claimDesk, freshDesk, pruneDesks, setAside } from './desk-claim.ts';

type Tab = ReturnType<ReturnType<typeof fakeBrowser>['openTab']>;

const write = (tab: Tab, id: string, order: number, desk: object = { on: id }) =>
  tab.places.database.write({ id, order, unreadable: false }, desk);

test('a tab that is reloaded has its own desk again', async () => {
  const { openTab } = fakeBrowser();
  const tab = openTab();
  const first = await claimDesk(tab.places);
  expect(first.stored).toBeUndefined();
  await write(tab, first.id, 3, { my: 'desk' });
  tab.close();
  const again = await claimDesk(openTab(tab.session).places);
  expect(again).toEqual({
    ...{ id: first.id, isTouched: true, newest: 3 },
    stored: { my: 'desk' },
  });
});

test('a new tab takes the newest desk that no tab has, and never one that is in use', async () => {
  const { openTab } = fakeBrowser();
  const [a, b, c] = [openTab(), openTab(), openTab()];
  const ids = [];
  for (const [i, tab] of [a, b, c].entries()) {
    const { id } = await freshDesk(tab.places);
    ids.push(id);
    await write(tab, id, i + 1);
  }
  a.close();
  b.close();
  const taken = await claimDesk(openTab().places);
  expect(taken.id).toBe(ids[1]);
  expect((await claimDesk(openTab().places)).id).toBe(ids[0]);
  const none = await claimDesk(openTab().places);
  expect(ids).not.toContain(none.id);
  expect(none.stored).toBeUndefined();
});

test('a desk at which nobody worked is taken last, however new', async () => {
  const { openTab } = fakeBrowser();
  const tab = openTab();
  await write(tab, 'worked-at', 5);
  await write(tab, 'looked-at', 0);
  expect((await claimDesk(openTab().places)).id).toBe('worked-at');
  expect((await claimDesk(openTab().places)).id).toBe('looked-at');
});

test('a duplicated tab gets a copy, and both write to their own', async () => {
  const { openTab } = fakeBrowser();
  const tab = openTab();
  const { id } = await claimDesk(tab.places);
  await write(tab, id, 4, { my: 'desk' });
  const twin = openTab(new Map(tab.session));
  const copy = await claimDesk(twin.places);
  expect(copy).toMatchObject({ stored: { my: 'desk' }, isTouched: true });
  expect(copy.id).not.toBe(id);
  // Its reload finds the copy.
  await write(twin, copy.id, 5, { my: 'other desk' });
  twin.close();
  expect(await claimDesk(openTab(twin.session).places)).toMatchObject({
    ...{ id: copy.id },
    stored: { my: 'other desk' },
  });
});

test('an id that no page wrote is no id', async () => {
  const { openTab } = fakeBrowser();
  const { id } = await claimDesk(openTab(new Map([['levy-desk', '../x y']])).places);
  expect(id).toMatch(/^[\w-]{36}$/);
});

test('a desk that cannot be read stays as it is, and is not taken again', async () => {
  const { openTab, bodies } = fakeBrowser();
  const tab = openTab();
  await write(tab, 'damaged', 9, { gar: 'bage' });
  const claim = await claimDesk(tab.places);
  const own = await setAside(claim, tab.places);
  expect(own).toMatchObject({ stored: undefined, newest: 9 });
  expect(bodies.get('damaged')).toEqual({ gar: 'bage' });
  expect(tab.session.get('levy-desk')).toBe(own.id);
  expect((await claimDesk(openTab().places)).id).not.toBe('damaged');
});

test('the oldest desks go, but for those in use', async () => {
  const { openTab, heads, bodies } = fakeBrowser();
  const tab = openTab();
  for (let i = 1; i <= 8; i++) await write(tab, `desk-${i}`, i);
  await tab.places.locks.hold('desk-1');
  await tab.places.locks.hold('desk-2');
  await pruneDesks(tab.places, 'desk-2');
  const left = ['desk-1', 'desk-2', 'desk-5', 'desk-6', 'desk-7', 'desk-8'];
  expect([...heads.keys()]).toEqual(left);
  expect([...bodies.keys()]).toEqual(left);
});
