import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { hmac } from '../../kernel/access.ts';
import type { Vault } from '../../kernel/crypto.ts';
import { invalidField, malformedJson, unauthorized, validationError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command, serviceOf } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { DocumentedEvent, EventId, InboundAnswer, InboundEvent } from '../contract.ts';
import { stampOf } from '../rules.ts';
import { proofOf } from '../signature.ts';
import { erp_settings } from '../tables.ts';
import { applyEvent } from './apply-event.ts';

const NOBODYS = '00000000-0000-0000-0000-000000000000';
const decoys = new WeakMap<Vault, string>();

/** Opened and compared where there is no secret, so that a store that does not exist takes as long as one that does. */
function decoyOf(vault: Vault): string {
  const decoy = decoys.get(vault) ?? vault.seal(newId());
  decoys.set(vault, decoy);
  return decoy;
}

function parseEvent(body: Buffer) {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    throw malformedJson();
  }
  const parsed = InboundEvent.safeParse(json);
  if (!parsed.success) throw validationError(parsed.error);
  return parsed.data;
}

/** The event's own name, in the body or in the header; undefined where it has none. */
function nameOf(body: string | undefined, header: string | undefined): string | undefined {
  if (header === undefined) return body;
  const named = EventId.safeParse(header);
  if (!named.success) throw invalidField('X-Vek1-Event-Id', 'Not a name of an event.');
  if (body !== undefined && body !== named.data) {
    throw invalidField('event_id', 'The body names another event than the header.');
  }
  return named.data;
}

/** What makes an event without a name one: its signed second and body. What was signed without a time may be new. */
const madeUpName = (t: number | null, body: Buffer): string =>
  t === null ? newId() : `signed:${createHash('sha256').update(`${t}.`).update(body).digest('hex')}`;

export const receiveEvent = command({
  name: 'erp.receive',
  summary:
    "The ERP's word about stock, proved by a signature over the exact body: each event once, each item judged by itself",
  access: hmac,
  rest: {
    method: 'post',
    path: '/webhooks/stock-sync/{store_id}',
    raw_body: { as: 'body', holds: DocumentedEvent },
    headers: {
      'x-vek1-signature': 'signature',
      'x-hub-signature-256': 'hub_signature',
      'x-signature-256': 'body_signature',
      'x-vek1-event-id': 'event_id',
    },
  },
  input: z.strictObject({
    /** Whatever is no id of a store is an unknown store. */
    store_id: z.string(),
    signature: z.string().default(''),
    hub_signature: z.string().default(''),
    body_signature: z.string().default(''),
    event_id: z.string().optional(),
    /** Base64. */
    body: z.string(),
  }),
  output: InboundAnswer,
}).handle(async ({ db, vault, as }, input) => {
  const store_id = Id.safeParse(input.store_id).data ?? NOBODYS;
  const [settings] = await db.select().from(erp_settings).where(eq(erp_settings.store_id, store_id));
  const arrived_ms = Date.now();
  const body = Buffer.from(input.body, 'base64');
  const proof = proofOf(
    body,
    { timed: input.signature, untimed: [input.hub_signature, input.body_signature] },
    {
      secret: vault.open(settings?.inbound_secret ?? decoyOf(vault)),
      allow_untimed: settings?.allow_untimed_signatures ?? false,
      now: arrived_ms / 1000,
    },
  );
  // One answer for an unknown store, a store that takes nothing, and a signature that proves nothing.
  if (!settings?.inbound_enabled || !settings.inbound_secret || !proof) throw unauthorized();

  const event = parseEvent(body);
  const name = nameOf(event.event_id, input.event_id);
  if (event.mode === 'delta' && name === undefined) {
    throw invalidField(
      'event_id',
      'What is added must be told from what was added before: a delta needs an id.',
    );
  }
  const signed_at = proof.t === null ? arrived_ms : proof.t * 1000;
  return as(serviceOf(settings.company_id, 'erp')).call(applyEvent, {
    id: name ?? madeUpName(proof.t, body),
    store_id,
    mode: event.mode,
    stamp: stampOf(event.occurred_at ?? new Date(signed_at).toISOString(), arrived_ms),
    warehouse: settings.warehouse,
    erp_counts_our_orders: settings.erp_counts_our_orders,
    items: event.items,
  });
});
