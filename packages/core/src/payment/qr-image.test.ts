import { inflateSync } from 'node:zlib';
import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { qrPng, qrSvg } from './qr-image.ts';

const CODE =
  '00020126330014br.gov.bcb.pix0111123456789095204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***6304DBC3';

/** Black or white, pixel by pixel, of a grey picture with one bit a pixel and no filter. */
function pixelsOf(png: Buffer): boolean[][] {
  const side = png.readUInt32BE(16);
  expect(png.subarray(24, 29)).toEqual(Buffer.from([1, 0, 0, 0, 0]));
  const length = png.readUInt32BE(33);
  expect(png.toString('latin1', 37, 41)).toBe('IDAT');
  const data = inflateSync(png.subarray(41, 41 + length));
  const width = 1 + Math.ceil(side / 8);
  expect(data).toHaveLength(width * side);
  return Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, at) => {
      const byte = data[row * width + 1 + (at >> 3)] ?? 0;
      return (byte & (0x80 >> (at & 7))) === 0;
    }),
  );
}

describe('the picture of a code', () => {
  it('has every module of it, six pixels wide, within a white margin of four', () => {
    const { modules } = create(CODE, { errorCorrectionLevel: 'M' });
    const pixels = pixelsOf(qrPng(CODE));
    expect(pixels).toHaveLength((modules.size + 8) * 6);
    const module = (at: number) => Math.floor(at / 6) - 4;
    const inside = (at: number) => at >= 0 && at < modules.size;
    for (const [row, line] of pixels.entries()) {
      const expected = line.map(
        (_, at) => inside(module(row)) && inside(module(at)) && Boolean(modules.get(module(row), module(at))),
      );
      expect(line).toEqual(expected);
    }
  });

  it('is small', () => {
    expect(qrPng(CODE).length).toBeLessThan(2000);
  });

  it('is the same in vectors', async () => {
    const { size } = create(CODE, { errorCorrectionLevel: 'M' }).modules;
    expect(await qrSvg(CODE)).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`);
  });
});
