const DAY_MS = 86_400_000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?Z?)?$/;
const COMPACT = /^(19|20)(\d{2})(\d{2})(\d{2})$/;

/** Days since 1970, in UTC, of an id that is a date as ISO writes it or `20260313`; else undefined. */
export function dateOfId(id: string): number | undefined {
  const compact = COMPACT.exec(id);
  const text = compact ? `${compact[1]}${compact[2]}-${compact[3]}-${compact[4]}` : id;
  const parts = ISO.exec(text);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  // 31 February would be a day in March.
  const date = new Date(ms);
  const isThere = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isThere ? ms / DAY_MS : undefined;
}

/** `2026-03-13`, with the time of day where there is one. */
export function dateText(days: number): string {
  const text = new Date(Math.round(days * DAY_MS)).toISOString();
  return text.slice(11, 16) === '00:00' ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}
