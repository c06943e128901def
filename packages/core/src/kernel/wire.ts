import { z } from 'zod';

/** Any well-formed id, made-up ones too: those are unknown, not malformed. */
export const Id = z.guid();

/** ISO 8601 UTC. */
export const Instant = z.iso.datetime({ offset: true });
