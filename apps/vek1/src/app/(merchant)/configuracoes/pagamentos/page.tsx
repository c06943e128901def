import type { Metadata } from 'next';
import { PaymentSettings, PaymentSettingsSkeleton } from '@/features/payment/payment-settings.tsx';
import { PageHeader } from '@/features/shell/page-header.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Pagamentos' };

export default function PaymentSettingsPage() {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <PageHeader title="Pagamentos" />
      <StoreGate loading={<PaymentSettingsSkeleton />}>
        <PaymentSettings />
      </StoreGate>
    </div>
  );
}
