import { Card } from './ui/card.tsx';
import { Skeleton } from './ui/skeleton.tsx';

/** A list that is on its way; `label` is for those who do not see it. */
export function RowsSkeleton({ label, rows = 6 }: { label: string; rows?: number }) {
  return (
    <Card role="status" className="overflow-hidden">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex items-center gap-6 border-t px-5 py-4 first:border-t-0">
          <Skeleton className="h-4 w-14" />
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-6 w-32 rounded-full max-md:hidden" />
          <Skeleton className="ml-auto h-4 w-20" />
        </div>
      ))}
    </Card>
  );
}
