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

/** What makes an event one: its own name, else the signed second and body; null where neither was said. */
function eventIdOf(named: { body?: string; header?: string }, t: number | null, body: Buffer): string | null {
  if (named.body && named.header && named.body !== named.header) {
    throw invalidField('event_id', 'The body names another event than the header.');
  }
  const given = named.body ?? named.header;
  if (given !== undefined || t === null) return given ?? null;
  return `signed:${createHash('sha256').update(`${t}.`).update(body).digest('hex')}`;
}

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
  const header = EventId.safeParse(input.event_id ?? undefined);
  if (input.event_id !== undefined && !header.success)
    throw invalidField('X-Vek1-Event-Id', 'Not a name of an event.');
  const event_id = eventIdOf({ body: event.event_id, header: header.data }, proof.t, body);
  if (event.mode === 'delta' && !(event.event_id ?? header.data)) {
    throw invalidField(
      'event_id',
      'What is added must be told from what was added before: a delta needs an id.',
    );
  }
  const signed_at = proof.t === null ? arrived_ms : proof.t * 1000;
  return as(serviceOf(settings.company_id, 'erp')).call(applyEvent, {
    id: event_id ?? newId(),
    store_id,
    mode: event.mode,
    stamp: stampOf(event.occurred_at ?? new Date(signed_at).toISOString(), arrived_ms),
    warehouse: settings.warehouse,
    erp_counts_our_orders: settings.erp_counts_our_orders,
    items: event.items,
  });
});
