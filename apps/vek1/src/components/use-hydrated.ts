'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False until React answers for the page: what is pressed before that would be lost, or sent by the browser itself. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
