import { goFunction, variadicFunction } from '../functions/GoFunction';
import { joinTemplates } from '../syntax/joinTemplates';
import { parseTemplate } from '../syntax/parseTemplate';
import { TemplateError } from '../TemplateError';
import { failure, render } from '../testing/render';
import { GoStruct } from '../values/GoStruct';
import { renderTemplate } from './renderTemplate';

const data = {
  name: 'web',
  empty: '',
  none: null,
  zero: 0,
  list: ['a', 'b', 'c'],
  map: { z: 1, a: 2 },
  deep: { er: { still: 'there' } },
};

describe('renderTemplate()', () => {
  it.each([
    ['{{ .name }} {{ .deep.er.still }} {{ $.name }}', 'web there web'],
    [
      '{{ .nope }}|{{ .nope.nope }}|{{ .none }}',
      '<no value>|<no value>|<no value>',
    ],
    [
      '{{ if .name }}y{{ else }}n{{ end }}{{ if .empty }}y{{ else if .zero }}z{{ else }}n{{ end }}',
      'yn',
    ],
    [
      '{{ with .deep }}{{ .er.still }}{{ end }}{{ with .none }}x{{ else with .name }}{{ . }}{{ end }}',
      'thereweb',
    ],
    [
      '{{ range .list }}[{{ . }}]{{ end }}{{ range $i, $e := .list }}{{ $i }}{{ $e }}{{ end }}',
      '[a][b][c]0a1b2c',
    ],
    ['{{ range $k, $v := .map }}{{ $k }}={{ $v }} {{ end }}', 'a=2 z=1 '],
    [
      '{{ range .none }}x{{ else }}none{{ end }}{{ range 3 }}{{ . }}{{ end }}',
      'none012',
    ],
    [
      '{{ range .list }}{{ if eq . "b" }}{{ continue }}{{ end }}{{ . }}{{ end }}',
      'ac',
    ],
    [
      '{{ range .list }}{{ if eq . "b" }}{{ break }}{{ end }}{{ . }}{{ end }}',
      'a',
    ],
    ['{{ $x := 1 }}{{ range .list }}{{ $x = . }}{{ end }}{{ $x }}', 'c'],
    ['{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ $x }}{{ end }}{{ $x }}', '21'],
    [
      '{{ define "d" }}<{{ . }}>{{ end }}{{ template "d" .name }}{{ template "d" }}',
      '<web><<no value>>',
    ],
    ['{{ block "b" .map }}{{ .a }}{{ end }}', '2'],
    ['{{ (index .list 1) | printf "%s-%s" "x" }}', 'x-b'],
    ['{{ print (len .list) .map }}', '3 map[a:2 z:1]'],
    ['{{ and 1 0 .nope }}{{ or 0 "" "x" }}{{ not .zero }}', '0xtrue'],
    ['{{ or .name (index .list 99) }}{{ and .empty (index .list 99) }}', 'web'],
    ['{{ 1 | or 0 }}', '1'],
    [
      '{{ eq 1 2 1 }} {{ ne "a" "b" }} {{ lt 1.5 2.0 }} {{ le "a" "a" }} {{ gt 2 1 }} {{ ge 1 2 }}',
      'true true true true true false',
    ],
    ['{{ eq .none .nope }} {{ eq .name .none }}', 'true false'],
    [
      '{{ len "é" }} {{ slice "abcdef" 1 3 }} {{ slice .list 1 }} {{ index .map "a" }} {{ index .map "q" }}',
      '2 bc [b c] 2 <no value>',
    ],
    ['{{ index "abc" 1 }} {{ index .deep "er" "still" }}', '98 there'],
    [
      '{{ html "<a b=\'c\'>&\\"" }} {{ js "it\'s <b> = \\n" }} {{ urlquery "a b&c=é/~" }}',
      "&lt;a b=&#39;c&#39;&gt;&amp;&#34; it\\'s \\u003Cb\\u003E \\u003D \\u000A a+b%26c%3D%C3%A9%2F~",
    ],
    [
      '{{ print 1 2 "a" "b" 3 4 nil true }}|{{ println "a" 1 }}',
      '1 2ab3 4 <nil> true|a 1\n',
    ],
    ['{{ 1000000.0 }} {{ 1.5 }} {{ 100000 }}', '1e+06 1.5 100000'],
  ])('renders %s', (text, expected) => {
    expect(render(text, data)).toBe(expected);
  });

  it.each([
    [
      '{{ .none.x }}',
      '1:8: executing "t" at <.none.x>: nil pointer evaluating interface {}.x',
    ],
    [
      'ab\n  é{{ .none.x.y }}',
      '2:12: executing "t" at <.none.x.y>: nil pointer evaluating interface {}.x',
    ],
    [
      '{{ .name.x }}',
      `1:8: executing "t" at <.name.x>: can't evaluate field x in type string`,
    ],
    [
      '{{ .list.x }}',
      `1:8: executing "t" at <.list.x>: can't evaluate field x in type []interface {}`,
    ],
    [
      '{{ .name 1 }}',
      '1:3: executing "t" at <.name>: name is not a method but has arguments',
    ],
    [
      '{{ 1 2 }}',
      `1:3: executing "t" at <1>: can't give argument to non-function 1`,
    ],
    ['{{ nil }}', '1:3: executing "t" at <nil>: nil is not a command'],
    [
      '{{ template "x" . }}',
      `1:12: executing "t" at <{{template "x" .}}>: template "x" not defined`,
    ],
    [
      '{{ range .name }}{{ end }}',
      `1:9: executing "t" at <.name>: range can't iterate over web`,
    ],
    [
      '{{ index .list 9 }}',
      '1:3: executing "t" at <index .list 9>: error calling index: index out of range: 9',
    ],
    [
      '{{ index .list "a" }}',
      '1:3: executing "t" at <index .list "a">: error calling index: cannot index slice/array with type string',
    ],
    [
      '{{ index .map 1 }}',
      '1:3: executing "t" at <index .map 1>: error calling index: value has type int; should be string',
    ],
    [
      '{{ index .none 1 }}',
      '1:3: executing "t" at <index .none 1>: error calling index: index of untyped nil',
    ],
    [
      '{{ index 1 1 }}',
      `1:3: executing "t" at <index 1 1>: error calling index: can't index item of type int`,
    ],
    [
      '{{ slice "abc" 2 1 }}',
      '1:3: executing "t" at <slice "abc" 2 1>: error calling slice: invalid slice index: 2 > 1',
    ],
    [
      '{{ len 3 }}',
      '1:3: executing "t" at <len 3>: error calling len: len of type int',
    ],
    [
      '{{ len nil }}',
      '1:3: executing "t" at <len nil>: error calling len: len of nil pointer',
    ],
    [
      '{{ not 1 2 }}',
      '1:3: executing "t" at <not>: wrong number of args for not: want 1 got 2',
    ],
    [
      '{{ printf }}',
      '1:3: executing "t" at <printf>: wrong number of args for printf: want at least 1 got 0',
    ],
    ['{{ printf 3 }}', '1:10: executing "t" at <3>: expected string; found 3'],
    [
      '{{ printf nil }}',
      '1:10: executing "t" at <nil>: cannot assign nil to string',
    ],
    [
      '{{ printf .list }}',
      '1:10: executing "t" at <.list>: wrong type for value; expected string; got []interface {}',
    ],
    [
      '{{ printf .none }}',
      '1:10: executing "t" at <.none>: wrong type for value; expected string; got interface {}',
    ],
    [
      '{{ .none | printf }}',
      '1:11: executing "t" at <printf>: invalid value; expected string',
    ],
    [
      '{{ eq 1 "a" }}',
      '1:3: executing "t" at <eq 1 "a">: error calling eq: incompatible types for comparison: int and string',
    ],
    [
      '{{ eq 1 }}',
      '1:3: executing "t" at <eq 1>: error calling eq: missing argument for comparison',
    ],
    [
      '{{ lt .map 1 }}',
      '1:3: executing "t" at <lt .map 1>: error calling lt: invalid type for comparison',
    ],
    [
      '{{ lt true false }}',
      '1:3: executing "t" at <lt true false>: error calling lt: invalid type for comparison',
    ],
    [
      '{{ call .name }}',
      '1:3: executing "t" at <call .name>: error calling call: non-function of type string',
    ],
    [
      '{{ define "d" }}{{ .none.x }}{{ end }}\n{{ template "d" . }}',
      '1:24: executing "d" at <.none.x>: nil pointer evaluating interface {}.x',
    ],
  ])('fails on %j as Go words it', (text, message) => {
    expect(failure(text, data)).toBe(`execute: template: t:${message}`);
  });

  it('treats absent keys as it is told', () => {
    expect(failure('{{ .nope }}', {}, { missingKey: 'error' })).toContain(
      'map has no entry for key "nope"',
    );
    expect(failure('{{ .nope.x }}', {}, { missingKey: 'zero' })).toContain(
      'nil pointer evaluating interface {}.x',
    );
    expect(render('[{{ (.nope).x }}]', {}, { missingKey: 'zero' })).toBe(
      '[<no value>]',
    );
    expect(
      render('{{ $x := .nope }}[{{ $x.y }}]', {}, { missingKey: 'zero' }),
    ).toBe('[<no value>]');
  });

  it('calls methods of structs, prints them, and refuses fields that they do not have', () => {
    const version = new GoStruct('*semver.Version', {
      text: '1.2.3',
      fields: new Map([['Original', 'v1.2.3']]),
      methods: new Map([['Plus', goFunction(['int'], add => BigInt(add + 1))]]),
    });
    const dot = new Map([['v', version]]);
    expect(
      render(
        '{{ .v }} {{ .v.Original }} {{ .v.Plus 2 }} {{ 3 | .v.Plus }}',
        dot,
      ),
    ).toBe('1.2.3 v1.2.3 3 4');
    expect(failure('{{ .v.Nope }}', dot)).toContain(
      `can't evaluate field Nope in type *semver.Version`,
    );
    expect(failure('{{ .v.Original 1 }}', dot)).toContain(
      'Original has arguments but cannot be invoked as function',
    );
  });

  it('checks the arguments of functions by their kinds', () => {
    const functions = {
      half: goFunction(['float64'], value => value / 2),
      times: goFunction(['int', 'string'], (count, text) => text.repeat(count)),
      both: goFunction(
        ['bool', 'list'],
        (flag, list) => flag && list.length > 0,
      ),
      keys: variadicFunction(['map'], 'string', ([map], names) =>
        names.filter(name => map.has(name)),
      ),
    };
    const ask = (text: string) => failure(text, data, { functions });
    expect(
      ask(
        '{{ half 3 }} {{ times 2 "ab" }} {{ both true .list }} {{ keys .map "a" "b" }} {{ keys nil "a" }}',
      ),
    ).toBe('rendered 1.5 abab true [a] []');
    expect(ask('{{ half "x" }}')).toContain('expected float; found "x"');
    expect(ask('{{ times 1.5 "x" }}')).toContain('expected integer; found 1.5');
    expect(ask('{{ both 1 .list }}')).toContain('expected bool; found 1');
    expect(ask('{{ keys 1 }}')).toContain(
      `can't handle 1 for arg of type map[string]interface {}`,
    );
    expect(ask('{{ keys .list }}')).toContain(
      'wrong type for value; expected map[string]interface {}; got []interface {}',
    );
    expect(ask('{{ both .name .list }}')).toContain(
      'wrong type for value; expected bool; got string',
    );
  });

  it('lets functions render templates and texts', () => {
    const functions = {
      include: goFunction(['string', 'any'], (name, value, context) =>
        context.render(name, value),
      ),
      tpl: goFunction(['string', 'any'], (text, value, context) =>
        context.renderText(text, value, 'inner'),
      ),
    };
    const text =
      '{{ define "d" }}<{{ . }}>{{ end }}{{ include "d" 1 | printf "%s!" }}{{ tpl `{{ include "d" .x }}` . }}';
    expect(render(text, { x: 2 }, { functions })).toBe('<1>!<2>');
    expect(
      failure('{{ tpl "{{ .x.y }}" . }}', { x: null }, { functions }),
    ).toBe(
      'execute: template: t:1:3: executing "t" at <tpl "{{ .x.y }}" .>: error calling tpl: template: inner:1:5: executing "inner" at <.x.y>: nil pointer evaluating interface {}.y',
    );
    expect(failure('{{ include "nope" . }}', {}, { functions })).toContain(
      'template "nope" not defined',
    );
  });

  it('finds definitions in a set, where the later wins unless it is empty', () => {
    const parse = (name: string, text: string) => parseTemplate(text, { name });
    const main = parse(
      'main',
      '{{ template "a" }}{{ template "b" }}{{ template "c" }}',
    );
    const templates = joinTemplates([
      parse('one', '{{ define "a" }}a1{{ end }}{{ define "b" }}b1{{ end }}'),
      parse(
        'two',
        '{{ define "a" }}a2{{ end }}{{ define "b" }} {{ end }}{{ define "c" }}{{ template "two" }}{{ end }}file',
      ),
    ]);
    expect(renderTemplate(main, {}, { templates })).toBe('a2b1file');
  });

  it('reaches no prototype, neither of data nor of functions', () => {
    const names = [
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
      'valueOf',
      'prototype',
    ];
    for (const name of names) {
      expect(
        render(
          `{{ .${name} }}{{ .map.${name} }}{{ index .map "${name}" }}`,
          data,
        ),
      ).toBe('<no value>'.repeat(3));
      expect(failure(`{{ .list.${name} }}`, data)).toContain(
        `can't evaluate field ${name}`,
      );
      expect(failure(`{{ ${name} 1 }}`)).toBe(
        `parse: template: t:1: function "${name}" not defined`,
      );
    }
    const own = JSON.parse('{"__proto__": {"x": 1}}');
    expect(render('{{ .__proto__.x }}', own)).toBe('1');
    expect(render('{{ .x }}', own)).toBe('<no value>');
  });

  it('makes nothing of JavaScript in data', () => {
    expect(
      render('{{ .f }} {{ .s }}', { f: () => 'called', s: Symbol('x') }),
    ).toBe('<no value> <no value>');
  });

  it.each([
    ['{{ range 1000000000 }}{{ end }}', 'more than 1000 steps'],
    [
      '{{ define "r" }}{{ template "r" . }}{{ end }}{{ template "r" . }}',
      'exceeded maximum template depth (250)',
    ],
    ['{{ range 900 }}0123456789{{ end }}', 'more than 100 bytes of output'],
    [
      '{{ define "a" }}{{ template "b" }}{{ template "b" }}{{ end }}{{ define "b" }}{{ template "a" }}{{ end }}{{ template "a" }}',
      'exceeded maximum template depth',
    ],
  ])('stops %s', (text, reason) => {
    const message = failure(
      text,
      {},
      { limits: { maxSteps: 1_000, maxOutputBytes: 100 } },
    );
    expect(message).toContain('limit: template: t:1:');
    expect(message).toContain(reason);
  });

  it('tells where, for those who branch on it', () => {
    const run = () => render('\n {{ .a.b }}', { a: null });
    expect(run).toThrow(TemplateError);
    expect(run).toThrow(
      expect.objectContaining({
        code: 'execute',
        reason: 'nil pointer evaluating interface {}.b',
        position: { name: 't', line: 2, column: 6 },
      }),
    );
  });
});
