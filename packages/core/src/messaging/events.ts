import { z } from 'zod';
import { event } from '../kernel/events.ts';
import { Id } from '../kernel/wire.ts';

/** A conversation has something to answer, and nobody had been called yet: `wake_job` is who should come. */
export const conversationWoken = event(
  'messaging.conversationWoken',
  z.object({ conversation_id: Id, wake_job: Id }),
);
