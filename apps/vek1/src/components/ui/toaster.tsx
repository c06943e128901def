'use client';

import type { CSSProperties } from 'react';
import { Toaster as Sonner } from 'sonner';

const STYLE = {
  '--normal-bg': 'var(--surface)',
  '--normal-text': 'var(--foreground)',
  '--normal-border': 'var(--border)',
  '--border-radius': '12px',
  fontFamily: 'var(--font-sans)',
} as CSSProperties; // custom properties are unknown to React's type

export function Toaster() {
  return <Sonner theme="system" position="top-center" style={STYLE} containerAriaLabel="Avisos" />;
}
