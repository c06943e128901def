import { isMasked, type Vault } from './crypto.ts';

/**
 * What a PUT of settings changes: absent is left as it is, null is the default again, secrets are sealed, and a masked
 * one that was sent back is left alone. The contract names the columns of `defaults` and no other.
 */
export function changesOf<Settings extends object>(
  given: Record<string, unknown>,
  { defaults, secrets, vault }: { defaults: Settings; secrets: readonly (keyof Settings)[]; vault: Vault },
): Partial<Settings> {
  const isSecret = (key: string) => secrets.some((secret) => secret === key);
  const changes = Object.entries(given).flatMap(([key, value]): [string, unknown][] => {
    if (value === undefined) return [];
    if (value === null) return [[key, defaults[key as keyof Settings]]];
    if (typeof value !== 'string' || !isSecret(key)) return [[key, value]];
    return isMasked(value) ? [] : [[key, vault.seal(value)]];
  });
  // safe: the contract names these columns and no other.
  return Object.fromEntries(changes) as Partial<Settings>;
}
