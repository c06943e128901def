import { z } from 'zod';

const digits = (count: number): string => '[0-9a-fA-F]'.repeat(count);

/**
 * Any well-formed id, made-up ones too: those are unknown, not malformed. As `z.guid()`, in a quarter of its time:
 * its pattern counts the digits, this one spells them.
 */
export const Id = z.stringFormat('guid', new RegExp(`^${[8, 4, 4, 4, 12].map(digits).join('-')}$`));

/** Any JSON object, as it is. A `z.record` of the same costs three times as much. */
export const JsonObject = z.looseObject({});

/** PostgreSQL knows no year 0, and no zone that far from Greenwich. What is no date has been refused as none. */
const isOfOurTimes = (text: string): boolean => {
  // In UTC, as every answer is, the text tells it: a list has a hundred of them.
  const is_utc = text.endsWith('Z') || text.length === '2026-11-22'.length;
  if (is_utc && text >= '1900' && text < '3000') return true;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return true;
  return at >= Date.UTC(1900, 0, 1) && at < Date.UTC(3000, 0, 1) && !/[+-](1[5-9]|2\d):\d\d$/.test(text);
};
const OUR_TIMES = 'Between the years 1900 and 2999.';

/** ISO 8601 UTC. */
export const Instant = z.iso.datetime({ offset: true }).refine(isOfOurTimes, OUR_TIMES);

/** A day of the calendar, e.g. `2026-11-22`. */
export const Day = z.iso.date().refine(isOfOurTimes, OUR_TIMES);

/** What PostgreSQL can hold: one row of a batch must not fail the others. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** The same, as it can be held: for words of others that must not be lost. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd');

/** Whether a patch changes anything: it names a field besides the row's id. */
export const changesSomething = (patch: object): boolean =>
  Object.entries(patch).some(([key, value]) => key !== 'id' && key !== 'store_id' && value !== undefined);
