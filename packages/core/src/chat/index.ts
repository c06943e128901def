import { answerConversation } from './operations/answer-conversation.ts';
import { closeTurn } from './operations/close-turn.ts';
import { openTurn } from './operations/open-turn.ts';
import { releaseTurn } from './operations/release-turn.ts';
import { saveStep } from './operations/save-step.ts';
import { scheduleAnswer } from './operations/schedule-answer.ts';
import { tellPixCode } from './operations/tell-pix-code.ts';

export const chat = { answer: answerConversation, scheduleAnswer, openTurn, saveStep, closeTurn, releaseTurn, tellPixCode };
