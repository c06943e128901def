/** Now, as the wire and the tables write it. */
export const now = (): string => new Date().toISOString();

/** `ms` from now. */
export const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** A moment as a customer reads it, by the store's clock: `14:30` today, else `24/11 às 14:30`. */
export function formatMoment(at: string, time_zone: string, today = new Date()): string {
  const format = (date: Date, style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('pt-BR', { timeZone: time_zone, ...style }).format(date);
  const day = (date: Date) => format(date, { day: '2-digit', month: '2-digit' });
  const when = new Date(at);
  const time = format(when, { timeStyle: 'short' });
  return day(when) === day(today) ? time : `${day(when)} às ${time}`;
}
