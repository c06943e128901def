import type { Hours } from '../store/contract.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const NAMES: Record<(typeof DAYS)[number], string> = {
  monday: 'segunda',
  tuesday: 'terça',
  wednesday: 'quarta',
  thursday: 'quinta',
  friday: 'sexta',
  saturday: 'sábado',
  sunday: 'domingo',
};

const spoken = (day: Hours['monday']) =>
  day.map(({ opens, closes }) => `${opens} às ${closes}`).join(' e ') || 'fechado';

/** `segunda a sexta: 09:00 às 18:00; sábado: 09:00 às 13:00; domingo: fechado`. */
export function hoursInWords(hours: Hours): string {
  const groups: { from: string; to: string; open: string }[] = [];
  for (const day of DAYS) {
    const open = spoken(hours[day]);
    const last = groups.at(-1);
    if (last?.open === open) last.to = NAMES[day];
    else groups.push({ from: NAMES[day], to: NAMES[day], open });
  }
  return groups.map(({ from, to, open }) => `${from === to ? from : `${from} a ${to}`}: ${open}`).join('; ');
}

/** Whether it is open at this moment of its time zone. Hours that close before they open end the next day. */
export function isOpen(hours: Hours, at: Date, time_zone: string): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: time_zone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((it) => it.type === type)?.value ?? '';
  const today = DAYS.find((day) => day === part('weekday').toLowerCase()) ?? 'monday';
  const yesterday = DAYS.at(DAYS.indexOf(today) - 1) ?? 'sunday';
  const clock = `${part('hour')}:${part('minute')}`;
  return (
    hours[today].some(({ opens, closes }) => opens <= clock && (clock < closes || closes < opens)) ||
    hours[yesterday].some(({ opens, closes }) => closes < opens && clock < closes)
  );
}
