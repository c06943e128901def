import type { Metadata, Viewport } from 'next';
import { Toaster } from '@/components/ui/toaster.tsx';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'vek1', template: '%s · vek1' },
  description: 'Agentes de venda para lojas brasileiras no WhatsApp',
  robots: { index: false },
};

export const viewport: Viewport = {
  // The keyboard of a phone pushes the composer up instead of hiding it.
  interactiveWidget: 'resizes-content',
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafbfa' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1412' },
  ],
};

export default function RootLayout({ children }: LayoutProps<'/'>) {
  return (
    <html lang="pt-BR">
      <body>
        {children}
        <Toaster />
      </body>
    </html>
  );
}
