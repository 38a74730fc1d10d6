import fc from 'fast-check';
import { builtinFunctions } from '../functions/builtinFunctions';
import { failure, render } from '../testing/render';
import { builtinNames, parseTemplate } from './parseTemplate';
import { printNode } from './printNode';

describe('parseTemplate()', () => {
  it('knows the functions that are always there', () => {
    expect([...builtinNames].sort()).toEqual(
      Object.keys(builtinFunctions).sort(),
    );
  });

  it.each([
    ['a {{- "x" -}} b', 'axb'],
    ['a {{- /* why */ -}} b', 'ab'],
    ['a {{/* why */}} b', 'a  b'],
    ['a{{- 3 }}b', 'a3b'],
    ['{{ -3 }}', '-3'],
    ['{{"{{"}} }}', '{{ }}'],
    ['{{ `raw "text"` }}', 'raw "text"'],
    ['{{ "tab\\tquote\\" \\u00e9 \\x41 \\303\\251" }}', 'tab\tquote" é A é'],
    ["{{ 'a' }} {{ '\\n' }}", '97 10'],
    [
      '{{ 0x1F }} {{ 0b101 }} {{ 0o17 }} {{ 017 }} {{ 1_000 }} {{ 1.50 }} {{ 1e3 }}',
      '31 5 15 15 1000 1.5 1000',
    ],
    ['{{- /* only */ -}}\n', ''],
  ])('reads %j', (text, expected) => {
    expect(render(text)).toBe(expected);
  });

  it.each([
    ['{{', 'unclosed action'],
    ['{{ "a', 'unterminated quoted string'],
    ['{{ `a', 'unterminated raw quoted string'],
    ["{{ 'a", 'unterminated character constant'],
    ['{{/* a', 'unclosed comment'],
    ['{{/* a */ }}', 'comment ends before closing delimiter'],
    ['{{ (1 }}', 'unclosed left paren'],
    ['{{ 1) }}', 'unexpected right paren'],
    ['{{ : }}', 'expected :='],
    ['{{ .a! }}', "bad character U+0021 '!'"],
    ['{{ 3x }}', 'bad number syntax: "3x"'],
    ['{{ é§ }}', "bad character U+00A7 '§'"],
    ['{{ \u0001 }}', "unrecognized character in action: U+0001 '\u0001'"],
    ['{{ }}', 'missing value for command'],
    ['{{ /* spaced */ }}', 'unexpected "/" in command'],
    ['{{ if }}', 'missing value for if'],
    ['{{ nope }}', 'function "nope" not defined'],
    ['{{ $x }}', 'undefined variable "$x"'],
    ['{{ if true }}', 'unexpected EOF'],
    ['{{ end }}', 'unexpected {{end}}'],
    ['{{ else }}', 'unexpected {{else}}'],
    [
      '{{ if true }}{{ else }}{{ else }}{{ end }}',
      'expected end; found {{else}}',
    ],
    ['{{ break }}', '{{break}} outside {{range}}'],
    [
      '{{ range .a }}{{ define "x" }}{{ end }}{{ end }}',
      'unexpected <define> in command',
    ],
    ['{{ 1 | 2 }}', 'non executable command in pipeline stage 2'],
    ['{{ "a".b }}', 'unexpected . after term "\\"a\\""'],
    ['{{ . | }}', 'missing value for command'],
    ['{{ $a, $b := 1 }}', 'too many declarations in command'],
    ['{{ range $a, 1 := .x }}{{ end }}', 'range can only initialize variables'],
    ['{{ template }}', 'unexpected "}}" in template clause'],
    ['{{ template x }}', 'unexpected "x" in template clause'],
    ['{{ define "x" }}', 'unexpected EOF'],
    [
      '{{ define "x" }}1{{ end }}{{ define "x" }}2{{ end }}',
      'multiple definition of template "x"',
    ],
    [
      '{{ .a.b.c | print "x" "a long text, cut" , }}',
      'unexpected "," in operand',
    ],
  ])('refuses %j as Go words it', (text, reason) => {
    expect(failure(text)).toContain(
      `parse: template: t:1: ${reason.replaceAll('\\"', '"')}`,
    );
  });

  it('names the line on which it stopped', () => {
    expect(failure('a\n\n{{ if\n.x }}\n{{ nope }}')).toBe(
      'parse: template: t:5: function "nope" not defined',
    );
  });

  it('keeps variables inside of their block', () => {
    expect(failure('{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}')).toContain(
      'undefined variable "$x"',
    );
    expect(failure('{{ $x := 1 }}{{ define "d" }}{{ $x }}{{ end }}')).toContain(
      'undefined variable "$x"',
    );
  });

  it.each([
    '{{if .a}}x{{else}}y{{end}}',
    '{{range $i, $e := .list}}{{$e.name}}{{end}}',
    '{{with $x := (index .m "k").z}}{{$x}}{{end}}',
    '{{template "n" .a.b}}{{template "n"}}',
    '{{$x = printf "%d" 3 | len}}{{break}}',
  ])('prints the nodes of %s as they were', text => {
    const whole = text.includes('break') ? `{{range .}}${text}{{end}}` : text;
    const source = `{{$x := 1}}${whole}`;
    const { body } = parseTemplate(source, { name: 't' });
    expect(body.map(printNode).join('')).toBe(source);
  });

  it('bounds nesting', () => {
    expect(failure(`{{ ${'('.repeat(500)}1${')'.repeat(500)} }}`)).toContain(
      'max expression depth exceeded',
    );
    expect(
      failure('{{ if 1 }}'.repeat(500) + '{{ end }}'.repeat(500)),
    ).toContain('blocks nest too deeply');
  });

  it('fails with a TemplateError or not at all, whatever the text', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{{-',
      '-}}',
      ' ',
      'if ',
      'else',
      'end',
      'range ',
      'with ',
      'define "x"',
      'template "x"',
      'block "b" .',
      '.a',
      '.',
      '$',
      '$x',
      ':=',
      '=',
      '|',
      '(',
      ')',
      '"s"',
      '`r`',
      '1',
      '-',
      ',',
      'print ',
      'break',
      'nil',
      '/*',
      '*/',
      '\n',
      'é',
      "'c'",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const outcome = () =>
          failure(
            pieces.join(''),
            { a: [1, { b: 2 }] },
            { limits: { maxSteps: 10_000 } },
          );
        expect(outcome).not.toThrow();
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});
