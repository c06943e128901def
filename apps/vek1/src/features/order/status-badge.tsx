import { Badge } from '@/components/ui/badge.tsx';
import type { OrderStatus } from '@/trpc/wire.ts';
import { STATUS } from './labels.ts';

export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  const { label, tone } = STATUS[status];
  return (
    <Badge tone={tone} data-testid="order-status" data-status={status}>
      {label}
    </Badge>
  );
}
