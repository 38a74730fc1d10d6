import { parseByteSize } from './byteSize';

describe('parseByteSize()', () => {
  it.each([
    ['42', 42],
    ['5KB', 5_000],
    ['5kib', 5_120],
    ['1.5 MB', 1_500_000],
    ['2GiB', 2 * 2 ** 30],
    ['1,024b', 1_024],
    ['.5k', 500],
  ])('reads %s', (text, bytes) => {
    expect(parseByteSize(text)).toBe(bytes);
  });

  it.each(['', 'B', '5 apples', '-5KB', '1EB', '5constructor'])(
    'refuses "%s"',
    text => {
      expect(parseByteSize(text)).toBeUndefined();
    },
  );
});
