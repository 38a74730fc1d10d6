import { splitLines } from './splitLines';

async function* from(chunks: readonly (string | Buffer)[]) {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function linesOf(
  chunks: readonly (string | Buffer)[],
  maxBytes?: number,
): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of splitLines(from(chunks), maxBytes)) {
    lines.push(line.toString('utf8'));
  }
  return lines;
}

describe('splitLines()', () => {
  it.each([
    ['nothing', [], []],
    ['one line', ['a\n'], ['a']],
    ['a line in pieces', ['a', 'b', 'c\n'], ['abc']],
    ['lines in one piece', ['a\nb\n'], ['a', 'b']],
    [
      'a piece that ends one line and begins another',
      ['a\nb', 'c\n'],
      ['a', 'bc'],
    ],
    ['a newline by itself', ['a', '\n', 'b\n'], ['a', 'b']],
    ['empty lines', ['\n\na\n\n'], ['a']],
    ['a last line without newline', ['a\nb'], ['a', 'b']],
  ])('splits %s', async (_, chunks, expected) => {
    expect(await linesOf(chunks)).toEqual(expected);
  });

  it('splits the same however the bytes are cut', async () => {
    const text = 'größe\n€\n\n𝄞 clef\nlast';
    const bytes = Buffer.from(text);
    const expected = ['größe', '€', '𝄞 clef', 'last'];
    for (let size = 1; size <= bytes.length; size++) {
      const chunks: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) {
        chunks.push(bytes.subarray(at, at + size));
      }
      expect(await linesOf(chunks)).toEqual(expected);
    }
  });

  it('refuses a line that never ends', async () => {
    await expect(linesOf(['abc', 'def'], 5)).rejects.toThrow(
      'a line exceeds 5 bytes',
    );
  });

  it('copies a long line once, however many pieces it comes in', async () => {
    const pieces = 2_000;
    const concat = jest.spyOn(Buffer, 'concat');
    const chunks = Array.from({ length: pieces }, () => 'x'.repeat(100));
    const [line] = await linesOf([...chunks, '\n']);
    expect(line).toHaveLength(pieces * 100);
    expect(concat).toHaveBeenCalledTimes(1);
    concat.mockRestore();
  });
});
