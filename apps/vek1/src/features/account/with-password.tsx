'use client';

import type { ReactNode } from 'react';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { PasswordByMail } from './password-by-mail.tsx';
import { useWaysIn } from './use-ways-in.ts';

/** What takes the password of who is signed in; whoever has none is shown how to get one. */
export function WithPassword({ children }: { children: ReactNode }) {
  const { data, isPending } = useWaysIn();
  if (isPending) return <Skeleton className="mt-4 h-24" />;
  return data?.has_password === false ? <PasswordByMail email={data.email} /> : children;
}
