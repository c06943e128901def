'use client';

import {
  CircleCheck,
  CircleX,
  ExternalLink,
  FileSearch,
  HandCoins,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  TimerOff,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { cn } from '@/components/ui/cn.ts';
import { useNow } from '@/components/use-now.ts';
import { formatCountdown, formatDateTime } from '@/format/date.ts';
import { formatCents } from '@/format/money.ts';
import type { Order, PaymentAttempt } from '@/trpc/wire.ts';
import { CopyBrCode } from './copy-br-code.tsx';
import { ATTEMPT, METHOD } from './labels.ts';
import { PayAtFakeBank } from './pay-at-fake-bank.tsx';
import { Payments } from './payments.tsx';

interface PaymentCardProps {
  order: Order;
  time_zone: string;
  /** What may be done about it. */
  children?: ReactNode;
}

export function PaymentCard({ order, time_zone, children }: PaymentCardProps) {
  const newest = order.payment_attempts.at(-1);
  return (
    <Card className="p-5">
      <div className="flex items-center justify-between">
        <CardTitle>Pagamento</CardTitle>
        <span className="text-[13px] text-muted-foreground">{METHOD[order.payment_method]}</span>
      </div>
      <State order={order} newest={newest} time_zone={time_zone} />
      {order.payment_method === 'cash_on_delivery' && <Change order={order} />}
      {order.payments.length > 0 && <Payments order={order} time_zone={time_zone} />}
      {children}
      {order.payment_attempts.length > 0 && (
        <Attempts attempts={order.payment_attempts} time_zone={time_zone} />
      )}
    </Card>
  );
}

interface Settled {
  icon: LucideIcon;
  good?: boolean;
  sentence: (total: string) => string;
}

/** Once money has come, the order says where it is. */
const SETTLED: Partial<Record<Order['payment_status'], Settled>> = {
  paid: { icon: CircleCheck, good: true, sentence: (total) => `${total} recebidos` },
  flagged: { icon: TriangleAlert, sentence: () => 'Pago com outro valor' },
  refund_due: { icon: Undo2, sentence: (total) => `${total} a devolver` },
  refund_pending: { icon: Hourglass, sentence: (total) => `Devolvendo ${total}` },
  refunded: { icon: Undo2, sentence: (total) => `${total} devolvidos` },
  refund_failed: { icon: CircleX, sentence: () => 'A devolução não foi aceita' },
  disputed: { icon: TriangleAlert, sentence: () => 'Pagamento contestado' },
};

interface StateProps {
  order: Order;
  newest: PaymentAttempt | undefined;
  time_zone: string;
}

/** Where the money is: what the order says of it comes before what its newest charge says. */
function State({ order, newest, time_zone }: StateProps) {
  const settled = SETTLED[order.payment_status];
  if (settled) {
    return (
      <StateLine icon={settled.icon} good={settled.good}>
        {settled.sentence(formatCents(order.total_cents))}
      </StateLine>
    );
  }
  if (order.status === 'proof_submitted') {
    return <StateLine icon={FileSearch}>Comprovante à espera de conferência</StateLine>;
  }
  switch (newest?.status) {
    case 'open':
      return newest.method === 'cash_on_delivery' ? (
        <StateLine icon={HandCoins}>{formatCents(newest.amount_cents)} a receber na entrega</StateLine>
      ) : (
        <OpenCharge attempt={newest} time_zone={time_zone} />
      );
    case 'requested':
      return (
        <StateLine icon={LoaderCircle} spin>
          Gerando o PIX
        </StateLine>
      );
    case 'expired':
      return <StateLine icon={TimerOff}>O prazo para pagar terminou</StateLine>;
    case 'failed':
      return <StateLine icon={CircleX}>Não deu para gerar o PIX</StateLine>;
    default:
      return <StateLine icon={Hourglass}>Nenhum pagamento até agora</StateLine>;
  }
}

interface StateLineProps {
  icon: LucideIcon;
  good?: boolean;
  spin?: boolean;
  children: ReactNode;
}

function StateLine({ icon: Icon, good, spin, children }: StateLineProps) {
  return (
    <p
      data-testid="payment-state"
      className={cn(
        'mt-4 flex items-center gap-2.5 rounded-lg px-3.5 py-3 text-sm tabular-nums',
        good ? 'bg-accent-soft font-medium text-accent' : 'bg-muted text-muted-foreground',
      )}
    >
      <Icon className={cn('size-4.5 shrink-0', spin && 'animate-spin')} strokeWidth={1.75} aria-hidden />
      <span>{children}</span>
    </p>
  );
}

/** The note that the customer pays with, and what the courier brings. */
function Change({ order: { change_for_cents, total_cents } }: { order: Order }) {
  if (change_for_cents === null) return null;
  return (
    <p className="mt-3 text-sm tabular-nums" data-testid="change">
      Troco para {formatCents(change_for_cents)}:{' '}
      <span className="font-medium">levar {formatCents(change_for_cents - total_cents)}</span>
    </p>
  );
}

/** A charge ends within the hour and is counted down; a receipt may come for days. */
const COUNTED_DOWN_MS = 2 * 3_600_000;

function OpenCharge({ attempt, time_zone }: { attempt: PaymentAttempt; time_zone: string }) {
  const now = useNow(1_000);
  const left_ms = attempt.expires_at ? Date.parse(attempt.expires_at) - now : null;
  const over = left_ms !== null && left_ms <= 0;
  return (
    <div className="mt-4">
      <div
        className={cn(
          'mx-auto w-48 rounded-xl border bg-white p-2.5 transition-opacity',
          over && 'opacity-30',
        )}
      >
        {attempt.qr_image ? (
          <img
            src={attempt.qr_image}
            alt="QR code do PIX"
            className="aspect-square w-full [image-rendering:pixelated]"
          />
        ) : (
          <div className="aspect-square" />
        )}
      </div>
      {left_ms !== null && (
        <p
          role="timer"
          data-testid="expiry"
          className={cn(
            'mt-3 text-center text-sm tabular-nums',
            over ? 'text-muted-foreground' : 'font-medium',
          )}
        >
          {over
            ? 'Prazo encerrado'
            : left_ms > COUNTED_DOWN_MS && attempt.expires_at
              ? `Comprovante até ${formatDateTime(attempt.expires_at, time_zone)}`
              : `Expira em ${formatCountdown(left_ms)}`}
        </p>
      )}
      <div className="mt-4 grid gap-2">
        {attempt.br_code && <CopyBrCode code={attempt.br_code} />}
        {attempt.payment_url && (
          <Button variant="ghost" asChild>
            <a href={attempt.payment_url} target="_blank" rel="noreferrer">
              Abrir página de pagamento
              <ExternalLink aria-hidden />
            </a>
          </Button>
        )}
        {attempt.external_id && (
          <PayAtFakeBank key={attempt.external_id} charge_id={attempt.external_id}>
            Simular pagamento no banco
          </PayAtFakeBank>
        )}
      </div>
    </div>
  );
}

function Attempts({ attempts, time_zone }: { attempts: PaymentAttempt[]; time_zone: string }) {
  return (
    <div className="mt-5 border-t pt-4">
      <h3 className="text-[13px] text-muted-foreground">
        {attempts.length === 1 ? 'Cobrança' : 'Cobranças'}
      </h3>
      <ul className="mt-1 divide-y text-[13px]">
        {attempts.toReversed().map((attempt) => (
          <li key={attempt.id} className="py-2">
            <p className="flex items-baseline gap-2 tabular-nums">
              <span>{ATTEMPT[attempt.status]}</span>
              <span className="text-muted-foreground">{formatDateTime(attempt.created_at, time_zone)}</span>
              <span className="ml-auto">{formatCents(attempt.amount_cents)}</span>
            </p>
            {attempt.error && <p className="mt-1 break-words text-muted-foreground">{attempt.error}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
