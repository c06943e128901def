import { z } from 'zod';
import { changesSomething, Id, Instant } from '../kernel/wire.ts';
import { Hours } from '../store/contract.ts';

/** What an agent may be allowed to do. */
export const ToolName = z.enum([
  'search_products',
  'get_product_details',
  'filter_products_by_price',
  'create_order',
  'confirm_shipping',
  'request_human',
  'check_order_status',
  'renew_order',
  'delivery_fee',
  'list_categories',
]);

const TypeName = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'A type is named in lower case.');

const Price = z.strictObject({
  /** Cents of BRL for a million tokens. */
  input_per_million_cents: z.int().min(0),
  output_per_million_cents: z.int().min(0),
});

const shown = {
  name: z.string().min(1).max(80),
  description: z.string().min(1).max(500),
  /** `default`: the environment's. Another one answers only where its provider does. */
  model: z
    .string()
    .max(100)
    .regex(
      /^(default|(deepseek|openai|openai-compatible|ollama)\/.+)$/,
      'default, or provider/model as deepseek/deepseek-v4-pro.',
    ),
  temperature: z.number().min(0).max(2),
  /** Of one answer. */
  max_output_tokens: z.int().min(50).max(100_000).optional(),
  tools: z.array(ToolName),
  price: Price,
};

/** `agents_config.yaml`. */
export const AgentsConfig = z.strictObject({
  agents: z
    .record(
      TypeName,
      z.strictObject({
        ...shown,
        /** Never leaves. */
        prompt: z.string().min(1).max(20_000),
        /** When it calls a person; never leaves. */
        handoff_rules: z.array(z.string().min(1).max(300)).max(30),
      }),
    )
    .refine((agents) => Object.keys(agents).length > 0, 'At least one type is needed.'),
});

export const AgentTypeView = z.object({ type: z.string(), ...shown, tools: z.array(z.string()) });
export const AgentTypes = z.object({ items: z.array(AgentTypeView) });
export const AgentTypeDetail = AgentTypeView.extend({
  /** Of the file: one that was refused at the last reload leaves the running configuration as it was. */
  validation: z.object({ valid: z.boolean(), errors: z.array(z.string()) }),
});

const text = (max: number) => z.string().trim().min(1).max(max);
const sentences = z.array(text(300)).max(30);

export const AgentChannel = z.enum(['whatsapp', 'web']);
export type AgentChannel = z.infer<typeof AgentChannel>;

/** Left out is without limit. */
export const AgentLimits = z.strictObject({
  messages_per_lead_per_day: z.int().min(1).max(10_000).optional(),
  messages_per_day: z.int().min(1).max(1_000_000).optional(),
});
export type AgentLimits = z.infer<typeof AgentLimits>;

export const AgentView = z.object({
  id: Id,
  store_id: Id,
  type: z.string(),
  name: z.string(),
  persona: z.string(),
  greeting: z.string().nullable(),
  tone: z.string().nullable(),
  business_hours: Hours.nullable(),
  handoff_rules: z.array(z.string()),
  forbidden_subjects: z.array(z.string()),
  limits: AgentLimits,
  channels: z.array(AgentChannel),
  is_active: z.boolean(),
  /** The gateway's name of the WhatsApp number. Made by us. */
  evolution_instance_id: z.string(),
  created_at: Instant,
  updated_at: Instant,
});

const settings = {
  persona: z.string().trim().max(4000).optional(),
  greeting: text(500).nullable().optional(),
  tone: text(200).nullable().optional(),
  business_hours: Hours.nullable().optional(),
  handoff_rules: sentences.optional(),
  forbidden_subjects: sentences.optional(),
  limits: AgentLimits.optional(),
  channels: z.array(AgentChannel).min(1).max(2).optional(),
};

export const CreateAgent = z.strictObject({ store_id: Id, type: TypeName, name: text(80), ...settings });

export const UpdateAgent = z
  .strictObject({ id: Id, name: text(80).optional(), ...settings })
  .refine(changesSomething, 'Nothing to change.');

export const SetKnowledgeBase = z.strictObject({ id: Id, document_ids: z.array(Id).max(1000) });

export const SetDocumentAgents = z.strictObject({ id: Id, agent_ids: z.array(Id).max(100) });
