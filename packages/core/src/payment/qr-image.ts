import { crc32, deflateSync } from 'node:zlib';
import { create, toString as toText } from 'qrcode';

const LEVEL = { errorCorrectionLevel: 'M' } as const;
/** White around, in modules: what the banks' cameras want. */
const MARGIN = 4;
/** Pixels of a module. */
const SCALE = 6;

/** A BR Code as a picture of vectors. */
export const qrSvg = (code: string): Promise<string> =>
  toText(code, { ...LEVEL, margin: MARGIN, type: 'svg' });

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/**
 * A BR Code as a picture of pixels, for WhatsApp: a bit a pixel. The library's own has 32, takes six times as long
 * and is five times as large, and one of these is made in the transaction of every order by manual PIX.
 */
export function qrPng(code: string): Buffer {
  const { modules } = create(code, LEVEL);
  const side = (modules.size + 2 * MARGIN) * SCALE;
  const white = Buffer.alloc(1 + Math.ceil(side / 8), 0xff).fill(0, 0, 1);
  const inked = (row: number) => {
    const line = Buffer.from(white);
    for (let pixel = 0; pixel < modules.size * SCALE; pixel += 1) {
      if (!modules.get(row, Math.floor(pixel / SCALE))) continue;
      const at = MARGIN * SCALE + pixel;
      // A line begins with the byte of its filter.
      line[1 + (at >> 3)] = (line[1 + (at >> 3)] ?? 0) & ~(0x80 >> (at & 7));
    }
    return Array<Buffer>(SCALE).fill(line);
  };
  const edge = Array<Buffer>(MARGIN * SCALE).fill(white);
  const lines = [...edge, ...Array.from({ length: modules.size }, (_, row) => inked(row)).flat(), ...edge];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Grey, one bit deep.
  header.writeUInt8(1, 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
