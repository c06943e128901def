import { expect, it } from 'vitest';
import { lastDays } from './rules.ts';

const days = [
  { date: '2026-11-20', orders: 4, sales: 3, revenue_cents: 1000 },
  { date: '2026-11-21', orders: 2, sales: 0, revenue_cents: 0 },
  { date: '2026-11-22', orders: 1, sales: 3, revenue_cents: 500 },
];

it('adds up the days that end today, and rounds the ticket to a cent', () => {
  expect(lastDays(days, 3)).toEqual({ orders: 7, sales: 6, revenue_cents: 1500, average_ticket_cents: 250 });
  expect(lastDays(days, 1)).toEqual({ orders: 1, sales: 3, revenue_cents: 500, average_ticket_cents: 167 });
});

it('knows no ticket where nothing was sold', () => {
  expect(lastDays(days.slice(1, 2), 1).average_ticket_cents).toBe(null);
});
