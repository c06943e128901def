'use client';

import { useQuery } from '@tanstack/react-query';
import { authClient } from './auth-client.ts';

async function readWaysIn() {
  const [session, accounts] = await Promise.all([authClient.getSession(), authClient.listAccounts()]);
  if (!session.data || !accounts.data) throw new Error('Ways to sign in cannot be read.');
  return {
    email: session.data.user.email,
    has_password: accounts.data.some(({ providerId }) => providerId === 'credential'),
  };
}

/** How who is signed in can sign in: whoever came by Google has no password yet. */
export const useWaysIn = () => useQuery({ queryKey: ['account', 'ways-in'], queryFn: readWaysIn });
