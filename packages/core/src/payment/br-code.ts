/**
 * What a BR Code says: the text behind a PIX QR code and behind "copia e cola". Always ASCII, so that its lengths
 * are the same in characters and in bytes.
 */
export interface BrCode {
  /** Of a static code: where the money goes. */
  key?: string;
  /** Of a static code: shown to the payer. */
  info?: string;
  /** Of a dynamic code: where the bank reads what is owed; without a scheme. */
  location?: string;
  /** Of Pix Automático: where the bank reads what recurs; without a scheme. */
  recurrence?: string;
  use?: 'reusable' | 'single';
  amount_cents?: number;
  /** 25 characters at most. */
  name: string;
  /** 15 characters at most. */
  city: string;
  /** Of a static code up to 25 letters and digits; `***` is none. */
  txid: string;
}

const GUI = 'br.gov.bcb.pix';
const CRC_HEAD = '6304';
const USE = { reusable: '11', single: '12' } as const;
const NO_TXID = '***';

const ASCII = /^[\x20-\x7e]*$/;
const AMOUNT = /^\d{1,10}\.\d{2}$/;
const TXID = /^[A-Za-z0-9]{1,25}$/;

/** CRC16-CCITT-FALSE of an ASCII text, as a BR Code ends with it: four upper-case hex digits. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'latin1')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** What a BR Code can carry of a name: `São José` is `Sao Jose`; characters that are no letters of ours go. */
export const asciiOf = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/ +/g, ' ')
    .trim();

/** An order's id as the 25 characters that a static code has room for: upper-case base36. */
export const txidOf = (uuid: string): string =>
  BigInt(`0x${uuid.replaceAll('-', '')}`)
    .toString(36)
    .toUpperCase()
    .padStart(25, '0');

function field(id: string, value: string, longest = 99): string {
  if (value.length === 0 || value.length > longest || !ASCII.test(value)) {
    throw new RangeError(`Field ${id} of a BR Code holds 1 to ${longest} ASCII characters.`);
  }
  return id + String(value.length).padStart(2, '0') + value;
}

const optional = (id: string, value: string | undefined) => (value === undefined ? '' : field(id, value));

/** Writes a BR Code. Throws `RangeError` where a part does not fit. */
export function writeBrCode(code: BrCode): string {
  const { key, info, location, recurrence, use, amount_cents, name, city, txid } = code;
  if (txid !== NO_TXID && (location !== undefined || !TXID.test(txid))) {
    throw new RangeError('The txid of a static code is 1 to 25 letters and digits; a dynamic code has none.');
  }
  const reais = amount_cents === undefined ? undefined : (amount_cents / 100).toFixed(2);
  const text = [
    field('00', '01'),
    optional('01', use && USE[use]),
    field('26', field('00', GUI) + optional('01', key) + optional('02', info) + optional('25', location)),
    field('52', '0000'),
    field('53', '986'),
    optional('54', reais),
    field('58', 'BR'),
    field('59', name, 25),
    field('60', city, 15),
    field('62', field('05', txid)),
    recurrence === undefined ? '' : field('80', field('00', GUI) + field('25', recurrence)),
    CRC_HEAD,
  ].join('');
  return text + crc16(text);
}

/** Tag, length, value; null where the lengths do not add up or a tag comes twice. */
function fieldsOf(text: string): Map<string, string> | null {
  const fields = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const [, id = '', length = ''] = /^(\d\d)(\d\d)/.exec(text.slice(at)) ?? [];
    const value = text.slice(at + 4, at + 4 + Number(length));
    if (id === '' || value === '' || value.length !== Number(length) || fields.has(id)) return null;
    fields.set(id, value);
    at += 4 + value.length;
  }
  return fields;
}

/** The template of PIX among those that tags from `first` to `last` are for. */
function pixTemplate(fields: Map<string, string>, first: number, last: number): Map<string, string> | null {
  for (const [id, value] of fields) {
    if (Number(id) < first || Number(id) > last) continue;
    const template = fieldsOf(value);
    if (template?.get('00')?.toLowerCase() === GUI) return template;
  }
  return null;
}

/** What must be so of every BR Code of PIX, whatever it says. */
function isPix(fields: Map<string, string>): boolean {
  const [first] = fields.keys();
  const fits = (id: string, longest: number) => (fields.get(id)?.length ?? Infinity) <= longest;
  return (
    first === '00' &&
    fields.get('00') === '01' &&
    /^\d{4}$/.test(fields.get('52') ?? '') &&
    fields.get('53') === '986' &&
    fields.get('58') === 'BR' &&
    AMOUNT.test(fields.get('54') ?? '0.00') &&
    fits('59', 25) &&
    fits('60', 15)
  );
}

/** Reads a BR Code of PIX, as pasted; null for what is none, or was changed on the way. */
export function readBrCode(pasted: string): BrCode | null {
  const text = pasted.trim();
  const [body, crc] = [text.slice(0, -4), text.slice(-4)];
  if (!ASCII.test(text) || !body.endsWith(CRC_HEAD) || crc16(body) !== crc) return null;
  const fields = fieldsOf(text);
  if (!fields || !isPix(fields)) return null;

  const account = pixTemplate(fields, 26, 51);
  const [key, location] = [account?.get('01'), account?.get('25')];
  const recurrence = pixTemplate(fields, 80, 99)?.get('25');
  const txid = fieldsOf(fields.get('62') ?? '')?.get('05') ?? NO_TXID;
  if (!account || (key !== undefined && location !== undefined)) return null;
  if (key === undefined && location === undefined && recurrence === undefined) return null;
  if (txid !== NO_TXID && (location !== undefined || !TXID.test(txid))) return null;

  const use = fields.get('01');
  const amount = fields.get('54');
  const info = account.get('02');
  return {
    ...(key !== undefined && { key }),
    ...(info !== undefined && { info }),
    ...(location !== undefined && { location }),
    ...(recurrence !== undefined && { recurrence }),
    ...(use !== undefined && { use: use === USE.single ? ('single' as const) : ('reusable' as const) }),
    ...(amount !== undefined && { amount_cents: Number(amount.replace('.', '')) }),
    name: fields.get('59') ?? '',
    city: fields.get('60') ?? '',
    txid,
  };
}
