'use client';

import { useSyncExternalStore } from 'react';

/** Tailwind's `lg`. */
const WIDE = '(width >= 64rem)';

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** Whether there is room for two columns; no on the server, which can't know. */
export const useWide = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => false,
  );
