import { z } from 'zod';
import { event } from '../kernel/events.ts';

/** The company of the actor is closed: nobody acts for it any more. */
export const companyClosed = event('company.closed', z.object({}));
