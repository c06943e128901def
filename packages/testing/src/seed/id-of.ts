import { derivedId } from '@vek1/core/kernel/ids';

/** The id of something of the demo shop: the same on every machine. */
export const idOf = (kind: string, key: string | number): string => derivedId('demo', kind, String(key));
