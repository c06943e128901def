import type { Day, Period } from './contract.ts';

/** The sum of the last `length` days. `days` end today. */
export function lastDays(days: readonly Day[], length: number): Period {
  const sum = (of: 'orders' | 'sales' | 'revenue_cents') =>
    days.slice(-length).reduce((total, day) => total + day[of], 0);
  const sales = sum('sales');
  const revenue_cents = sum('revenue_cents');
  return {
    orders: sum('orders'),
    sales,
    revenue_cents,
    average_ticket_cents: sales === 0 ? null : Math.round(revenue_cents / sales),
  };
}
