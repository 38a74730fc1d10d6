import fc from 'fast-check';
import { ValuePool } from './ValuePool';

describe('ValuePool', () => {
  it('gives equal parts of different objects one copy', () => {
    const pool = new ValuePool();
    const make = (name: string) => ({
      metadata: { name, labels: { app: 'web' }, owners: [{ uid: 'u' }] },
    });
    const [a, b] = [make('a'), make('b')];
    pool.shareWithin(a);
    pool.shareWithin(b);
    expect(b).toEqual(make('b'));
    expect(b.metadata.labels).toBe(a.metadata.labels);
    expect(b.metadata.owners).toBe(a.metadata.owners);
    expect(b.metadata).not.toBe(a.metadata);
  });

  it.each([
    [{ p: { a: '1' } }, { p: { a: 1 } }],
    [{ p: { a: 'x\nb:1' } }, { p: { a: 'x', b: 1 } }],
    [{ p: [] }, { p: {} }],
    [{ p: ['#1'] }, { p: [[]] }],
    [{ p: [null] }, { p: ['null'] }],
    [{ p: { a: [1, 2] } }, { p: { a: [2, 1] } }],
    [{ p: { a: 0, b: true } }, { p: { a: false, b: 1 } }],
    [{ p: { a: null } }, { p: { b: null } }],
    [{ p: { a: 'x' } }, { p: { a: 'x', b: undefined } }],
  ])('keeps %j and %j apart', (first, second) => {
    const pool = new ValuePool();
    pool.shareWithin(first);
    pool.shareWithin(second);
    expect(second.p).not.toBe(first.p);
  });

  it('never changes content, however much it forgets', () => {
    const values = fc.array(fc.object({ maxDepth: 4 }), { maxLength: 30 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (drawn, size) => {
        const pool = new ValuePool(size);
        const before = drawn.map(value => JSON.stringify(value));
        for (const value of drawn) pool.shareWithin(value);
        expect(drawn.map(value => JSON.stringify(value))).toEqual(before);
      }),
      { seed: 1 },
    );
  });

  it('leaves frozen parts and long texts alone', () => {
    const pool = new ValuePool();
    const text = 'x'.repeat(1_000);
    const value = { part: Object.freeze({ text }), list: [text] };
    pool.shareWithin(value);
    expect(value).toEqual({ part: { text }, list: [text] });
  });
});
