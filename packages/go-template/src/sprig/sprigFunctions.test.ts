import { failure, render } from '../testing/render';
import { sprigFunctions } from './sprigFunctions';

const functions = sprigFunctions({
  nowMs: () => Date.UTC(2024, 1, 29, 13, 5, 9, 250),
  random: () => 0.5,
});
const data = { text: 'a-b', list: [3, 1, 2], map: { a: 1, b: { c: 2 } } };
const value = (expression: string) =>
  render(`{{ ${expression} | toJson }}`, data, { functions });

describe('sprigFunctions()', () => {
  // What Helm 4.1 printed for the same expressions, where it prints the same each time.
  it.each([
    ['upper "ab"', '"AB"'],
    ['lower "AB"', '"ab"'],
    ['title "hello world"', '"Hello World"'],
    ['untitle "Hello World"', '"hello world"'],
    ['trim "  x "', '"x"'],
    ['trimAll "$" "$5$"', '"5"'],
    ['trimAll "-]^" "-]a^"', '"a"'],
    ['trimPrefix "a" "ab"', '"b"'],
    ['trimSuffix "b" "ab"', '"a"'],
    ['trunc 3 "abcdef"', '"abc"'],
    ['trunc -2 "abcdef"', '"ef"'],
    ['substr 1 3 "abcdef"', '"bc"'],
    ['substr 1 -1 "abcdef"', '"bcdef"'],
    ['repeat 3 "ab"', '"ababab"'],
    ['replace "a" "$&" "aa"', '"$\\u0026$\\u0026"'],
    ['nospace "a b c"', '"abc"'],
    ['snakecase "FirstName"', '"first_name"'],
    ['camelcase "http_server"', '"HttpServer"'],
    ['kebabcase "FirstName"', '"first-name"'],
    ['initials "A b c"', '"Abc"'],
    ['swapcase "aB"', '"Ab"'],
    ['abbrev 5 "abcdefghi"', '"ab..."'],
    ['plural "one" "many" 2', '"many"'],
    ['wrap 5 "aa bb cc dd"', '"aa bb\\ncc dd"'],
    ['contains "a" "cat"', 'true'],
    ['hasPrefix "c" "cat"', 'true'],
    ['hasSuffix "c" "cat"', 'false'],
    ['cat "a" 1 true', '"a 1 true"'],
    ['quote "a" 1 nil "b\\""', '"\\"a\\" \\"1\\" \\"b\\\\\\"\\""'],
    ['squote "x" 1', "\"'x' '1'\""],
    ['indent 2 "a\\nb"', '"  a\\n  b"'],
    ['nindent 2 "a"', '"\\n  a"'],
    ['toString 1.5', '"1.5"'],
    ['join "-" (list 1 "b" nil)', '"1-b"'],
    ['join "-" "x"', '"x"'],
    ['splitList "," "a,b"', '["a","b"]'],
    ['(split "," "a,b")._1', '"b"'],
    ['splitn "," 2 "a,b,c"', '{"_0":"a","_1":"b,c"}'],
    ['sortAlpha (list "c" "a" 10 9)', '["10","9","a","c"]'],
    ['b64enc "héllo"', '"aMOpbGxv"'],
    ['b64enc "héllo" | b64dec', '"héllo"'],
    ['b64dec "a*"', '"illegal base64 data at input byte 1"'],
    [
      'sha256sum "abc"',
      '"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"',
    ],
    [
      'sha256sum (repeat 200 "é")',
      '"df20b2aa6262e99e133aa7f3614be707d35c4155d17e2aa7cbb49da555a454c3"',
    ],
    ['base "/a/b.txt"', '"b.txt"'],
    ['dir "/a/b.txt"', '"/a"'],
    ['clean "a/../b/"', '"b"'],
    ['ext "x.yaml"', '".yaml"'],
    ['atoi "12"', '12'],
    ['int "0x10"', '16'],
    ['int "3.7"', '0'],
    ['int 3.7', '3'],
    ['int64 "12.0"', '12'],
    ['float64 "2.5"', '2.5'],
    ['add 1 2 3', '6'],
    ['add1 4', '5'],
    ['sub 5 3', '2'],
    ['mul 2 3 4', '24'],
    ['div 7 2', '3'],
    ['mod 7 4', '3'],
    ['max 1 5 3', '5'],
    ['min 4 2', '2'],
    ['addf 1.5 2', '3.5'],
    ['divf 3 2', '1.5'],
    ['floor 2.7', '2'],
    ['ceil 2.1', '3'],
    ['round 2.567 2', '2.57'],
    ['round 123.5 0', '124'],
    ['mul 9223372036854775807 2', '-2'],
    ['until 3', '[0,1,2]'],
    ['untilStep 0 6 2', '[0,2,4]'],
    ['seq 1 2 5', '"1 3 5"'],
    ['seq 3', '"1 2 3"'],
    ['first (list 1 2)', '1'],
    ['last (list 1 2)', '2'],
    ['rest (list 1 2 3)', '[2,3]'],
    ['initial (list 1 2 3)', '[1,2]'],
    ['append .list 4', '[3,1,2,4]'],
    ['prepend .list 0', '[0,3,1,2]'],
    ['reverse .list', '[2,1,3]'],
    ['uniq (list 1 1.0 1 "a" "a")', '[1,1,"a"]'],
    ['without (list 1 2 3) 2', '[1,3]'],
    ['has "a" (list "a")', 'true'],
    ['has 3 nil', 'false'],
    ['compact (list 0 1 "" "a" nil)', '[1,"a"]'],
    ['concat (list 1) (list 2)', '[1,2]'],
    ['slice (list 1 2 3) 1 2', '[2]'],
    ['chunk 2 (list 1 2 3)', '[[1,2],[3]]'],
    ['mustFirst (list 1)', '1'],
    ['dict "a" 1 "b"', '{"a":1,"b":""}'],
    ['get .map "a"', '1'],
    ['get .map "z"', '""'],
    ['hasKey .map "a"', 'true'],
    ['keys .map | sortAlpha', '["a","b"]'],
    ['values (dict "a" 1)', '[1]'],
    ['pick .map "a" "z"', '{"a":1}'],
    ['omit .map "a"', '{"b":{"c":2}}'],
    ['pluck "a" .map (dict "a" 2) (dict "b" 3)', '[1,2]'],
    ['merge (dict "a" "" "b" (dict "d" 4)) .map', '{"a":1,"b":{"c":2,"d":4}}'],
    [
      'mergeOverwrite (dict "a" 9 "b" (dict "c" 3)) .map (dict "a" "")',
      '{"a":"","b":{"c":2}}',
    ],
    [
      'mergeOverwrite (dict "a" (dict "x" 1 "y" 2)) (dict "a" (dict "x" 0)) (dict "a" (dict "z" false))',
      '{"a":{"x":0,"y":2,"z":false}}',
    ],
    ['mergeOverwrite (dict "a" (list 1)) (dict "a" nil)', '{"a":null}'],
    ['mergeOverwrite (dict "a" (dict "x" 1)) (dict "a" dict)', '{"a":{"x":1}}'],
    [
      'merge (dict "a" false "b" list) (dict "a" true "b" (list 1))',
      '{"a":true,"b":[1]}',
    ],
    ['merge (dict "a" (dict "x" 1)) (dict "a" "text")', '{"a":{"x":1}}'],
    ['dig "b" "c" 0 .map', '2'],
    ['dig "b" "x" "none" .map', '"none"'],
    ['deepCopy .map', '{"a":1,"b":{"c":2}}'],
    ['default "d" ""', '"d"'],
    ['default "d" 0', '"d"'],
    ['default "d" .nope', '"d"'],
    ['default "d"', '"d"'],
    ['default "d" "x"', '"x"'],
    ['coalesce "" 0 nil "z"', '"z"'],
    ['empty list', 'true'],
    ['any 0 1', 'true'],
    ['all 0 1', 'false'],
    ['ternary "y" "n" true', '"y"'],
    ['typeOf 1.5', '"float64"'],
    ['typeOf nil', '"\\u003cnil\\u003e"'],
    ['kindOf list', '"slice"'],
    ['kindOf .map', '"map"'],
    ['kindIs "string" "x"', 'true'],
    ['typeIs "int" 1', 'true'],
    ['deepEqual (list 1 (dict "a" 2)) (list 1 (dict "a" 2))', 'true'],
    ['fromJson "{\\"a\\": [1]}"', '{"a":[1]}'],
    ['toRawJson "<&>"', '"\\"\\u003c\\u0026\\u003e\\""'],
    [
      'toPrettyJson (dict "a" (list 1))',
      '"{\\n  \\"a\\": [\\n    1\\n  ]\\n}"',
    ],
    ['regexMatch "^[a-z]+$" "abc"', 'true'],
    ['regexFind "b+" "abbbc"', '"bbb"'],
    ['regexFindAll "[0-9]" "1a2b3" 2', '["1","2"]'],
    ['regexReplaceAll "a(x*)b" "-ab-axxb-" "${1}W"', '"-W-xxW-"'],
    ['regexReplaceAllLiteral "a" "banana" "$1"', '"b$1n$1n$1"'],
    ['regexSplit "z+" "pizza" -1', '["pi","a"]'],
    ['regexSplit "," "a,b,c" 2', '["a","b,c"]'],
    ['regexSplit "" "abc" -1', '["a","b","c"]'],
    ['regexSplit "b" "abcb" -1', '["a","c",""]'],
    ['regexSplit "x" "" -1', '[""]'],
    ['regexSplit "," ",a," -1', '["","a",""]'],
    ['trunc 5 "héllo"', '"héll"'],
    ['trunc -3 "hélé"', '"lé"'],
    ['substr 1 3 "héllo"', '"é"'],
    ['regexQuoteMeta "a.b"', '"a\\\\.b"'],
    ['semverCompare ">=1.2.0 <2" "1.5.0"', 'true'],
    ['(semver "v1.2.3-rc.1").Prerelease', '"rc.1"'],
    ['(semver "1.2").Compare (semver "1.3")', '-1'],
    ['now | date "2006-01-02 15:04:05.000"', '"2024-02-29 13:05:09.250"'],
    ['htmlDate now', '"2024-02-29"'],
    ['now | unixEpoch', '"1709211909"'],
    ['date "2006" (toDate "2006-01-02" "2017-12-31")', '"2017"'],
    ['dateModify "-1.5h" now | date "15:04"', '"11:35"'],
    ['duration "95"', '"1m35s"'],
    ['ago (toDate "2006-01-02 15:04:05" "2024-02-29 12:00:00")', '"1h5m9s"'],
    ['randAlphaNum 4', '"ffff"'],
    ['len (randAscii 7)', '7'],
    ['uuidv4', '"88888888-8888-4888-a888-888888888888"'],
    ['randInt 10 20', '15'],
  ])('evaluates %s', (expression, expected) => {
    expect(value(expression)).toBe(expected);
  });

  it('changes maps in place, as charts expect', () => {
    const text =
      '{{ $d := dict "a" 1 }}{{ $_ := set $d "b" 2 }}{{ $_ = unset $d "a" }}{{ $d }}';
    expect(render(text, {}, { functions })).toBe('map[b:2]');
  });

  it.each([
    ['fail "stop"', 'error calling fail: stop'],
    ['div 1 0', 'error calling div: runtime error: integer divide by zero'],
    ['mod 1 0', 'error calling mod: runtime error: integer divide by zero'],
    ['first "x"', 'error calling first: Cannot find first on type string'],
    ['semver "x"', 'error calling semver: invalid semantic version'],
    ['semverCompare "??" "1.0.0"', 'improper constraint: ??'],
    ['fromJson "{"', 'error calling fromJson'],
    ['repeat -1 "x"', 'strings: negative Repeat count'],
    ['slice (list 1) 2', 'slice bounds out of range [2:1]'],
    ['upper 3', 'expected string; found 3'],
    ['regexMatch "(" "x"', 'error parsing regexp: missing closing )'],
  ])('fails on %s', (expression, reason) => {
    expect(failure(`{{ ${expression} }}`, data, { functions })).toContain(
      reason,
    );
  });

  it('keeps maps from holding themselves', () => {
    const text = '{{ $d := dict }}{{ set $d "x" (list $d) }}';
    expect(failure(text, data, { functions })).toContain(
      'a map cannot hold itself',
    );
  });

  it.each([
    ['repeat 100000 (repeat 100000 "x")', 'more than 10000000 characters'],
    ['until 100000000', 'more than 5000000 steps'],
    ['randAlpha 100000000', 'random characters'],
    [
      'range until 10000 }}{{ $_ := uniq (until 10000) }}{{ end',
      'more than 5000000 steps',
    ],
  ])('stops %s', (expression, reason) => {
    expect(failure(`{{ ${expression} }}`, data, { functions })).toContain(
      reason,
    );
  });

  it('reaches no prototype through keys', () => {
    expect(value('get .map "__proto__"')).toBe('""');
    expect(value('set (dict) "__proto__" 1')).toBe('{"__proto__":1}');
    expect(
      value('merge (dict) (fromJson "{\\"__proto__\\": {\\"x\\": 1}}")'),
    ).toBe('{"__proto__":{"x":1}}');
    expect(value('hasKey .map "constructor"')).toBe('false');
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });
});
