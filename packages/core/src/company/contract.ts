import { z } from 'zod';
import { Slug } from '../kernel/slug.ts';
import { changesSomething, Id, Instant } from '../kernel/wire.ts';

export const CompanyView = z.object({
  id: Id,
  /** Null once it is closed. */
  owner_user_id: z.string().nullable(),
  name: z.string(),
  slug: z.string(),
  logo_url: z.string().nullable(),
  /** Its calendar months are those of its bills. */
  time_zone: z.string(),
  plan: z.string(),
  created_at: Instant,
});

const Name = z.string().trim().min(1).max(120);

export const EnsureCompany = z.strictObject({ name: Name.optional() });

export const UpdateCompany = z
  .strictObject({
    name: Name.optional(),
    logo_url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullable()
      .optional(),
    slug: Slug.optional(),
  })
  .refine(changesSomething, 'Nothing to change.');

const Limit = z.int().min(0).nullable();

/** How many of each its plan allows; null is without limit. */
export const PlanLimits = z.strictObject({
  max_stores: Limit,
  max_agents: Limit,
  max_products: Limit,
  max_documents: Limit,
});
