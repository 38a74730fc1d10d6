import { chatterLine } from './chatterLine';

describe('chatterLine()', () => {
  it('fills numbers into one of the sentences, the same for the same luck', () => {
    const sentences = ['sent {n} of {N}', 'took {ms} ms'];
    const lines = Array.from(
      { length: 50 },
      (_, index) => chatterLine(sentences, index / 50)?.message ?? '',
    );
    expect(
      lines.filter(line => /^sent \d{1,2} of \d+$/.test(line)).length,
    ).toBe(lines.filter(line => line.startsWith('sent')).length);
    expect(new Set(lines.map(line => line.split(' ')[0]))).toEqual(
      new Set(['sent', 'took']),
    );
    expect(chatterLine(sentences, 0.3)).toEqual(chatterLine(sentences, 0.3));
  });

  it('has nothing to say without sentences', () => {
    expect(chatterLine([], 0.5)).toBeUndefined();
  });
});
