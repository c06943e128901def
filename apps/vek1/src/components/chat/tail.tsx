import { cn } from '@/components/ui/cn.ts';

/** What makes a bubble somebody's. `own` is at the right. */
export function Tail({ own }: { own: boolean }) {
  return (
    <svg
      viewBox="0 0 8 13"
      aria-hidden="true"
      className={cn(
        'absolute top-0 h-[13px] w-2',
        own ? '-right-2 -scale-x-100 text-chat-out' : '-left-2 text-chat-in',
      )}
    >
      <path fill="currentColor" d="M1.5 2.6 8 11.2V0H2.8C1 0 .5 1.2 1.5 2.6z" />
    </svg>
  );
}
