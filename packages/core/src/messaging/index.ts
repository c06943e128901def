import { claimOutgoing } from './operations/claim-outgoing.ts';
import { claimUnanswered } from './operations/claim-unanswered.ts';
import { deliverMessages } from './operations/deliver-messages.ts';
import { listMessages } from './operations/list-messages.ts';
import { receiveEvolution } from './operations/receive-evolution.ts';
import { receiveMessage } from './operations/receive-message.ts';
import { receiveReceipt } from './operations/receive-receipt.ts';
import { settleOutgoing } from './operations/settle-outgoing.ts';
import { tellOrderMoved, tellRefundDue } from './operations/tell-order.ts';
import { writeMessages } from './operations/write-messages.ts';

export const messaging = {
  list: listMessages,
  receiveEvolution,
  receiveMessage,
  receiveReceipt,
  claimUnanswered,
  write: writeMessages,
  deliver: deliverMessages,
  claimOutgoing,
  settleOutgoing,
  tellOrderMoved,
  tellRefundDue,
};
