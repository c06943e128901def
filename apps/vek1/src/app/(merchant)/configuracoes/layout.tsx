import type { ReactNode } from 'react';
import { PageHeader } from '@/features/shell/page-header.tsx';
import { SettingsTabs } from '@/features/shell/settings-tabs.tsx';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <PageHeader title="Configurações" />
      <SettingsTabs />
      {children}
    </div>
  );
}
