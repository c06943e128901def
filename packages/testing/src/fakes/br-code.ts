/** CRC16-CCITT-FALSE as a BR Code wants it: four upper-case hex digits. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'ascii')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
    crc &= 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** The text of a dynamic PIX charge. `location` has no scheme; name ≤ 25 and city ≤ 15 ASCII characters. */
export function dynamicBrCode(charge: {
  location: string;
  amount_cents?: number;
  name: string;
  city: string;
}): string {
  const account = field('00', 'br.gov.bcb.pix') + field('25', charge.location);
  const amount = charge.amount_cents === undefined ? '' : field('54', (charge.amount_cents / 100).toFixed(2));
  const text = [
    field('00', '01'),
    field('01', '12'),
    field('26', account),
    field('52', '0000'),
    field('53', '986'),
    amount,
    field('58', 'BR'),
    field('59', charge.name),
    field('60', charge.city),
    field('62', field('05', '***')),
    '6304',
  ].join('');
  return text + crc16(text);
}

function field(id: string, value: string): string {
  if (value.length > 99) throw new Error(`field ${id} of a BR Code holds 99 characters at most`);
  return id + String(value.length).padStart(2, '0') + value;
}
