import { createStore } from 'zustand/vanilla';
import { type Route, type RouteName, routes } from '../../../api/routes.ts';
import type { CallDraft } from '../../components/api/call-draft.ts';

interface ConsoleState {
  readonly route: RouteName;
  /** What the analyst changed of each request. */
  readonly edits: Readonly<Partial<Record<RouteName, Partial<CallDraft>>>>;
  readonly choose: (route: RouteName) => void;
  readonly edit: (change: Partial<CallDraft>) => void;
  /** Takes back what was changed of these fields. */
  readonly restore: (...fields: ReadonlyArray<keyof CallDraft>) => void;
}

/** Requests being written: kept while the page lives, since a console is closed and opened often. */
export function createConsoleStore() {
  return createStore<ConsoleState>()((set) => ({
    route: 'calibrate',
    edits: {},
    choose: (route) => set({ route }),
    edit: (change) =>
      set(({ route, edits }) => ({ edits: { ...edits, [route]: { ...edits[route], ...change } } })),
    restore: (...fields) =>
      set(({ route, edits }) => {
        const kept = Object.entries(edits[route] ?? {}).filter(
          ([field]) => !fields.some((each) => each === field),
        );
        return { edits: { ...edits, [route]: Object.fromEntries(kept) } };
      }),
  }));
}

export function routeNamed(name: RouteName): Route {
  return routes.find((route) => route.name === name) ?? routes[0];
}

/** Whether a route takes the surface on screen. */
export function isCalibration({ name }: Pick<Route, 'name'>): boolean {
  return name === 'calibrate' || name === 'calibrateBatch';
}

/** The request that a route takes; `body` is that of a calibration. */
export function usualDraft(route: Route, body: string): CallDraft {
  const { method, path, name } = route;
  const common = { method: method.toUpperCase(), path };
  if (!isCalibration(route)) return { ...common, headers: '', body: '' };
  if (name === 'calibrate') return { ...common, headers: 'Content-Type: application/json', body };
  const line = `${JSON.stringify(JSON.parse(body))}\n`;
  return { ...common, headers: 'Content-Type: application/x-ndjson', body: line };
}
