import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import { betterAuth } from 'better-auth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { vek1AuthStore } from './index.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

it('signs up and in', async () => {
  const auth = betterAuth({
    baseURL: 'http://localhost:3000',
    secret: 'a-secret-of-the-tests-0123456789abcdef',
    database: vek1AuthStore({ base_url: house.url, auth_token: TOKENS.auth }),
    emailAndPassword: { enabled: true },
  });
  const up = await auth.api.signUpEmail({
    body: { email: 'Ana@Loja.example', password: 'segredo-123', name: 'Ana' },
  });
  expect(up.user.email).toBe('ana@loja.example');
  const back = await auth.api.signInEmail({ body: { email: 'ANA@loja.example', password: 'segredo-123' } });
  expect(back.user.id).toBe(up.user.id);
});
