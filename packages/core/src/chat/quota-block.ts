/** Said instead of an answer when the company's tokens are used up. */
export const BLOCKED = 'No momento estou temporariamente indisponível, posso te conectar com um atendente?';

/** One task a day for each customer who stays without an answer. */
export const blockedTask = (store_id: string, who: string) => ({
  store_id,
  kind: 'hand_off' as const,
  subject_id: `quota:${who}:${new Date().toISOString().slice(0, 10)}`.slice(0, 200),
  title: 'Um cliente espera resposta: os tokens do plano acabaram e o agente parou.',
});
