import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceOf } from '../kernel/operation.ts';
import { setLimits } from './operations/set-limits.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

let people = 0;
async function signUp(name = 'Ana Souza'): Promise<string> {
  const id = `user-${people++}`;
  await house.sql`
    insert into users (id, name, email, created_at, updated_at)
    values (${id}, ${name}, ${`${id}@loja.example`}, now(), now())`;
  return id;
}
const ensure = (user_id: string, body: object = {}) =>
  house.rest('POST', '/internal/company/ensure', body, user_id);
const update = (user_id: string, body: object) => house.rest('PATCH', '/internal/company', body, user_id);

describe('a company', () => {
  it('is made on first call, with the trial, a slug of its name, and answered ever after', async () => {
    const ana = await signUp();
    const first = await ensure(ana, { name: 'Empório da Ana' });
    expect(first).toMatchObject({
      status: 200,
      body: {
        owner_user_id: ana,
        name: 'Empório da Ana',
        slug: 'emporio-da-ana',
        logo_url: null,
        time_zone: 'America/Sao_Paulo',
        plan: 'trial',
      },
    });
    expect((await ensure(ana, { name: 'Outro' })).body).toEqual(first.body);
    expect((await house.rest('GET', '/internal/company', undefined, ana)).body).toEqual(first.body);
  });

  it('is named after its owner, and its slug has an ending where that one is taken', async () => {
    const slugs = [];
    for (let count = 0; count < 8; count++) slugs.push((await ensure(await signUp('Zé'))).body.slug);
    expect(slugs.slice(0, 6)).toEqual(['ze', 'ze-2', 'ze-3', 'ze-4', 'ze-5', 'ze-6']);
    expect(slugs.slice(6)).toEqual([
      expect.stringMatching(/^ze-[a-z0-9]{4}$/),
      expect.stringMatching(/^ze-[a-z0-9]{4}$/),
    ]);
  });

  it('changes what is said and keeps the rest; null takes the logo away', async () => {
    const ana = await signUp();
    const { body: made } = await ensure(ana, { name: 'Loja Nova' });
    const logo_url = 'https://files.example/logo.png';
    expect(await update(ana, { logo_url })).toMatchObject({ status: 200, body: { ...made, logo_url } });
    expect((await update(ana, { name: 'Loja Velha', slug: 'loja-velha' })).body).toEqual({
      ...made,
      logo_url,
      name: 'Loja Velha',
      slug: 'loja-velha',
    });
    expect((await update(ana, { logo_url: null })).body.logo_url).toBe(null);
    const [audit] = await house.sql`
      select before, after from audit_log where action = 'company.update' and actor_user_id = ${ana} order by id limit 1`;
    expect(audit).toEqual({
      before: { name: 'Loja Nova', logo_url: null, slug: 'loja-nova' },
      after: { logo_url },
    });
  });

  it('gets no slug that another has', async () => {
    const [ana, bia] = [await signUp(), await signUp()];
    await ensure(ana, { name: 'Primeira' });
    const { body } = await ensure(bia, { name: 'Segunda' });
    expect(await update(bia, { slug: 'primeira' })).toMatchObject({
      status: 409,
      body: { reason: 'slug.taken' },
    });
    expect(await update(bia, { slug: 'segunda' })).toMatchObject({ status: 200, body });
  });

  it.each([
    [{}, ''],
    [{ name: ' ' }, 'name'],
    [{ slug: 'Loja' }, 'slug'],
    [{ slug: 'minha loja' }, 'slug'],
    [{ logo_url: 'javascript:alert(1)' }, 'logo_url'],
    [{ plan: 'pro' }, 'plan'],
  ])('refuses %j', async (body, field) => {
    const ana = await signUp();
    await ensure(ana);
    const answer = await update(ana, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe(field);
  });

  it('is asked of a person: unknown ones are nobody, and those without one have none to change', async () => {
    const ana = await signUp();
    expect((await ensure('user-unknown')).status).toBe(401);
    expect(await update(ana, { name: 'X' })).toMatchObject({
      status: 403,
      body: { reason: 'company.required' },
    });
    expect((await house.rest('PATCH', '/internal/company', { name: 'X' })).status).toBe(401);
  });

  it('knows what its plan allows', async () => {
    const { body } = await ensure(await signUp());
    const limits = { max_stores: 1, max_agents: 2, max_products: null, max_documents: 0 };
    await house.runner.run(setLimits, serviceOf(body.id, 'billing'), limits, { face: 'internal' });
    const [company] = await house.sql`
      select max_stores, max_agents, max_products, max_documents from companies where id = ${body.id}`;
    expect(company).toEqual(limits);
  });
});
