import type { ErrorBody } from './wire.ts';

/** The domain's rules, as a merchant would say them. */
const REASONS: Record<string, string> = {
  reauth_required: 'Nada mudou: falta confirmar sua senha.',
  'order.out_of_stock': 'Não há estoque suficiente para este pedido.',
  'order.transition_not_allowed': 'O pedido já mudou de situação. Veja como ele está agora.',
  'order.reason_required': 'Conte o motivo para confirmar um pedido sem pagamento.',
  'payment.nothing_to_refund': 'Nenhum dinheiro deste pedido veio pelo AbacatePay.',
  'payment.not_refundable': 'Este dinheiro não veio pelo AbacatePay: devolva por fora.',
  'payment.refund_pending': 'O AbacatePay já está devolvendo este dinheiro.',
  'order.prices_changed': 'Os preços mudaram desde este pedido: ele não pode mais ser retomado.',
  'order.not_for_sale': 'Algum item deste pedido não está mais à venda.',
  'order.not_renewable': 'Só um pedido que expirou há menos de 7 dias, sem pagamento, pode ser retomado.',
  'payment.method_disabled': 'A loja não aceita esta forma de pagamento. Veja em Configurações.',
  'payment.not_configured': 'Falta a chave da AbacatePay. Veja em Configurações.',
  'payment.invalid_pix_key': 'Esta chave PIX não é válida para o tipo escolhido.',
  'payment.invalid_pix_name': 'O nome e a cidade precisam ter letras sem acentos especiais.',
  'lead.transition_not_allowed': 'O cliente não pode passar direto para esta situação.',
  'messaging.unreachable': 'Quem visita o site não pode receber mensagens por aqui.',
  'messaging.busy': 'Uma mensagem ainda está sendo enviada. Tente de novo em instantes.',
  'erp.insecure_address': 'O endereço do ERP precisa começar com https://.',
  'erp.no_outbound_url': 'Salve primeiro o endereço do ERP.',
  'erp.outbound_disabled': 'Ligue primeiro o envio ao ERP.',
  'plan.limit_reached': 'Seu plano não comporta mais.',
  'company.required': 'Sua empresa ainda não foi criada.',
};

const CODES: Record<string, string> = {
  UNAUTHORIZED: 'Você precisa entrar para ver isto.',
  FORBIDDEN: 'Você não tem acesso a isto.',
  NOT_FOUND: 'Não encontramos o que você procura.',
  CONFLICT: 'Isto já mudou enquanto você olhava. Veja como está agora.',
  VALIDATION_ERROR: 'Algum dado não está certo.',
  TOO_MANY_REQUESTS: 'Muitas tentativas seguidas. Espere um instante.',
  SERVICE_UNAVAILABLE: 'O servidor não está respondendo. Tentamos de novo em instantes.',
};

const OFFLINE = 'Sem conexão com o servidor. Tentamos de novo em instantes.';
const UNEXPECTED = 'Algo deu errado do nosso lado. Tente de novo em instantes.';

/** What went wrong, in a sentence for the merchant. Without a body nobody answered at all. */
export function describeError(error: { data?: ErrorBody | null }): string {
  const { data } = error;
  if (!data) return OFFLINE;
  return REASONS[data.reason ?? ''] ?? CODES[data.errorCode] ?? UNEXPECTED;
}
