'use client';

import { createContext, type ReactNode, use } from 'react';

const FakesContext = createContext(false);

/** Tells the pages whether stand-ins play WhatsApp and the bank here. Never in production. */
export function FakesProvider({ fakes, children }: { fakes: boolean; children: ReactNode }) {
  return <FakesContext value={fakes}>{children}</FakesContext>;
}

export const useFakes = (): boolean => use(FakesContext);
