/** Why a turn does not run: the company's tokens are used up, or the agent has answered as often today as it may. */
export type NoTurn = 'quota' | 'limit';

/** Said instead of an answer. */
export const INSTEAD: Record<NoTurn, string> = {
  quota: 'No momento estou temporariamente indisponível, posso te conectar com um atendente?',
  limit:
    'Por hoje já te respondi tudo o que eu podia. Vou chamar uma pessoa da loja para continuar com você.',
};

const TITLES: Record<NoTurn, string> = {
  quota: 'Um cliente espera resposta: os tokens do plano acabaram e o agente parou.',
  limit: 'Um cliente espera resposta: o agente chegou ao limite de mensagens do dia.',
};

/** One task a day for each customer who stays without an answer. */
export const noTurnTask = (why: NoTurn, store_id: string, who: string) => ({
  store_id,
  kind: 'hand_off' as const,
  subject_id: `${why}:${who}:${new Date().toISOString().slice(0, 10)}`.slice(0, 200),
  title: TITLES[why],
});
