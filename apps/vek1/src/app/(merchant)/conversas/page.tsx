import type { Metadata } from 'next';
import { ConversationList, ConversationListSkeleton } from '@/features/messaging/conversation-list.tsx';
import { PageHeader } from '@/features/shell/page-header.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Conversas' };

export default function ConversationsPage() {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <PageHeader title="Conversas" />
      <StoreGate loading={<ConversationListSkeleton />}>
        <ConversationList />
      </StoreGate>
    </div>
  );
}
