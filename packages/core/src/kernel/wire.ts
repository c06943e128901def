import { z } from 'zod';

/** Any well-formed id, made-up ones too: those are unknown, not malformed. */
export const Id = z.guid();

/** Any JSON object, as it is. A `z.record` of the same costs three times as much. */
export const JsonObject = z.looseObject({});

/** ISO 8601 UTC. */
export const Instant = z.iso.datetime({ offset: true });

/** What PostgreSQL can hold: one row of a batch must not fail the others. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** Whether a patch changes anything: it names a field besides the row's `id`. */
export const changesSomething = (patch: object): boolean =>
  Object.entries(patch).some(([key, value]) => key !== 'id' && value !== undefined);
