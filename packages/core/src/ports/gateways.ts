import type { Email } from './email.ts';
import type { Embeddings } from './embeddings.ts';
import type { Erp } from './erp.ts';
import type { Files } from './files.ts';
import type { LanguageModel } from './language-model.ts';
import type { Messaging } from './messaging.ts';
import type { Pix } from './pix.ts';

/** The outside world as a flow sees it. */
export interface Gateways {
  pix: Pix;
  messaging: Messaging;
  language_model: LanguageModel;
  embeddings: Embeddings;
  email: Email;
  erp: Erp;
  files: Files;
}
