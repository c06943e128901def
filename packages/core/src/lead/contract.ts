import { z } from 'zod';
import { cursorInput, cursorPage } from '../kernel/cursor.ts';
import { page, pageInput } from '../kernel/page.ts';
import { changesSomething, Id, Instant, JsonObject } from '../kernel/wire.ts';
import { Address } from '../store/contract.ts';

export const LeadStatus = z.enum(['new', 'engaged', 'qualified', 'customer', 'lost']);
export type LeadStatus = z.infer<typeof LeadStatus>;
export const Channel = z.enum(['whatsapp', 'web']);

const AttributeKey = z.string().regex(/^[\p{L}\p{N}_. -]{1,64}$/u);
const Attribute = z.union([z.string().max(2000), z.number(), z.boolean()]);
export type Attributes = Record<string, z.infer<typeof Attribute>>;
/** As many attributes one lead can have. */
export const MOST_ATTRIBUTES = 100;

export const LeadView = z.object({
  id: Id,
  store_id: Id,
  channel: Channel,
  external_id: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: Address,
  custom_attributes: z.record(z.string(), Attribute),
  interests: z.array(z.string()),
  profile_summary: z.string().nullable(),
  status: LeadStatus,
  created_at: Instant,
  updated_at: Instant,
});

export const LeadPage = page(LeadView);

export const ListLeads = z.strictObject({
  store_ids: z.array(Id).min(1).max(100).optional(),
  status: z.array(LeadStatus).optional(),
  channel: z.array(Channel).optional(),
  ...pageInput,
});

const Name = z.string().trim().min(1).max(200);
const Phone = z.string().trim().min(8).max(30);

export const EnsureLead = z.strictObject({
  store_id: Id,
  channel: Channel,
  /** A phone number (digits), a `…@lid`, or whatever the channel calls the person. */
  external_id: z.string().trim().min(1).max(200),
  name: Name.optional(),
  phone: Phone.optional(),
});

const { cep, street, number, complement, district, city, state } = Address.shape;

/** Merged into what is known: null forgets. */
const AddressPatch = z.strictObject({
  cep: cep.nullable(),
  street: street.nullable(),
  number: number.nullable(),
  complement: complement.nullable(),
  district: district.nullable(),
  city: city.nullable(),
  state: state.nullable(),
});

export const UpdateLead = z
  .strictObject({
    id: Id,
    name: Name.nullable().optional(),
    phone: Phone.nullable().optional(),
    email: z.email().max(254).nullable().optional(),
    address: AddressPatch.optional(),
    /** Merged by key: null deletes one. */
    custom_attributes: z.record(AttributeKey, Attribute.nullable()).optional(),
    /** A set: it takes the place of the one before. */
    interests: z.array(z.string().trim().min(1).max(80)).max(50).optional(),
    profile_summary: z.string().trim().min(1).max(4000).nullable().optional(),
    profile_embedding: z.array(z.float32()).length(1024).nullable().optional(),
    status: LeadStatus.optional(),
  })
  .refine(changesSomething, 'Nothing to change.');

const MOST_EVENT_BYTES = 8_000;

export const AddLeadEvent = z.strictObject({
  lead_id: Id,
  /** Free, e.g. `abandoned_cart`. */
  type: z.string().trim().min(1).max(80),
  data: z
    .record(z.string().max(100), z.json())
    .refine((data) => JSON.stringify(data).length <= MOST_EVENT_BYTES, 'Too much to keep with an event.')
    .default({}),
});

export const LeadEventView = z.object({
  id: z.int(),
  lead_id: Id,
  type: z.string(),
  data: JsonObject,
  actor: z.string(),
  created_at: Instant,
});

export const ListLeadEvents = z.strictObject({ lead_id: Id, ...cursorInput });
export const LeadEventPage = cursorPage(LeadEventView);
