import { z } from 'zod';
import { Id, Instant } from '../kernel/wire.ts';

export const StoreView = z.object({
  id: Id,
  company_id: Id,
  name: z.string(),
  slug: z.string(),
  time_zone: z.string(),
  created_at: Instant,
});
