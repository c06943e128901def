'use client';

import { useQuery } from '@tanstack/react-query';
import { MessageCircleOff } from 'lucide-react';
import { useState } from 'react';
import { Failure } from '@/components/failure.tsx';
import { Notice } from '@/components/notice.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { useWide } from '@/components/use-wide.ts';
import { useStore } from '@/features/store/store-provider.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { useChat } from './chat.ts';
import { type Customer, useCustomer } from './customer.ts';
import { CustomerPanel, SuggestionChip } from './customer-panel.tsx';
import { Phone } from './phone.tsx';
import { suggestionsFor } from './suggestions.ts';

/** A customer's WhatsApp, played against the fakes. */
export function Simulator() {
  const trpc = useTRPC();
  const store = useStore();
  const customer = useCustomer();
  const agents = useQuery(trpc.agent.list.queryOptions({ store_id: store.id }));
  const agent = agents.data?.items.find(({ is_active }) => is_active);

  if (agents.isError && !agents.data) return <Failure error={agents.error} retry={agents.refetch} />;
  if (!agents.data || !customer) return null;
  if (!agent) {
    return (
      <Notice icon={MessageCircleOff} title="Nenhum agente ativo">
        Ative um agente nesta loja para conversar com ele.
      </Notice>
    );
  }
  const instance = agent.evolution_instance_id;
  return <Conversing key={`${instance} ${customer.number}`} instance={instance} customer={customer} />;
}

function Conversing({ instance, customer }: { instance: string; customer: Customer }) {
  const trpc = useTRPC();
  const store = useStore();
  const chat = useChat(instance, customer);
  const products = useQuery(trpc.catalog.list.queryOptions({ store_id: store.id, limit: 20 }));
  const suggestions = suggestionsFor(products.data?.items ?? []);
  const wide = useWide();
  const [panel, setPanel] = useState(false);
  const say = (text: string) => {
    chat.send(text);
    setPanel(false);
  };
  const content = (
    <CustomerPanel store_id={store.id} customer={customer} suggestions={suggestions} say={say} />
  );

  return (
    <div className="flex flex-1 items-center justify-center gap-8 px-4 py-6 xl:gap-14">
      <h1 className="sr-only">Simulador</h1>
      <Phone
        store={store}
        messages={chat.messages}
        unreachable={chat.unreachable}
        send={chat.send}
        sendFile={chat.sendFile}
        sendAgain={chat.sendAgain}
        openPanel={() => setPanel(true)}
        above={
          !wide &&
          chat.messages.length === 0 &&
          !chat.loading && (
            <div className="flex gap-2 overflow-x-auto px-2 pt-2 [scrollbar-width:none] *:shrink-0">
              {suggestions.slice(0, 3).map((text) => (
                <SuggestionChip key={text} text={text} say={say} />
              ))}
            </div>
          )
        }
      />
      {wide ? (
        <aside aria-label="Cliente" className="w-[21rem] self-start pt-4">
          {content}
        </aside>
      ) : (
        <Dialog open={panel} onOpenChange={setPanel} title="Conversa" focus="frame">
          <div className="mt-5">{content}</div>
        </Dialog>
      )}
    </div>
  );
}
