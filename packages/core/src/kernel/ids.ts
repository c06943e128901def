import { v5, v7 } from 'uuid';

/** A new UUIDv7: rows made later sort later. */
export const newId = (): string => v7();

const NAMESPACE = '6f6b0e5c-51a5-4c0e-9f6e-7f1f6c1f7e11';

/** The same parts always give the same id: for rows and jobs that must exist once. */
export const derivedId = (...parts: string[]): string => v5(parts.join('\n'), NAMESPACE);
