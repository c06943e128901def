'use client';

import { Card, CardTitle } from '@/components/ui/card.tsx';
import { useSignedIn } from './signed-in-context.tsx';

export function Person() {
  const { name, email } = useSignedIn();
  return (
    <Card className="p-5">
      <CardTitle>{name}</CardTitle>
      <p className="mt-1 text-sm text-muted-foreground" data-testid="account-email">
        {email}
      </p>
    </Card>
  );
}
