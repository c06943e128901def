import { answerConversation } from './operations/answer-conversation.ts';
import { closeTurn } from './operations/close-turn.ts';
import { closeVisit } from './operations/close-visit.ts';
import { converse } from './operations/converse.ts';
import { findSpeaker } from './operations/find-speaker.ts';
import { findToShip } from './operations/find-to-ship.ts';
import { findUnsummarized } from './operations/find-unsummarized.ts';
import { listTurns } from './operations/list-turns.ts';
import { openTurn } from './operations/open-turn.ts';
import { openVisit } from './operations/open-visit.ts';
import { payAgain } from './operations/pay-again.ts';
import { refuseTurn } from './operations/refuse-turn.ts';
import { releaseTurn } from './operations/release-turn.ts';
import { saveStep } from './operations/save-step.ts';
import { saveSummary } from './operations/save-summary.ts';
import { scheduleAnswer } from './operations/schedule-answer.ts';
import { sellInTurn } from './operations/sell-in-turn.ts';
import { shipOrder } from './operations/ship-order.ts';
import { summarizeConversation } from './operations/summarize-conversation.ts';
import { tellPixCode } from './operations/tell-pix-code.ts';

export const chat = {
  trace: listTurns,
  answer: answerConversation,
  scheduleAnswer,
  openTurn,
  saveStep,
  closeTurn,
  releaseTurn,
  refuseTurn,
  tellPixCode,
  converse,
  findSpeaker,
  openVisit,
  closeVisit,
  sell: sellInTurn,
  findToShip,
  ship: shipOrder,
  summarize: summarizeConversation,
  findUnsummarized,
  saveSummary,
  payAgain,
};
