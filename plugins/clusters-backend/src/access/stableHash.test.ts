import { stableHash } from './stableHash';

describe('stableHash()', () => {
  it('does not depend on the order of fields, nor on absent ones', () => {
    expect(stableHash({ a: 1, b: [{ c: 2, d: undefined }] })).toBe(
      stableHash({ b: [{ c: 2 }], a: 1 }),
    );
  });

  it('tells lists, texts and numbers apart', () => {
    const values = [
      ['a', 'b'],
      ['b', 'a'],
      ['a,b'],
      [['a'], 'b'],
      'a',
      1,
      '1',
      {},
      [],
      undefined,
      { a: 1 },
    ];
    expect(new Set(values.map(stableHash)).size).toBe(values.length);
  });
});
