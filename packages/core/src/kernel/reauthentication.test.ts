import { describe, expect, it } from 'vitest';
import type { Actor } from './actor.ts';
import { requireReauthentication } from './reauthentication.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const person = (reauthenticated_at?: string): Actor => ({
  kind: 'user',
  user_id: 'ana',
  company_id: 'padaria',
  ...(reauthenticated_at !== undefined && { reauthenticated_at }),
});
const REFUSED = expect.objectContaining({ code: 'forbidden', reason: 'reauth_required' });

describe('who must have given their password again', () => {
  it.each([
    ['now', 0],
    ['minutes ago', 4 * MINUTE],
    ['at a clock a second ahead', -SECOND],
  ])('passes who gave it %s', (_, ms) =>
    expect(() => requireReauthentication(person(ago(ms)))).not.toThrow(),
  );

  it.each<[string, Actor]>([
    ['a person who did not', person()],
    ['one who did longer ago', person(ago(5 * MINUTE + SECOND))],
    ['one who will', person(ago(-MINUTE))],
    ['a moment that is none', person('soon')],
    ['a machine', { kind: 'service', company_id: 'padaria', cause: 'internal-token' }],
    [
      'an agent',
      { kind: 'agent', company_id: 'c', store_id: 's', agent_id: 'a', lead_id: null, turn_id: 't' },
    ],
    ['nobody', { kind: 'anonymous', ip: null }],
  ])('refuses %s', (_, actor) => expect(() => requireReauthentication(actor)).toThrow(REFUSED));
});
