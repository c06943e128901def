import { AppError, type FieldError } from './errors.ts';
import { isStorable } from './wire.ts';

/** Contracts, JSON and logs walk what they are given by recursion. */
const MOST_LEVELS = 100;

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Refuses what is nested too deeply to be looked at. 422 that names the field. */
export function refuseDepth(input: unknown): void {
  if (!isBranch(input)) return;
  for (const [key, value] of Object.entries(input)) {
    let level = isBranch(value) ? [value] : [];
    for (let depth = 0; level.length > 0; depth += 1) {
      if (depth >= MOST_LEVELS) {
        const error = { path: key.slice(0, 200), code: 'too_deep', message: 'Nested too deeply.' };
        throw new AppError('validation_error', `${error.path}: ${error.message}`, { errors: [error] });
      }
      level = level.flatMap((branch) => Object.values(branch).filter(isBranch));
    }
  }
}

/** Where an input holds text that PostgreSQL does not take. */
function unstorableFields(value: unknown, path: string): FieldError[] {
  if (typeof value === 'string') {
    const message = 'Holds a character that cannot be stored.';
    return isStorable(value) ? [] : [{ path, code: 'unstorable', message }];
  }
  if (!isBranch(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = path ? `${path}.${key}` : key;
    return isStorable(key) ? unstorableFields(inner, at) : unstorableFields(key, at.slice(0, 200));
  });
}

/** The database refused a text: the same error, with the fields that hold one like it. */
export function nameUnstorable(error: AppError, input: unknown): AppError {
  if (error.reason !== 'text.unstorable' || error.errors) return error;
  const errors = unstorableFields(input, '').slice(0, 100);
  const [first] = errors;
  if (!first) return error;
  const { reason, cause } = error;
  return new AppError(error.code, `${first.path}: ${first.message}`, { reason, errors, cause });
}
