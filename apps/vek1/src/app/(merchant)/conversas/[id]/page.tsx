import type { Metadata } from 'next';
import { ConversationDetail, ConversationDetailSkeleton } from '@/features/messaging/conversation-detail.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Conversa' };

export default async function ConversationPage({ params }: PageProps<'/conversas/[id]'>) {
  const { id } = await params;
  return (
    <div className="mx-auto w-full max-w-4xl px-4 pt-6 md:px-8 md:pb-8">
      <StoreGate loading={<ConversationDetailSkeleton />}>
        <ConversationDetail key={id} id={id} />
      </StoreGate>
    </div>
  );
}
