import { z } from 'zod';
import { event } from '../kernel/events.ts';

/** A person is leaving: said in the transaction that deletes them, before it does. */
export const userLeaving = event('identity.userLeaving', z.object({ user_id: z.string() }));
