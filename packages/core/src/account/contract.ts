import { z } from 'zod';
import { AgentView } from '../agent/contract.ts';
import { AuditEntry } from '../audit/contract.ts';
import { CompanyView } from '../company/contract.ts';
import { Instant } from '../kernel/wire.ts';
import { StoreView } from '../store/contract.ts';

/** All that is held on the person who asks, and on their company as they set it up. */
export const AccountExport = z.object({
  exported_at: Instant,
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    email_verified: z.boolean(),
    image: z.string().nullable(),
    created_at: Instant,
    updated_at: Instant,
  }),
  /** How they sign in. */
  sign_ins: z.array(z.object({ provider_id: z.string(), created_at: Instant })),
  sessions: z.array(
    z.object({
      ip_address: z.string().nullable(),
      user_agent: z.string().nullable(),
      created_at: Instant,
      expires_at: Instant,
    }),
  ),
  company: CompanyView,
  stores: z.array(StoreView),
  agents: z.array(AgentView),
  /** What they did, newest first, as far as it is kept here. */
  audit: z.array(AuditEntry),
});
