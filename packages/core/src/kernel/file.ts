import { z } from 'zod';

/** Bytes and what they are: themselves on REST, base64 where answers are JSON. */
export const FileContent = z.object({
  media_type: z.enum(['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp', 'application/pdf']),
  base64: z.string(),
});
export type FileContent = z.infer<typeof FileContent>;
