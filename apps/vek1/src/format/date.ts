const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const HALF_YEAR_MS = 183 * DAY_MS;

type Style = 'time' | 'day' | 'short_day' | 'weekday' | 'date_time' | 'calendar';

const STYLES: Record<Style, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit' },
  weekday: { weekday: 'long' },
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  short_day: { day: 'numeric', month: 'short' },
  date_time: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  calendar: { day: '2-digit', month: '2-digit', year: 'numeric' },
};

// Making one costs a hundred times more than using it.
const made = new Map<string, Intl.DateTimeFormat>();

function format(style: Style, time_zone: string, at: Date | number): string {
  const key = `${style} ${time_zone}`;
  const formatter =
    made.get(key) ?? new Intl.DateTimeFormat('pt-BR', { ...STYLES[style], timeZone: time_zone });
  made.set(key, formatter);
  return formatter.format(at);
}

/** `14:05` */
export const formatTime = (iso: string, time_zone: string): string =>
  format('time', time_zone, new Date(iso));

/** `22 de nov., 14:05` */
export const formatDateTime = (iso: string, time_zone: string): string =>
  format('date_time', time_zone, new Date(iso));

/** A day of the calendar, `2026-11-22`, wherever one is: `22 de nov.` */
export const formatCalendarDay = (date: string): string =>
  format('short_day', 'UTC', new Date(`${date}T00:00:00Z`));

/** The day as a chat names it: `Hoje`, `Ontem`, `sexta-feira`, `3 de outubro de 2026`. `now` in ms. */
export function formatDay(iso: string, time_zone: string, now: number): string {
  const at = new Date(iso);
  const is = (then: number) => format('calendar', time_zone, then) === format('calendar', time_zone, at);
  if (is(now)) return 'Hoje';
  if (is(now - DAY_MS)) return 'Ontem';
  return format(now - at.getTime() < 6 * DAY_MS ? 'weekday' : 'day', time_zone, at);
}

/** How long ago: `agora`, `há 5 min`, `há 3 h`; beyond a day `20 de nov.`. `now` in ms. */
export function formatRelative(iso: string, time_zone: string, now: number): string {
  const age = now - Date.parse(iso);
  if (age < MINUTE_MS) return 'agora';
  if (age < HOUR_MS) return `há ${Math.floor(age / MINUTE_MS)} min`;
  if (age < DAY_MS) return `há ${Math.floor(age / HOUR_MS)} h`;
  return format(age < HALF_YEAR_MS ? 'short_day' : 'calendar', time_zone, new Date(iso));
}

/** What is left, `04:59` or `1:04:59`; never below zero. `left_ms` in ms. */
export function formatCountdown(left_ms: number): string {
  const seconds = Math.max(0, Math.ceil(left_ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** How long it took, `0,2 s`, from ms. */
export const formatSeconds = (ms: number): string =>
  `${(Math.max(0, ms) / 1000).toLocaleString('pt-BR', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`;
