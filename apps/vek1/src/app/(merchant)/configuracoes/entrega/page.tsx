import type { Metadata } from 'next';
import { DeliverySettings, DeliverySettingsSkeleton } from '@/features/delivery/delivery-settings.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Entrega' };

export default function DeliverySettingsPage() {
  return (
    <StoreGate loading={<DeliverySettingsSkeleton />}>
      <DeliverySettings />
    </StoreGate>
  );
}
