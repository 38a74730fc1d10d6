import type { FieldProblem } from '../../status/statusErrors';
import { configMapProblems, secretProblems } from './dataProblems';

const metadata = { name: 'a' };
const textsOf = (problems: readonly FieldProblem[]) =>
  problems.map(({ field, message }) => `${field}: ${message}`);

describe('configMapProblems()', () => {
  it('keeps what is immutable', () => {
    const before = { metadata, data: { a: '1' }, immutable: true };
    const rule = 'Forbidden: field is immutable when `immutable` is set';
    expect(configMapProblems(before, before)).toEqual([]);
    expect(
      textsOf(configMapProblems({ metadata, data: { a: '2' } }, before)),
    ).toEqual([`immutable: ${rule}`, `data: ${rule}`]);
  });

  it('refuses keys that are no file names, and more than a mebibyte', () => {
    const big = 'x'.repeat(1_048_577);
    expect(
      textsOf(configMapProblems({ metadata, data: { 'a b': big } })),
    ).toEqual([
      expect.stringMatching(
        /^data\[a b\]: Invalid value: "a b": a valid config key must/,
      ),
      '[]: Too long: may not be more than 1048576 bytes',
    ]);
  });
});

describe('secretProblems()', () => {
  it('wants the keys of its type', () => {
    const secret = {
      metadata,
      type: 'kubernetes.io/tls',
      data: { 'tls.crt': '' },
    };
    expect(textsOf(secretProblems(secret))).toEqual([
      'data[tls.key]: Required value',
    ]);
  });

  it('keeps its type', () => {
    const before = { metadata, type: 'Opaque' };
    expect(textsOf(secretProblems({ metadata, type: 'x' }, before))).toEqual([
      'type: Invalid value: "x": field is immutable',
    ]);
  });
});
