import { eventually } from '@vek1/testing/eventually';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterDemo, linkTo, type OpenBrowser, openBrowser } from './browser.fixture.ts';

const EMAIL = 'joana@padaria.example';

let opened: OpenBrowser;
let page: Page;
let app_url: string;
beforeAll(async () => {
  opened = await openBrowser();
  app_url = opened.stack.app_url;
  page = await opened.newPerson();
});
afterAll(() => opened?.close());

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
const newLink = (subject: string) =>
  eventually(async () => {
    const link = await linkTo(opened.stack, EMAIL, subject);
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
