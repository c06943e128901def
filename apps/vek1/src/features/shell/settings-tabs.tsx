'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/cn.ts';

const TABS: { href: Route; label: string }[] = [
  { href: '/configuracoes/pagamentos', label: 'Pagamentos' },
  { href: '/configuracoes/entrega', label: 'Entrega' },
];

export function SettingsTabs() {
  const pathname = usePathname();
  return (
    <nav aria-label="Configurações" className="mb-6 flex gap-6 border-b">
      {TABS.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? 'page' : undefined}
          className={cn(
            '-mb-px border-b-2 pb-2.5 text-sm transition-colors',
            pathname === href
              ? 'border-accent font-medium'
              : 'border-transparent text-muted-foreground hover:text-foreground',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
