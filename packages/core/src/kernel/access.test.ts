import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { app, internal, open, webhook } from './access.ts';
import type { Actor, AgentActor, AnonymousActor, ServiceActor, UserActor } from './actor.ts';
import { newId } from './ids.ts';
import { type Notes, notes, openNotes, writeNote } from './notes.fixture.ts';
import { query } from './operation.ts';

const declared = {
  summary: 'Says whom it works for',
  output: z.object({ company_id: z.string().nullable() }),
};
const Named = z.strictObject({
  id: z.guid().optional(),
  company_id: z.guid().optional(),
  store_id: z.guid().optional(),
  store_ids: z.array(z.guid()).optional(),
  lead_id: z.guid().optional(),
  agent_id: z.guid().optional(),
});
const base = { ...declared, input: Named };
const whose = async ({ company_id }: { company_id: string }) => ({ company_id });
const nobodys = async () => ({ company_id: null });

const ofUser = query({ ...base, name: 'whose.user', access: app.user }).handle(nobodys);
const ofCompany = query({ ...base, name: 'whose.company', access: app.company.orAgent }).handle(whose);
const ofStore = query({ ...base, name: 'whose.store', access: app.store }).handle(whose);
const ofStoreForAll = query({
  ...base,
  name: 'whose.storeForAll',
  access: app.store.orService.orAgent,
}).handle(whose);
const ofStores = query({ ...base, name: 'whose.stores', access: app.stores.orService.orAgent }).handle(whose);
const ofRow = query({ ...base, name: 'whose.row', access: app.row(notes).orService }).handle(whose);
const ofRowInPath = query({
  ...base,
  name: 'whose.rowInPath',
  access: app.row(notes).orService,
  rest: { method: 'get', path: '/whose/{id}' },
}).handle(whose);
const ofStoreInPath = query({
  ...base,
  name: 'whose.storeInPath',
  access: app.store.orService,
  rest: { method: 'get', path: '/whose/stores/{store_id}' },
}).handle(whose);
const ofAnybody = query({ ...base, name: 'whose.open', access: open }).handle(nobodys);
const ofWebhook = query({ ...base, name: 'whose.webhook', access: webhook }).handle(nobodys);
const ofTenant = query({ ...base, name: 'whose.tenant', access: internal.tenant }).handle(whose);
const ofAll = query({ ...base, name: 'whose.global', access: internal.global }).handle(nobodys);

const [OURS, THEIRS, OUR_STORE, OUR_OTHER_STORE, THEIR_STORE, UNKNOWN] = Array.from({ length: 6 }, newId) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const ana: UserActor = { kind: 'user', user_id: 'ana', company_id: OURS };
const newcomer: UserActor = { kind: 'user', user_id: 'new', company_id: null };
const anonymous: AnonymousActor = { kind: 'anonymous', ip: '203.0.113.7' };
const machine: ServiceActor = { kind: 'service', company_id: null, cause: 'internal-token' };
const job: ServiceActor = { kind: 'service', company_id: OURS, cause: 'job' };
const turn: AgentActor = {
  kind: 'agent',
  company_id: OURS,
  store_id: OUR_STORE,
  agent_id: newId(),
  lead_id: newId(),
  turn_id: newId(),
};

let house: Notes;
let our_note: string;
beforeAll(async () => {
  house = await openNotes({ stores: { [OUR_STORE]: OURS, [OUR_OTHER_STORE]: OURS, [THEIR_STORE]: THEIRS } });
  our_note = (await house.runner.run(writeNote, ana, { title: 'ours' }, { face: 'rest' })).id;
});
afterAll(() => house?.close());

type Whose =
  | typeof ofStore
  | typeof ofUser
  | typeof ofStoreForAll
  | typeof ofRow
  | typeof ofWebhook
  | typeof ofTenant;
const NOT_YOURS = { code: 'forbidden', reason: 'store.foreign', message: 'This store is not yours.' };
const NO_SUCH_STORE = { code: 'not_found', message: 'store not found.' };
const NO_COMPANY = { code: 'forbidden', reason: 'company.required' };

async function outcome(operation: Whose, actor: Actor, input: z.input<typeof Named>) {
  try {
    return (await house.runner.run(operation as typeof ofStore, actor, input, { face: 'rest' })).company_id;
  } catch (error) {
    return error;
  }
}

describe('nobody', () => {
  it.each([ofUser, ofCompany, ofStore, ofStoreForAll, ofStores, ofRow, ofWebhook, ofTenant, ofAll])(
    'is 401 at $name, whatever is asked for',
    async (operation) => {
      expect(await outcome(operation, anonymous, { store_id: OUR_STORE, id: our_note })).toMatchObject({
        code: 'unauthorized',
      });
    },
  );

  it('passes where it is open to all', async () => {
    expect(await outcome(ofAnybody, anonymous, {})).toBeNull();
  });
});

