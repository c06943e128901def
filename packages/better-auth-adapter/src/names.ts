export type Row = Record<string, unknown>;

/** Better Auth's field names, and the columns they are on the wire. */
const COLUMNS: Record<string, string> = {
  emailVerified: 'email_verified',
  userId: 'user_id',
  expiresAt: 'expires_at',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
  accountId: 'account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
};
const FIELDS = Object.fromEntries(Object.entries(COLUMNS).map(([field, column]) => [column, field]));

const renamed = (row: Row, names: Record<string, string>): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [names[name] ?? name, value]));

export const columnOf = (field: string): string => COLUMNS[field] ?? field;
export const toColumns = (row: Row): Row => renamed(row, COLUMNS);
export const toFields = (row: Row): Row => renamed(row, FIELDS);
