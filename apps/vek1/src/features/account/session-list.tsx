'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { formatDateTime } from '@/format/date.ts';
import { authClient } from './auth-client.ts';
import { describeDevice } from './describe-device.ts';

const TIME_ZONE = 'America/Sao_Paulo';

async function readSessions() {
  const [current, all] = await Promise.all([authClient.getSession(), authClient.listSessions()]);
  if (!all.data) throw new Error('Sessions cannot be read.');
  return all.data
    .map((session) => ({ ...session, here: session.token === current.data?.session.token }))
    .toSorted((a, b) => Number(b.here) - Number(a.here) || +new Date(b.updatedAt) - +new Date(a.updatedAt));
}

/** Where one is signed in; each but this one can be signed out from here. */
export function SessionList() {
  const sessions = useQuery({ queryKey: ['account', 'sessions'], queryFn: readSessions });
  const revoke = useMutation({
    mutationFn: async (token: string) => {
      const { error } = await authClient.revokeSession({ token });
      if (error) throw new Error(error.message);
    },
    onSuccess: async () => {
      toast.success('Saiu daquele aparelho.');
      await sessions.refetch();
    },
    onError: () => toast.error('Não deu certo agora. Tente de novo em instantes.'),
  });
  return (
    <Card className="p-5">
      <CardTitle>Onde você está</CardTitle>
      {sessions.isPending && <Skeleton className="mt-4 h-12" />}
      {sessions.isError && (
        <p className="mt-3 text-sm text-muted-foreground">Não deu para ver agora. Tentamos de novo.</p>
      )}
      <ul className="mt-2 divide-y">
        {sessions.data?.map(({ id, token, here, userAgent, ipAddress, updatedAt }) => (
          <li key={id} className="flex items-center justify-between gap-4 py-3" data-testid="session">
            <div className="min-w-0 text-sm">
              <p>{describeDevice(userAgent)}</p>
              <p className="mt-0.5 text-[13px] text-muted-foreground tabular-nums">
                {[
                  here
                    ? 'este aparelho'
                    : `desde ${formatDateTime(new Date(updatedAt).toISOString(), TIME_ZONE)}`,
                  ipAddress,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            {!here && (
              <Button
                size="sm"
                busy={revoke.isPending && revoke.variables === token}
                onClick={() => revoke.mutate(token)}
                data-testid="revoke-session"
              >
                Sair
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
