import { demo } from '@vek1/testing/demo';
import { eventually } from '@vek1/testing/eventually';
import { type FakeOidc, startOidc } from '@vek1/testing/fakes/oidc';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterDemo, lettersTo, linkTo, type OpenBrowser, openBrowser } from './browser.fixture.ts';

const EMAIL = 'joana@padaria.example';
const GOOGLE = { client_id: 'vek1-app', client_secret: 'secret-of-google' };
/** Of the app, whose port is not known before it is there. */
const redirect_uris: string[] = [];

let google: FakeOidc;
let opened: OpenBrowser;
let page: Page;
let app_url: string;
beforeAll(async () => {
  google = await startOidc({ ...GOOGLE, redirect_uris });
  opened = await openBrowser({
    GOOGLE_CLIENT_ID: GOOGLE.client_id,
    GOOGLE_CLIENT_SECRET: GOOGLE.client_secret,
    GOOGLE_AUTHORIZATION_URL: `${google.url}/authorize`,
    GOOGLE_TOKEN_URL: `${google.url}/token`,
  });
  app_url = opened.stack.app_url;
  redirect_uris.push(`${app_url}/api/auth/callback/google`);
  page = await opened.newPerson();
});
afterAll(async () => {
  await opened?.close();
  await google?.close();
});

const fill = async (fields: Record<string, string>, on = page) => {
  for (const [name, value] of Object.entries(fields)) await on.getByTestId(name).fill(value);
};
const says = (name: string, text: string) => page.getByTestId(name).filter({ hasText: text }).waitFor();
const press = (name: string, on = page) => on.getByTestId(name).click();

async function signIn(password: string, on = page) {
  await on.goto(`${app_url}/entrar`);
  await fill({ email: EMAIL, password }, on);
  await press('sign-in', on);
}

/** The letter is sent by a job. */
const newLink = (subject: string, to = EMAIL) =>
  eventually(async () => {
    const link = await linkTo(opened.stack, to, subject);
    if (!link) throw new Error(`no letter says: ${subject}`);
    return link;
  }, 30_000);

describe('a merchant', () => {
  it('signs up, proves the address, opens a shop, signs out, chooses a new password, and signs in with it', async () => {
    await page.goto(`${app_url}/pedidos`);
    await page.waitForURL('**/entrar');
    await page.goto(`${app_url}/criar-conta`);
    await fill({ name: 'Joana Prado', email: EMAIL, password: 'pao-quentinho' });
    await opened.shot(page, 'criar-conta');
    await press('sign-up');
    await page.waitForURL('**/confirmar-email**');
    await opened.shot(page, 'confirmar-email');

    // Before it is proved the address opens nothing.
    await signIn('pao-quentinho');
    await says('form-error', 'Confirme seu e-mail');

    await page.goto(await newLink('Confirme seu e-mail na vek1'));
    await page.waitForURL('**/bem-vindo');
    await fill({ 'store-name': 'Padaria da Joana' });
    await opened.shot(page, 'bem-vindo');
    await press('begin');
    await page.waitForURL('**/produtos');
    await says('store-name', 'Padaria da Joana');
    await opened.shot(page, 'loja-nova');

    await press('sign-out');
    await page.waitForURL('**/entrar');
    await page.goto(`${app_url}/esqueci-senha`);
    await fill({ email: EMAIL });
    await press('send-reset');
    await page.getByTestId('reset-sent').waitFor();
    await page.goto(await newLink('Crie uma nova senha na vek1'));
    await page.waitForURL('**/redefinir-senha?token=*');
    await fill({ password: 'broa-de-milho' });
    await press('reset-password');
    await page.waitForURL('**/entrar');

    await signIn('pao-quentinho');
    await says('form-error', 'E-mail ou senha não conferem.');
    await opened.shot(page, 'entrar-recusado');
    await signIn('broa-de-milho');
    await page.waitForURL('**/painel');
  });

  it('sees where they are signed in, and signs another device out', async () => {
    const phone = await opened.newPerson();
    await signIn('broa-de-milho', phone);
    await phone.waitForURL('**/painel');

    await page.goto(`${app_url}/conta`);
    await page.getByTestId('revoke-session').waitFor();
    await opened.shot(page, 'conta');
    await press('revoke-session');
    await page.getByTestId('revoke-session').waitFor({ state: 'detached' });
    expect(await page.getByTestId('session').count()).toBe(1);
    // Refused as soon as what was remembered of the session is forgotten.
    await eventually(async () => {
      await phone.goto(`${app_url}/pedidos`);
      expect(phone.url()).toContain('/entrar');
    }, 30_000);
  });

  it('changes the password, takes the data along, and closes the account', async () => {
    await page.goto(`${app_url}/conta`);
    await fill({ 'current-password': 'broa-de-milho', 'new-password': 'sonho-de-creme' });
    await press('change-password');
    await page.getByText('Senha trocada').waitFor();

    const exported = await page.evaluate(async () => (await fetch('/api/account/export')).json());
    expect(exported).toMatchObject({ user: { email: EMAIL }, stores: [{ name: 'Padaria da Joana' }] });

    await press('delete-account');
    await fill({ 'delete-password': 'sonho-de-creme' });
    await press('confirm-delete-account');
    await page.waitForURL('**/entrar');
    await signIn('sonho-de-creme');
    await says('form-error', 'E-mail ou senha não conferem.');
  });

  it('is nobody else: what a browser claims to be is not believed', async () => {
    const other = await opened.newPerson();
    await enterDemo(other, opened.stack);
    const claimed = await other.evaluate(async () => {
      const answer = await fetch('/api/trpc/company.get?input={}', {
        headers: { 'x-actor-user-id': 'somebody-else', 'x-internal-token': 'guess' },
      });
      return answer.json();
    });
    expect(claimed.result.data.owner_user_id).toBe('demo-merchant');
  });
});

