import { z } from 'zod';
import { Id, Instant } from '../kernel/wire.ts';

export const CompanyView = z.object({
  id: Id,
  owner_user_id: z.string(),
  name: z.string(),
  slug: z.string(),
  plan: z.string(),
  created_at: Instant,
});

export const EnsureCompany = z.strictObject({ name: z.string().trim().min(1).max(120).optional() });
