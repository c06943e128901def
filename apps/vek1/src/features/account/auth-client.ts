'use client';

import { createAuthClient } from 'better-auth/react';

/** Better Auth at `/api/auth` of this origin. */
export const authClient = createAuthClient();
