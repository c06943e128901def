import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card.tsx';
import { Wordmark } from '@/features/shell/navigation.tsx';

/** The frame of what one sees before being signed in. */
export function AccountFrame({
  title,
  lead,
  children,
  foot,
}: {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <Wordmark className="mb-8" />
      <Card className="w-full max-w-sm p-6 sm:p-7">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {lead && <p className="mt-1.5 text-sm text-muted-foreground">{lead}</p>}
        {children}
      </Card>
      {foot && <p className="mt-6 text-sm text-muted-foreground">{foot}</p>}
    </main>
  );
}

export const footLink = 'font-medium text-foreground underline-offset-4 hover:underline';
