'use client';

import { useState } from 'react';
import { toast } from 'sonner';

/** Copies text and says so for two seconds. */
export function useCopy(): { copied: boolean; copy: (text: string) => Promise<void> } {
  const [copied, setCopied] = useState(false);
  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      // The clipboard is closed to pages without https and to browsers that refuse.
      toast.error('O navegador não deixou copiar.');
    }
  }
  return { copied, copy };
}
