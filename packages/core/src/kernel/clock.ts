/** Now, as the wire and the tables write it. */
export const now = (): string => new Date().toISOString();

/** `ms` from now. */
export const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
