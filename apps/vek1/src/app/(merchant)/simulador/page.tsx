import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { config } from '@/config.ts';
import { Simulator } from '@/features/simulator/simulator.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Simulador' };

export default async function SimulatorPage() {
  await connection();
  if (!config().fakes) notFound();
  return (
    <StoreGate loading={null}>
      <Simulator />
    </StoreGate>
  );
}