describe('who signs in with Google', () => {
  const email = 'caio@bistro.example';
  const caio = { sub: 'google-caio', email, email_verified: true, name: 'Caio Reis' };

  async function byGoogle(person: Parameters<FakeOidc['person']>[0]) {
    google.person(person);
    const browser = await opened.newPerson();
    await browser.goto(`${app_url}/entrar`);
    await press('sign-in-google', browser);
    return browser;
  }

  it('opens a shop without a password, and gets one by the mail where a key of the shop takes one', async () => {
    const browser = await byGoogle(caio);
    await browser.waitForURL('**/bem-vindo');
    await fill({ 'store-name': 'Bistrô do Caio' }, browser);
    await press('begin', browser);
    await browser.waitForURL('**/produtos');

    await browser.goto(`${app_url}/conta`);
    await browser.getByTestId('no-password').waitFor();
    await opened.shot(browser, 'conta-google');
    await press('delete-account', browser);
    await browser.getByRole('dialog').getByTestId('no-password').waitFor();

    const saveKey = async () => {
      await browser.goto(`${app_url}/configuracoes/pagamentos`);
      await browser.getByTestId('pix-key-type').selectOption('email');
      await fill({ 'pix-key': email }, browser);
      await press('save-manual-pix', browser);
    };
    await saveKey();
    await browser.getByTestId('send-password-mail').waitFor();
    await opened.shot(browser, 'senha-por-email');
    await press('send-password-mail', browser);
    await browser.getByTestId('password-mail-sent').waitFor();

    await browser.goto(await newLink('Crie uma nova senha na vek1', email));
    await fill({ password: 'ragu-de-domingo' }, browser);
    await press('reset-password', browser);
    await browser.waitForURL('**/entrar');
    await press('sign-in-google', browser);
    await browser.waitForURL('**/painel');
    await saveKey();
    await fill({ 'reauth-password': 'ragu-de-domingo' }, browser);
    await press('confirm-reauth', browser);
    await browser.getByText('Salvo.').waitFor();
  });

  it.each([
    ['says no there', null, 'Você não deu permissão ao Google.'],
    [
      'has not proved their address there',
      { ...caio, sub: 'another', email_verified: false },
      'não confirmou',
    ],
  ])('comes back to the door and reads why, if one %s', async (_, person, sentence) => {
    const browser = await byGoogle(person);
    await browser.getByTestId('form-error').filter({ hasText: sentence }).waitFor();
    expect(new URL(browser.url()).pathname).toBe('/entrar');
    await opened.shot(browser, 'entrar-google-recusado');
    await browser.goto(`${app_url}/painel`);
    await browser.waitForURL('**/entrar');
  });
});

describe('a key of the gateway', () => {
  const trpc = (browser: Page, procedure: string, input: object) =>
    browser.evaluate(
      async ([path, body]) => {
        const headers = {
          'content-type': 'application/json',
          'x-reauthenticated-at': new Date().toISOString(),
        };
        const answer = await fetch(`/api/${path}`, { method: 'POST', headers, body });
        return { status: answer.status, body: await answer.json() };
      },
      [`trpc/${procedure}`, JSON.stringify(input)] as const,
    );
  const reauthenticate = (browser: Page, password: string) =>
    browser.evaluate(async (given) => {
      const body = JSON.stringify({ password: given });
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/auth/reauthenticate', { method: 'POST', headers, body })).status;
    }, password);

  it('is changed only by who gives their password again, and its owner hears of it', async () => {
    const browser = await opened.newPerson();
    await enterDemo(browser, opened.stack);
    const change = { store_id: demo.store_id, abacatepay_webhook_secret: 'demo-secret-that-is-new' };
    const refused = await trpc(browser, 'payment.saveSettings', change);
    expect([refused.status, refused.body.error.data.reason]).toEqual([403, 'reauth_required']);

    expect(await reauthenticate(browser, 'nao-e-esta')).toBe(400);
    expect((await trpc(browser, 'payment.saveSettings', change)).status).toBe(403);
    expect(await reauthenticate(browser, demo.owner.password)).toBe(200);
    expect((await trpc(browser, 'payment.saveSettings', change)).status).toBe(200);
    await eventually(async () => {
      const letters = await lettersTo(opened.stack, demo.owner.email);
      expect(letters.filter(({ subject }) => subject.startsWith('Os dados de pagamento'))).toHaveLength(1);
    }, 30_000);
  });
});
