import { describe, expect, it } from 'vitest';
import { changesSomething, Day, Id, Instant, isStorable, storable } from './wire.ts';

describe('an id', () => {
  it.each(['00000000-0000-0000-0000-000000000007', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'])(
    'may be made up: %s',
    (id) => expect(Id.safeParse(id).success).toBe(true),
  );
});

describe('a moment and a day', () => {
  it.each([
    '2026-11-22T00:32:57.900Z',
    '1900-01-01T00:00:00Z',
    '2999-12-31T23:59:59.999Z',
    '2026-11-22T00:00:00-03:00',
  ])('are of our times: %s', (at) => {
    expect(Instant.safeParse(at).success).toBe(true);
    expect(Day.safeParse(at.slice(0, 10)).success).toBe(true);
  });

  it.each([
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '1899-12-31T23:59:59Z',
    '3000-01-01T00:00:00Z',
    '2026-11-22T00:00:00+23:59',
    '2026-11-22T00:00:00-15:00',
    '2999-12-31T23:59:59-03:00',
  ])('are nothing PostgreSQL would choke on: %s', (at) => expect(Instant.safeParse(at).success).toBe(false));

  it.each(['0000-01-01', '9999-12-31', '2026-02-30'])('nor is a day: %s', (day) =>
    expect(Day.safeParse(day).success).toBe(false),
  );
});

describe('a text', () => {
  it.each([
    ['a\u0000b', 'a\ufffdb'],
    ['a\ud800', 'a\ufffd'],
    ['\udc00a', '\ufffda'],
  ])('%j is kept as %j', (text, kept) => {
    expect(isStorable(text)).toBe(false);
    expect(storable(text)).toBe(kept);
  });

  it.each(['', 'Pão de queijo 🧀', '\u0001\uffff'])('%j is kept as it is', (text) => {
    expect(isStorable(text)).toBe(true);
    expect(storable(text)).toBe(text);
  });
});

describe('a patch', () => {
  it('changes something when it names more than its row', () => {
    expect(changesSomething({ id: '1', store_id: '2', name: undefined })).toBe(false);
    expect(changesSomething({ id: '1', name: null })).toBe(true);
  });
});
