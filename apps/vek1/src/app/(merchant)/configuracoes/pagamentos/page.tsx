import type { Metadata } from 'next';
import { PaymentSettings, PaymentSettingsSkeleton } from '@/features/payment/payment-settings.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Pagamentos' };

export default function PaymentSettingsPage() {
  return (
    <StoreGate loading={<PaymentSettingsSkeleton />}>
      <PaymentSettings />
    </StoreGate>
  );
}
