import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { DocumentView } from '../contract.ts';
import { documentView } from '../rows.ts';

export const getDocument = query({
  name: 'knowledge.getDocument',
  summary: 'One document, with all that it is found by',
  access: app.company,
  rest: { method: 'get', path: '/internal/documents/{id}' },
  input: z.strictObject({ id: Id }),
  output: DocumentView,
}).handle(({ db, company_id }, { id }) => documentView(db, company_id, id));
