import { parseScript } from './parseScript';
import type { Script, SimpleCommand } from './Script';
import { ShellSyntaxError } from './ShellSyntaxError';

const plain = (text: string, isQuoted = false) =>
  ({ kind: 'text', text, isQuoted } as const);
const command = (...words: string[]) => ({
  kind: 'simple',
  assignments: [],
  words: words.map(word => [plain(word)]),
  redirects: [],
});

const simple = (script: Script): SimpleCommand => {
  const [found] = script[0].pipeline.commands;
  if (found.kind !== 'simple') throw new Error(`a ${found.kind} command`);
  return found;
};

describe('parseScript()', () => {
  it('joins pipelines by what must have happened before', () => {
    expect(parseScript('a | b && c || d; ! e\n f # g')).toEqual([
      {
        after: 'always',
        pipeline: { isNegated: false, commands: [command('a'), command('b')] },
      },
      {
        after: 'and',
        pipeline: { isNegated: false, commands: [command('c')] },
      },
      { after: 'or', pipeline: { isNegated: false, commands: [command('d')] } },
      {
        after: 'always',
        pipeline: { isNegated: true, commands: [command('e')] },
      },
      {
        after: 'always',
        pipeline: { isNegated: false, commands: [command('f')] },
      },
    ]);
  });

  it('keeps apart what is quoted and what is not', () => {
    const parsed = parseScript(`a'b c'"d $E \\" f"\\ *`);
    expect(simple(parsed).words).toEqual([
      [
        plain('a'),
        plain('b cd ', true),
        { kind: 'variable', name: 'E', isQuoted: true },
        plain(' " f ', true),
        plain('*'),
      ],
    ]);
  });

  it('reads assignments before a command, and redirections anywhere', () => {
    const [{ pipeline }] = parseScript('A=1 B= >out cmd 2>&1 <in 2>>log C=3');
    expect(pipeline.commands[0]).toEqual({
      kind: 'simple',
      assignments: [
        { name: 'A', value: [plain('1')] },
        { name: 'B', value: [] },
      ],
      words: [[plain('cmd')], [plain('C=3')]],
      redirects: [
        { descriptor: 1, target: { kind: 'write', file: [plain('out')] } },
        { descriptor: 2, target: { kind: 'same', descriptor: 1 } },
        { descriptor: 0, target: { kind: 'read', file: [plain('in')] } },
        { descriptor: 2, target: { kind: 'append', file: [plain('log')] } },
      ],
    });
  });

  it('reads substitutions, also nested and with a fallback', () => {
    const parsed = parseScript('echo "$(a $(b ")"))" `c` ${D:-e f} $1');
    const [, first, second, third, fourth] = simple(parsed).words;
    expect(first.at(-1)).toMatchObject({ kind: 'command', isQuoted: true });
    expect(second).toMatchObject([{ kind: 'command', isQuoted: false }]);
    expect(third).toEqual([
      { kind: 'variable', name: 'D', fallback: 'e f', isQuoted: false },
    ]);
    expect(fourth).toEqual([{ kind: 'variable', name: '1', isQuoted: false }]);
  });

  it.each([
    ['a pipe to nothing', 'a |', 'unexpected end of file'],
    ['an "and" of nothing', 'a &&', 'unexpected end of file'],
    ['an empty command', '; a', 'unexpected ";"'],
    ['an open double quote', 'a "b', 'unterminated quoted string'],
    ['an open single quote', "a 'b", "unterminated '"],
    ['an open substitution', 'a $(b', 'unterminated $('],
    ['a bad name', 'a ${b c}', 'bad substitution'],
    ['a redirection to nothing', 'a > ', 'unexpected end of file'],
    ['an open if', 'if true; then a', 'unexpected end of file'],
    ['a then of nothing', 'then a', 'unexpected "then"'],
    ['an end of nothing', 'a; done', 'unexpected "done"'],
    ['a loop without do', 'for i in a; b; done', 'unexpected "b"'],
    ['an open subshell', '(a', 'unexpected end of file'],
    ['an open here-document', 'cat <<E\na', 'here-document without its end E'],
    ['other shells', '[[ -n a ]]', 'has no "[["'],
    ['deep nesting', '$('.repeat(20) + ')'.repeat(20), 'nested too deep'],
    ['long scripts', 'x'.repeat(70_000), 'at most 65536'],
  ])('refuses %s', (_name, text, message) => {
    expect(() => parseScript(text)).toThrow(ShellSyntaxError);
    expect(() => parseScript(text)).toThrow(message);
  });

  it('reads nothing as nothing', () => {
    expect(parseScript(' \n # only words\n')).toEqual([]);
  });
});
