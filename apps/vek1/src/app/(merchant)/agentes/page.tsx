import type { Metadata } from 'next';
import { AgentList, AgentListSkeleton } from '@/features/agent/agent-list.tsx';
import { PageHeader } from '@/features/shell/page-header.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Agentes' };

export default function AgentsPage() {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <PageHeader title="Agentes" />
      <StoreGate loading={<AgentListSkeleton />}>
        <AgentList />
      </StoreGate>
    </div>
  );
}
