import { fingerprintOf } from './fingerprintOf';

/** The definition with big integers. */
function naive(labels: Record<string, string>): string {
  const bytes = Object.keys(labels)
    .sort()
    .flatMap(name => [
      ...Buffer.from(name),
      255,
      ...Buffer.from(labels[name]),
      255,
    ]);
  const hash = bytes.reduce(
    (sum, byte) =>
      BigInt.asUintN(64, (sum ^ BigInt(byte)) * BigInt('0x100000001b3')),
    BigInt('0xcbf29ce484222325'),
  );
  return hash.toString(16).padStart(16, '0');
}

describe('fingerprintOf()', () => {
  it('is that of a real Alertmanager', () => {
    expect(
      fingerprintOf({ alertname: 'X', severity: 'critical', team: 'a' }),
    ).toBe('75aaaf1f6cbd051a');
    expect(fingerprintOf({ alertname: 'Z' })).toBe('d2a6efc389c2a598');
    expect(fingerprintOf({})).toBe('cbf29ce484222325');
  });

  it('does not depend on the order of labels', () => {
    expect(fingerprintOf({ b: '2', a: '1' })).toBe(
      fingerprintOf({ a: '1', b: '2' }),
    );
  });

  it.each<Record<string, string>>([
    { a: 'ÿ', b: '€' },
    { a: '𝄞 clef', zone: 'Zürich' },
    { long: 'x'.repeat(1_000) },
  ])('hashes UTF-8 as the definition does', labels => {
    expect(fingerprintOf(labels)).toBe(naive(labels));
  });
});
