import { claimOutgoing } from './operations/claim-outgoing.ts';
import { claimUnanswered } from './operations/claim-unanswered.ts';
import { createMessage } from './operations/create-message.ts';
import { deliverMessages } from './operations/deliver-messages.ts';
import { endLease } from './operations/end-lease.ts';
import { getConversation } from './operations/get-conversation.ts';
import { getFullAgent } from './operations/get-full-agent.ts';
import { giveBack } from './operations/give-back.ts';
import { keepSummary } from './operations/keep-summary.ts';
import { leadBought } from './operations/lead-bought.ts';
import { listAgentConversations } from './operations/list-agent-conversations.ts';
import { listConversations } from './operations/list-conversations.ts';
import { listMessages } from './operations/list-messages.ts';
import { receiveEvolution } from './operations/receive-evolution.ts';
import { receiveMessage } from './operations/receive-message.ts';
import { receiveReceipt } from './operations/receive-receipt.ts';
import { reply } from './operations/reply.ts';
import { requestHuman } from './operations/request-human.ts';
import { settleOutgoing } from './operations/settle-outgoing.ts';
import { takeOver } from './operations/take-over.ts';
import { takeProof } from './operations/take-proof.ts';
import {
  tellChargeFailed,
  tellMoneyReturned,
  tellOrderMoved,
  tellRefundDue,
} from './operations/tell-order.ts';
import { writeMessages } from './operations/write-messages.ts';

export const messaging = {
  list: listMessages,
  create: createMessage,
  listConversations,
  getConversation,
  takeOver,
  reply,
  giveBack,
  endLease,
  getFullAgent,
  listAgentConversations,
  leadBought,
  receiveEvolution,
  receiveMessage,
  receiveReceipt,
  takeProof,
  claimUnanswered,
  write: writeMessages,
  deliver: deliverMessages,
  claimOutgoing,
  settleOutgoing,
  tellOrderMoved,
  tellRefundDue,
  tellMoneyReturned,
  tellChargeFailed,
  requestHuman,
  keepSummary,
};
