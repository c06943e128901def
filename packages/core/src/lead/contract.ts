import { z } from 'zod';
import { Id, Instant } from '../kernel/wire.ts';

export const LeadStatus = z.enum(['new', 'engaged', 'qualified', 'customer', 'lost']);
export const Channel = z.enum(['whatsapp', 'web']);

export const LeadView = z.object({
  id: Id,
  store_id: Id,
  channel: Channel,
  external_id: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  status: LeadStatus,
  created_at: Instant,
  updated_at: Instant,
});

export const EnsureLead = z.strictObject({
  store_id: Id,
  channel: Channel,
  /** A phone number (digits), a `…@lid`, or whatever the channel calls the person. */
  external_id: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(200).optional(),
  phone: z.string().trim().min(8).max(30).optional(),
});
