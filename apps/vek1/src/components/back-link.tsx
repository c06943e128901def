import { ArrowLeft } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';

/** The way back to the list that a page belongs to. */
export function BackLink({ href, children }: { href: Route; children: string }) {
  return (
    <Link
      href={href}
      className="mb-4 inline-flex items-center gap-1.5 text-[13px] text-muted-foreground hover:text-foreground"
    >
      <ArrowLeft className="size-3.5" aria-hidden />
      {children}
    </Link>
  );
}
