import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ControlRefusal } from '../control-surface.ts';
import type { StateFile } from '../state-file.ts';
import { canonicalNumber } from './numbers.ts';

export const CONNECTION_STATES = ['open', 'connecting', 'close', 'refused'] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** A webhook as `webhook/set` and `instance/create` take it; no events means all of them. */
export const WebhookInput = z.looseObject({
  enabled: z.boolean().default(true),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).default({}),
  byEvents: z.boolean().default(false),
  base64: z.boolean().default(false),
  events: z.array(z.string()).default([]),
});
export type Webhook = z.infer<typeof WebhookInput>;

export interface Instance {
  name: string;
  id: string;
  /** The instance's own key, which the server calls `hash` when it makes one. */
  token: string;
  /** The shop's own WhatsApp number. */
  number: string | null;
  state: ConnectionState;
  webhook: Webhook | null;
  /** Whether our own sends come back as `messages.upsert` with `fromMe`. */
  echo: boolean;
}

export type MessageKind = 'text' | 'image' | 'audio' | 'video' | 'document';
export type MessageStatus = 'PENDING' | 'SERVER_ACK' | 'DELIVERY_ACK' | 'READ' | 'PLAYED' | 'ERROR';

export interface Message {
  id: string;
  instance: string;
  /** The customer's JID as it went over the wire, a lid maybe. */
  jid: string;
  /** The customer's number in canonical form, or the lid nobody knows the number of. */
  chat: string;
  direction: 'inbound' | 'outbound';
  kind: MessageKind;
  text: string | null;
  /** Bare base64, or the address it was sent by. */
  media: { content: string; mimetype: string; file_name: string | null } | null;
  /** ms */
  at: number;
  status: MessageStatus;
}

export interface EvolutionBook {
  instances(): Instance[];
  find(name: string): Instance | undefined;
  /** Throws `ControlRefusal` 404. */
  get(name: string): Instance;
  add(instance: Partial<Instance> & { name: string }): Instance;
  change(instance: Instance, fields: Partial<Instance>): void;
  remove(instance: Instance): void;
  /** Oldest first. */
  messages(instance: string, chat?: string): Message[];
  message(instance: string, id: string): Message | undefined;
  /** A second message of one id changes nothing: WhatsApp shows it once. */
  record(message: Message): void;
  setStatus(message: Message, status: MessageStatus): void;
  /** The canonical number or lid a JID belongs to. */
  chatOf(jid: string): string;
  /** From now on this lid is known to be that number's. */
  learnLid(lid: string, number: string): void;
  onWhatsApp(number: string): boolean;
  setOnWhatsApp(number: string, exists: boolean): void;
}

interface Rows {
  instances: Instance[];
  messages: Message[];
  /** lid → canonical number */
  lids: Record<string, string>;
  /** Canonical numbers that are not on WhatsApp. */
  absent: string[];
}

const keyOf = (instance: string, id: string) => `${instance}/${id}`;

/** Instances, their chats and who is on WhatsApp. */
export function createEvolutionBook(state_file: StateFile | undefined): EvolutionBook {
  // Safe because only `save` below writes this section.
  const kept = state_file?.read('evolution') as Rows | undefined;
  const instances = new Map((kept?.instances ?? []).map((row) => [row.name, row]));
  const messages = new Map((kept?.messages ?? []).map((row) => [keyOf(row.instance, row.id), row]));
  const lids = new Map(Object.entries(kept?.lids ?? {}));
  const absent = new Set(kept?.absent);
  const find = (name: string) => instances.get(name);

  function save(): void {
    const rows: Rows = {
      instances: [...instances.values()],
      messages: [...messages.values()],
      lids: Object.fromEntries(lids),
      absent: [...absent],
    };
    state_file?.write('evolution', rows);
  }

  return {
    instances: () => [...instances.values()],
    find,
    get(name) {
      const instance = find(name);
      if (!instance) throw new ControlRefusal(404, `no instance ${name}`);
      return instance;
    },
    add(fields) {
      const id = randomUUID();
      const token = randomUUID().toUpperCase();
      const blank = { id, token, number: null, state: 'close' as const, webhook: null, echo: false };
      const instance: Instance = { ...blank, ...fields };
      instances.set(instance.name, instance);
      save();
      return instance;
    },
    change(instance, fields) {
      Object.assign(instance, fields);
      save();
    },
    remove(instance) {
      instances.delete(instance.name);
      for (const [key, row] of messages) if (row.instance === instance.name) messages.delete(key);
      save();
    },
    messages: (instance, chat) =>
      [...messages.values()]
        .filter((row) => row.instance === instance && (chat === undefined || row.chat === chat))
        .sort((one, other) => one.at - other.at),
    message: (instance, id) => messages.get(keyOf(instance, id)),
    record(row) {
      const key = keyOf(row.instance, row.id);
      if (messages.has(key)) return;
      messages.set(key, row);
      save();
    },
    setStatus(row, status) {
      row.status = status;
      save();
    },
    chatOf: (jid) => lids.get(jid) ?? canonicalNumber(jid),
    learnLid(lid, number) {
      lids.set(lid, canonicalNumber(number));
      save();
    },
    onWhatsApp: (number) => !absent.has(canonicalNumber(number)),
    setOnWhatsApp(number, exists) {
      if (exists) absent.delete(canonicalNumber(number));
      else absent.add(canonicalNumber(number));
      save();
    },
  };
}

/** A message id as an Android phone makes it, or as a linked server does. */
export function makeKeyId(device: 'phone' | 'server'): string {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex').toUpperCase();
  return device === 'phone' ? hex(16) : `3EB0${hex(9)}`;
}
