import { createTestShell } from './testing/createTestShell';
import { evaluateArithmetic } from './evaluateArithmetic';

describe('evaluateArithmetic()', () => {
  it.each([
    ['1+2', 3],
    ['2 + 3 * (4 - 1)', 11],
    ['7 / 2 - 7 % 4', 0],
    ['10 - 3 - 2', 5],
    ['-N * 2', -10],
    ['$N > 4 && !missing', 1],
    ['1 <= 0 || 2 == 3', 0],
  ])('%s', (text, value) => {
    const variable = (name: string) => (name === 'N' ? '5' : undefined);
    expect(evaluateArithmetic(text, variable)).toBe(value);
  });

  it.each(['1 +', '(1', '1 2', 'a @ b', '1 / 0'])('refuses %s', text => {
    expect(() => evaluateArithmetic(text, () => undefined)).toThrow(
      /arithmetic syntax error|divide by zero/,
    );
  });

  it('is what $((…)) stands for in a script', async () => {
    const shell = createTestShell();
    const script =
      'X=4; echo $((1+2)) "n=$(( (X + 1) * 2 ))"; Y=$((X-1)); echo $Y';
    expect((await shell.run(script)).out).toBe('3 n=10\n3\n');
    expect(await shell.run('echo $((1/0))')).toMatchObject({
      out: '',
      err: 'sh: divide by zero\n',
    });
  });
});
