import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { forbidden } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { freeSlugs, Slug, slugOf } from '../../kernel/slug.ts';
import { stores } from '../tables.ts';

export const isSlugAvailable = query({
  name: 'store.slugAvailable',
  summary:
    'Whether a store may take this slug, and three like it that are free. What is no slug is not available',
  access: app.user.orService,
  rest: { method: 'get', path: '/internal/stores/slug-available/{slug}' },
  trpc: true,
  input: z.strictObject({ slug: z.string().trim().min(1).max(200) }),
  output: z.object({ slug: z.string(), available: z.boolean(), suggestions: z.array(z.string()).length(3) }),
}).handle(async ({ db, actor }, { slug }) => {
  if (actor.kind === 'user' && actor.company_id === null) {
    throw forbidden('This user has no company yet.', 'company.required');
  }
  const wellFormed = Slug.safeParse(slug).success;
  const free = await freeSlugs(db, stores.slug, wellFormed ? slug : slugOf(slug, 'loja'));
  const available = wellFormed && free.includes(slug);
  return { slug, available, suggestions: free.filter((it) => it !== slug).slice(0, 3) };
});
