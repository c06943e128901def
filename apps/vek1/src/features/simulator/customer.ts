'use client';

import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { z } from 'zod';

const Customer = z.object({ name: z.string().min(1), number: z.string().regex(/^\d{12,13}$/) });
/** Whom the simulator plays; `number` is digits with the country, as WhatsApp has it. */
export type Customer = z.infer<typeof Customer>;

const KEY = 'vek1.simulator.customer';
const CHANGED = 'vek1:simulator-customer';
const NAMES = [
  'Ana Souza',
  'Bruno Lima',
  'Carla Mendes',
  'Diego Rocha',
  'Elisa Prado',
  'Fábio Nunes',
  'Gabi Teles',
];

/** Somebody new, on a mobile of São Paulo nobody has written from. */
export function makeCustomer(except?: string): Customer {
  const names = NAMES.filter((name) => name !== except);
  const name = names[Math.floor(Math.random() * names.length)] ?? 'Ana Souza';
  const digits = String(Math.floor(Math.random() * 1e8)).padStart(8, '0');
  return { name, number: `55119${digits}` };
}

export const isNumber = (number: string): boolean => Customer.shape.number.safeParse(number).success;

function subscribe(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  window.addEventListener('storage', changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener('storage', changed);
  };
}

export function saveCustomer(customer: Customer): void {
  localStorage.setItem(KEY, JSON.stringify(customer));
  window.dispatchEvent(new Event(CHANGED));
}

/** The customer this browser plays, kept over reloads; null until the browser has been asked. */
export function useCustomer(): Customer | null {
  const kept = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(KEY) ?? '',
    () => null,
  );
  const customer = useMemo(() => (kept ? parse(kept) : null), [kept]);
  const missing = kept !== null && customer === null;
  useEffect(() => {
    if (missing) saveCustomer(makeCustomer());
  }, [missing]);
  return customer;
}

function parse(kept: string): Customer | null {
  try {
    return Customer.parse(JSON.parse(kept));
  } catch {
    return null;
  }
}
