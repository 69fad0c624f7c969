import { expect, test } from 'vitest';
import { sixCalls as surface } from '../../calibration/quotes/surface.fixture.ts';
import { models } from '../../levy/models.ts';
import { someOutcome } from '../exchange/outcome.fixture.ts';
import { fakeBrowser } from './desk.fixture.ts';
import type { Desk } from './desk.ts';
import { claimDesk } from './desk-claim.ts';
import { createDeskWriter } from './desk-writer.ts';
import { createSurfaceStore } from './surface-store.ts';

function deskOf(price?: string): Desk {
  const store = createSurfaceStore(surface, { title: 'Index', notes: [] });
  if (price !== undefined) store.getState().edit([[{ row: 0, column: 0 }, price]]);
  const { past, document, future } = store.getState();
  const { calibration, settings } = someOutcome(surface, { by: 'network' });
  return {
    ...{ past, document, future, model: models[0]!, settings: { by: 'vega' }, cancelled: false },
    answer: { surface, settings, calibrations: [calibration] },
    view: { gridView: 'price', plotView: 'smile', maturity: 0 },
  };
}

const full = () => {
  throw new DOMException('No room.', 'QuotaExceededError');
};

async function open(browser: ReturnType<typeof fakeBrowser>, now?: () => number) {
  const tab = browser.openTab();
  const claim = await claimDesk(tab.places);
  return { ...tab, id: claim.id, writer: createDeskWriter(claim, tab.places, now) };
}

test('a clock set back does not make what is written later the older', async () => {
  const browser = fakeBrowser();
  let time = 1_000_000;
  const now = () => time;
  const first = await open(browser, now);
  const second = await open(browser, now);
  await first.writer.write(deskOf('13'), false);
  await second.writer.write(deskOf('14'), false);
  time = 10;
  await first.writer.write(deskOf('15'), false);
  const order = (id: string) => browser.heads.get(id)?.order ?? 0;
  expect(order(first.id)).toBeGreaterThan(order(second.id));
  await second.writer.write(deskOf('16'), false);
  expect(order(second.id)).toBeGreaterThan(order(first.id));
  first.close();
  second.close();
  const next = await open(browser, now);
  expect(next.id).toBe(second.id);
  // Also where nothing could be looked up before the page ends.
  first.close();
  const last = await open(browser, now);
  await last.writer.write(deskOf('17'), true);
  expect(order(last.id)).toBeGreaterThan(order(second.id));
});

test('a desk at which nobody worked has no order, until somebody does', async () => {
  const browser = fakeBrowser();
  const { id, writer } = await open(browser);
  await writer.write(deskOf(), false);
  expect(browser.heads.get(id)?.order).toBe(0);
  await writer.write(deskOf('13'), false);
  expect(browser.heads.get(id)?.order).toBeGreaterThan(0);
  await writer.write(deskOf(), false);
  expect(browser.heads.get(id)?.order).toBeGreaterThan(0);
});

test('where there is no room, other desks go first, then what can be done without', async () => {
  const browser = fakeBrowser();
  const { bodies, onWrite } = browser;
  bodies.set('old', {});
  browser.heads.set('old', { id: 'old', order: 1, unreadable: true });
  const { id, writer } = await open(browser);
  onWrite(() => bodies.has('old') && full());
  expect(await writer.write(deskOf('13'), false)).toBeUndefined();
  expect([...bodies.keys()]).toEqual([id]);
  expect(bodies.get(id)).toMatchObject({ documents: { length: 2 } });

  onWrite((desk) => 'answer' in desk && full());
  expect(await writer.write(deskOf('13.5'), false)).toBe('nearly-full');
  expect(bodies.get(id)).toMatchObject({ documents: { length: 1 } });

  onWrite(full);
  expect(await writer.write(deskOf('14'), false)).toBe('full');
  onWrite(() => {});
  expect(await writer.write(deskOf('14.5'), false)).toBeUndefined();
});

test('what cannot be written for another reason says so', async () => {
  const browser = fakeBrowser();
  const { writer } = await open(browser);
  browser.onWrite(() => {
    throw new DOMException('Blocked.', 'InvalidStateError');
  });
  expect(await writer.write(deskOf('13'), false)).toBe('not-kept');
});

test('the page’s last word is not written over by one begun before', async () => {
  const browser = fakeBrowser();
  const { id, writer } = await open(browser);
  const early = writer.write(deskOf('13'), false);
  const last = writer.write(deskOf('14'), true);
  await Promise.all([early, last]);
  expect(JSON.stringify(browser.bodies.get(id))).toContain('14');
});
