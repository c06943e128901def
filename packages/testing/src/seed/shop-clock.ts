export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const TIME_ZONE = 'America/Sao_Paulo';
/** Brazil has had no summer time since 2019. */
const OFFSET = -3 * HOUR;
const OPENS = 8;
const CLOSES = 20;

/** The shop's own hour (0 to 23) and weekday (0 is Sunday) at a moment in ms. */
export function localTime(at: number): { hour: number; weekday: number } {
  const local = new Date(at + OFFSET);
  return { hour: local.getUTCHours(), weekday: local.getUTCDay() };
}

function isOpen(at: number): boolean {
  const { hour } = localTime(at);
  return hour >= OPENS && hour < CLOSES;
}

/** `at` if the shop is open then, else some time of its last day. */
export const whenWasOpen = (at: number): number => (isOpen(at) ? at : at - (24 - (CLOSES - OPENS)) * HOUR);

/** `at` if the shop is open then, else some time in the first hour after it opens. */
export function whenOpen(at: number): number {
  if (isOpen(at)) return at;
  const midnight = Math.floor((at + OFFSET) / DAY) * DAY - OFFSET;
  return midnight + (localTime(at).hour < OPENS ? 0 : DAY) + OPENS * HOUR + (at % HOUR);
}

export const iso = (at: number): string => new Date(at).toISOString();
