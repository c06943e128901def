import type { Letter } from './contract.ts';

const HTML: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => HTML[character] ?? character);

interface Draft {
  subject: string;
  greeting: string;
  paragraphs: readonly string[];
  link?: { label: string; url: string };
  /** What to do if it was not them. */
  foot: string;
}

/** One letter as text and as the simplest HTML that every reader shows alike. */
function letter({ subject, greeting, paragraphs, link, foot }: Draft): Letter {
  const body = [greeting, ...paragraphs];
  const small = 'color:#667085;font-size:13px';
  const button =
    'display:inline-block;padding:10px 18px;border-radius:8px;background:#0f766e;color:#fff;text-decoration:none';
  return {
    subject,
    text: [...body, ...(link ? [`${link.label}: ${link.url}`] : []), foot, 'vek1'].join('\n\n'),
    html: [
      '<div style="font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:0 auto;padding:24px">',
      ...body.map((line) => `<p>${escaped(line)}</p>`),
      link ? `<p><a style="${button}" href="${escaped(link.url)}">${escaped(link.label)}</a></p>` : '',
      `<p style="${small}">${escaped(foot)}</p><p style="${small}">vek1</p></div>`,
    ].join('\n'),
  };
}

const hello = (name?: string) => (name ? `Olá, ${name}!` : 'Olá!');

export const resetPassword = ({ name, url }: { name?: string; url: string }): Letter =>
  letter({
    subject: 'Crie uma nova senha na vek1',
    greeting: hello(name),
    paragraphs: ['Recebemos um pedido para criar uma nova senha da sua conta. O link vale por uma hora.'],
    link: { label: 'Criar nova senha', url },
    foot: 'Se não foi você, ignore este e-mail: sua senha continua a mesma.',
  });

export const verifyEmail = ({ name, url }: { name?: string; url: string }): Letter =>
  letter({
    subject: 'Confirme seu e-mail na vek1',
    greeting: hello(name),
    paragraphs: ['Falta só confirmar que este e-mail é seu.'],
    link: { label: 'Confirmar e-mail', url },
    foot: 'Se você não criou uma conta na vek1, ignore este e-mail.',
  });

export const accountExists = ({ name, url }: { name?: string; url: string }): Letter =>
  letter({
    subject: 'Você já tem uma conta na vek1',
    greeting: hello(name),
    paragraphs: [
      'Alguém, talvez você, quis criar uma conta com este e-mail, que já tem uma. Entre com a sua senha; se não lembra dela, lá mesmo você cria outra.',
    ],
    link: { label: 'Entrar', url },
    foot: 'Se não foi você, ignore este e-mail: nada mudou na sua conta.',
  });

export const paymentSettingsChanged = (facts: {
  name: string;
  store_name: string;
  changed: readonly string[];
}): Letter =>
  letter({
    subject: `Os dados de pagamento da loja ${facts.store_name} mudaram`,
    greeting: hello(facts.name),
    paragraphs: [
      `Alguém com a sua senha mudou os dados de pagamento da loja ${facts.store_name}: ${facts.changed.join(', ')}.`,
    ],
    foot: 'Se não foi você, troque sua senha agora e confira para onde o dinheiro das vendas está indo.',
  });
