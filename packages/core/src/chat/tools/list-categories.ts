import { z } from 'zod';
import { listCategories } from '../../catalog/operations/list-categories.ts';
import { tool } from './tool.ts';

export const listCategoriesTool = tool({
  name: 'list_categories',
  description: 'As categorias do que a loja vende, com o número de produtos de cada uma.',
  input: z.strictObject({}),
  operation: listCategories,
  bind: ({ store_id }) => ({ store_id }),
  show: ({ categories }) => ({ categories }),
});
