import { open } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { EmbeddedTexts, EmbedTexts } from '../contract.ts';

export const embedTexts = flow({
  name: 'knowledge.embed',
  summary: 'Vectors of one text or of up to 64, in their order',
  access: open.limitedTo({ by: 'address', points: 60, per_s: 60 }),
  rest: { method: 'post', path: '/embed' },
  input: EmbedTexts,
  output: EmbeddedTexts,
}).handle(async ({ gateways: { embeddings }, signal }, { text, texts = [] }) => {
  const { model, vectors } = await embeddings.embed(text === undefined ? texts : [text], 'document', signal);
  return { model, dimension: embeddings.dimension, embeddings: vectors };
});
