import type { AppError } from '../../kernel/errors.ts';
import type { Json } from '../../ports/language-model.ts';

const TRY_SEARCH = 'Nenhum desses itens é um produto da loja. Busque os produtos antes de fazer o pedido.';

function outOfStock(data: Record<string, unknown> | undefined): string {
  const items = Array.isArray(data?.items) ? data.items : [];
  const left = items.length === 1 ? Number(items[0]?.available) : Number.NaN;
  if (left === 0) return 'Esse produto esgotou no estoque.';
  if (left > 0)
    return `Não há estoque para essa quantidade: ${left === 1 ? 'resta 1 unidade' : `restam ${left} unidades`}.`;
  return 'Não há estoque para as quantidades de alguns produtos do pedido.';
}

/** What a customer may read of a refusal, by its reason; other messages are for the model alone. */
const SENTENCES: Record<string, string | ((data: AppError['data']) => string)> = {
  'order.out_of_stock': outOfStock,
  'order.no_real_item': TRY_SEARCH,
  'order.phone_required': 'Preciso de um telefone com DDD para fechar o pedido.',
  'order.too_many_unpaid': (data) =>
    `Já há ${data?.limit} pedidos esperando pagamento. É preciso pagar ou cancelar um deles antes de fazer outro.`,
  'order.too_many_held': (data) =>
    `Sem pagamento, só é possível reservar ${data?.limit} unidades ao todo. Mais que isso, só com uma pessoa da loja.`,
  'order.transition_not_allowed': 'O pedido não pode ir para essa situação agora.',
  'order.not_for_sale': 'Alguns produtos do pedido não estão mais à venda.',
  'order.prices_changed':
    'Os preços mudaram desde esse pedido: dá para fazer um novo, com os preços de agora.',
  'order.not_renewable': 'Esse pedido não pode mais ser retomado. Dá para fazer um novo.',
  'order.delivery_unavailable': 'A loja não entrega desse jeito.',
  'order.not_delivered_there': ({ offered } = {}) =>
    Array.isArray(offered) && offered.includes('pick_up')
      ? 'A loja não entrega nesse CEP. Dá para retirar na loja.'
      : 'A loja não entrega nesse CEP.',
  'payment.change_too_small': 'O troco precisa ser para um valor igual ou maior que o total do pedido.',
  'payment.cod_over_limit': 'Esse valor passa do que a loja recebe na entrega. Dá para pagar de outra forma.',
  'payment.cod_refused': 'Para este pedido a loja não recebe na entrega. Dá para pagar de outra forma.',
  'payment.method_disabled': 'A loja não aceita essa forma de pagamento.',
  'payment.not_configured': 'O pagamento por PIX da loja não está configurado no momento.',
};

const UNABLE = 'Não foi possível fazer isso agora. Tente de outro jeito, ou chame uma pessoa da loja.';
const BY_CODE: Partial<Record<AppError['code'], string>> = {
  not_found: 'Produto ou pedido não encontrado nesta loja.',
  internal_error: UNABLE,
  service_unavailable: UNABLE,
};

/** A refusal as the model is told it: the sentence, its reason, what was wrong where, and the facts. */
export function refusal({ code, reason, message, errors, data }: AppError): Json {
  const sentence = SENTENCES[reason ?? ''] ?? BY_CODE[code] ?? message;
  const error = typeof sentence === 'function' ? sentence(data) : sentence;
  return JSON.parse(JSON.stringify({ error, reason, errors, ...data })) as Json;
}
