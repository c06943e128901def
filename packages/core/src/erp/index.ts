import { applyEvent } from './operations/apply-event.ts';
import { applyValues } from './operations/apply-values.ts';
import { claimEvent } from './operations/claim-event.ts';
import { deliverEvents } from './operations/deliver-events.ts';
import { dismissEvents } from './operations/dismiss-events.ts';
import { getOutbox } from './operations/get-outbox.ts';
import { getSettings } from './operations/get-settings.ts';
import { listDeadLetters } from './operations/list-dead-letters.ts';
import { noteClamped } from './operations/note-clamped.ts';
import { readOutbound } from './operations/read-outbound.ts';
import { receiveEvent } from './operations/receive-event.ts';
import { recordChange } from './operations/record-change.ts';
import { replayEvents } from './operations/replay-events.ts';
import { saveSettings } from './operations/save-settings.ts';
import { scheduleDelivery } from './operations/schedule-delivery.ts';
import { settleEvent } from './operations/settle-event.ts';
import { testOutbound } from './operations/test-outbound.ts';

export const erp = {
  getSettings,
  saveSettings,
  receive: receiveEvent,
  applyEvent,
  applyValues,
  noteClamped,
  recordChange,
  scheduleDelivery,
  deliver: deliverEvents,
  claimEvent,
  settleEvent,
  readOutbound,
  testOutbound,
  getOutbox,
  deadLetters: listDeadLetters,
  replay: replayEvents,
  dismiss: dismissEvents,
};
