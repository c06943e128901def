import { Badge } from '@/components/ui/badge.tsx';
import type { Lead } from '@/trpc/wire.ts';
import { STATUS } from './labels.ts';

export function LeadStatusBadge({ status }: { status: Lead['status'] }) {
  const { label, tone } = STATUS[status];
  return (
    <Badge tone={tone} data-testid="lead-status" data-status={status}>
      {label}
    </Badge>
  );
}
