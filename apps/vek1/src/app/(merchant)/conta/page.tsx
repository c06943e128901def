import type { Metadata } from 'next';
import { ChangePassword } from '@/features/account/change-password.tsx';
import { LeaveCard } from '@/features/account/leave-card.tsx';
import { Person } from '@/features/account/person.tsx';
import { SessionList } from '@/features/account/session-list.tsx';
import { PageHeader } from '@/features/shell/page-header.tsx';

export const metadata: Metadata = { title: 'Conta' };

export default function AccountPage() {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-6 md:px-8 md:py-8">
      <PageHeader title="Conta" />
      <div className="grid gap-4">
        <Person />
        <ChangePassword />
        <SessionList />
        <LeaveCard />
      </div>
    </div>
  );
}
