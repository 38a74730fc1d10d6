import { StringPool } from './StringPool';

describe('StringPool', () => {
  it('replaces nested strings by equal ones and leaves everything else', () => {
    const value = { a: ['x', { b: 'y', n: 1, none: null }], c: 'x', d: true };
    const copy = structuredCloneOf(value);
    new StringPool().internIn(value);
    expect(value).toEqual(copy);
  });

  it('leaves frozen parts alone', () => {
    const value = { part: Object.freeze({ text: 'x' }) };
    expect(() => new StringPool().internIn(value)).not.toThrow();
  });

  it('gives equal strings back through any number of generations', () => {
    const pool = new StringPool(2);
    const texts = ['a', 'b', 'c', 'a', 'd', 'e', 'f', 'a', 'x'.repeat(500)];
    expect(texts.map(text => pool.intern(text))).toEqual(texts);
  });
});

function structuredCloneOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
