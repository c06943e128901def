import { APIError, createAuthMiddleware } from 'better-auth/api';
import { z } from 'zod';

/** As the API keeps it. */
const Person = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .refine((name) => name.isWellFormed() && !name.includes('\u0000')),
  /** Longer ones get no letter. */
  email: z.string().max(254),
  image: z.undefined().optional(),
});

/**
 * Refuses what the API would refuse to keep, before anybody is looked for: of an address that is known nothing is
 * kept, and the difference would tell which those are.
 */
export const refuseOddSignUps = createAuthMiddleware(async ({ path, body }) => {
  if (path !== '/sign-up/email' || Person.safeParse(body).success) return;
  throw new APIError('BAD_REQUEST', { code: 'INVALID_NAME', message: 'Not a name.' });
});
