import { toLinePattern } from './toLinePattern';

describe('toLinePattern()', () => {
  it.each([
    [
      '10.1.2.3 - - [02/Mar/2026:12:00:00 +0000] "GET /a/12 HTTP/1.1" 200 15 0.123',
      '10.9.8.7 - - [02/Mar/2026:12:00:09 +0000] "GET /a/99 HTTP/1.1" 200 9 0.001',
    ],
    ['gc run 12 took 3ms', 'gc run 7 took 15ms'],
    ['{"level":30,"msg":"done"}', '{"level":30,"msg":"done"}'],
  ])('is the same for %s and its like', (line, other) => {
    expect(toLinePattern(line)).toBe(toLinePattern(other));
    expect(toLinePattern(line)).toContain('<_>');
  });

  it('differs for other statements', () => {
    expect(toLinePattern('gc run 12')).not.toBe(toLinePattern('cache run 12'));
  });
});
