import { describe, expect, it } from 'vitest';
import { crc16, dynamicBrCode } from './br-code.ts';

describe('a BR Code', () => {
  it('has the check value everybody knows', () => {
    expect(crc16('123456789')).toBe('29B1');
  });

  it('is, for the central bank’s own example, the central bank’s text', () => {
    const location = 'pix.example.com/8b3da2f39a4140d1a91abd93113bd441';
    expect(dynamicBrCode({ location, name: 'Fulano de Tal', city: 'BRASILIA' })).toBe(
      '00020101021226700014br.gov.bcb.pix2548pix.example.com/8b3da2f39a4140d1a91abd93113bd4415204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***630464E4',
    );
  });

  it('carries the amount in reais with two decimals', () => {
    const charge = { location: 'pix.example.com/x', name: 'A', city: 'B' };
    expect(dynamicBrCode({ ...charge, amount_cents: 5 })).toContain('54040.05');
    expect(dynamicBrCode({ ...charge, amount_cents: 123_457 })).toContain('54071234.57');
  });

  it('refuses a field that does not fit', () => {
    expect(() => dynamicBrCode({ location: 'x'.repeat(80), name: 'A', city: 'B' })).toThrow('field 26');
  });
});