describe('a person', () => {
  it('works for their own company', async () => {
    expect(await outcome(ofCompany, ana, {})).toBe(OURS);
    expect(await outcome(ofStore, ana, { store_id: OUR_STORE })).toBe(OURS);
    expect(await outcome(ofStores, ana, { store_ids: [OUR_STORE, OUR_OTHER_STORE] })).toBe(OURS);
    expect(await outcome(ofStores, ana, {})).toBe(OURS);
  });

  it.each([
    ['of others', THEIR_STORE],
    ['of nobody', UNKNOWN],
  ])('gets the same 403 for a store %s', async (_, store_id) => {
    expect(await outcome(ofStore, ana, { store_id })).toMatchObject(NOT_YOURS);
    expect(await outcome(ofStores, ana, { store_ids: [OUR_STORE, store_id] })).toMatchObject(NOT_YOURS);
  });

  it.each([THEIR_STORE, UNKNOWN])('gets the same 404 for such a store in a path', async (store_id) => {
    expect(await outcome(ofStoreInPath, ana, { store_id })).toMatchObject(NO_SUCH_STORE);
  });

  it.each([ofCompany, ofStore, ofStores, ofRow, ofTenant])(
    'without a company is 403 at $name',
    async (operation) => {
      expect(await outcome(operation, newcomer, { store_id: OUR_STORE, id: our_note })).toMatchObject(
        NO_COMPANY,
      );
    },
  );

  it('without a company passes where a person is enough', async () => {
    expect(await outcome(ofUser, newcomer, {})).toBeNull();
  });

  it("is no machine: a webhook's door and a job's stay shut", async () => {
    expect(await outcome(ofWebhook, ana, {})).toMatchObject({ code: 'unauthorized' });
    expect(await outcome(ofAll, ana, {})).toMatchObject({ code: 'unauthorized' });
  });
});

describe('a machine', () => {
  it('works for the company that owns the store or the row', async () => {
    expect(await outcome(ofStoreForAll, machine, { store_id: THEIR_STORE })).toBe(THEIRS);
    expect(await outcome(ofStores, machine, { store_ids: [OUR_STORE, OUR_OTHER_STORE] })).toBe(OURS);
    expect(await outcome(ofRow, machine, { id: our_note })).toBe(OURS);
  });

  it('is told of a row or a store that is not there by where it named it', async () => {
    expect(await outcome(ofRowInPath, machine, { id: UNKNOWN })).toMatchObject({
      code: 'not_found',
      message: 'note not found.',
    });
    expect(await outcome(ofRow, machine, { id: UNKNOWN })).toMatchObject({
      code: 'validation_error',
      errors: [{ path: 'id' }],
    });
    expect(await outcome(ofStoreInPath, machine, { store_id: UNKNOWN })).toMatchObject(NO_SUCH_STORE);
    expect(await outcome(ofStoreForAll, machine, { store_id: UNKNOWN })).toMatchObject(NOT_YOURS);
  });

  it('never works for two companies at once, nor for none', async () => {
    expect(await outcome(ofStores, machine, { store_ids: [OUR_STORE, THEIR_STORE] })).toMatchObject(
      NOT_YOURS,
    );
    expect(await outcome(ofStores, machine, {})).toMatchObject(NO_COMPANY);
  });

  it('that works for a company stays in it', async () => {
    expect(await outcome(ofStoreForAll, job, { store_id: THEIR_STORE })).toMatchObject(NOT_YOURS);
    expect(await outcome(ofTenant, job, {})).toBe(OURS);
  });

  it('is 401 where a person must be named', async () => {
    expect(await outcome(ofStore, machine, { store_id: OUR_STORE })).toMatchObject({ code: 'unauthorized' });
  });
});

describe("a turn's agent", () => {
  it('passes with its own store, lead and agent', async () => {
    const { store_id, agent_id } = turn;
    expect(await outcome(ofStoreForAll, turn, { store_id, agent_id, lead_id: turn.lead_id ?? '' })).toBe(
      OURS,
    );
  });

  it.each(['company_id', 'store_id', 'lead_id', 'agent_id'] as const)(
    'is 403 with another %s',
    async (key) => {
      const input = { store_id: OUR_STORE, [key]: OUR_OTHER_STORE };
      expect(await outcome(ofStoreForAll, turn, input)).toMatchObject({
        code: 'forbidden',
        reason: 'agent.foreign',
      });
    },
  );

  it('is 403 with any lead when it has none', async () => {
    const visitor = { ...turn, lead_id: null };
    const input = { store_id: OUR_STORE, lead_id: newId() };
    expect(await outcome(ofStoreForAll, visitor, input)).toMatchObject({
      code: 'forbidden',
      reason: 'agent.foreign',
    });
  });

  it('is 403 where it was not let in, and where several stores may be asked for', async () => {
    expect(await outcome(ofStore, turn, { store_id: OUR_STORE })).toMatchObject({ code: 'forbidden' });
    expect(await outcome(ofStores, turn, {})).toMatchObject({ code: 'forbidden' });
    expect(await outcome(ofStores, turn, { store_ids: [OUR_OTHER_STORE] })).toMatchObject({
      code: 'forbidden',
    });
  });
});
