import { LineState } from '../lines/LineState';
import { errorOf } from '../testing/ask';
import { createLineTemplate } from './createLineTemplate';

const timeMs = Date.UTC(2026, 2, 2, 15, 4, 5, 60);

function render(text: string, labels: Readonly<Record<string, string>> = {}) {
  const state = new LineState({ timeMs, line: 'the line' }, labels);
  const rendered = createLineTemplate(text, 'line')(state);
  return rendered.kind === 'text' ? rendered.text : `! ${rendered.reason}`;
}

describe('createLineTemplate()', () => {
  it.each([
    ['{{.a}}-{{.b}}', 'Path/x-'],
    ['{{__line__}}', 'the line'],
    [
      '{{__timestamp__ | date "2006-01-02 15:04:05.000"}}',
      '2026-03-02 15:04:05.060',
    ],
    [
      '{{__timestamp__ | date "Jan 2, Mon 03:04 PM .999"}}',
      'Mar 2, Mon 03:04 PM .06',
    ],
    ['{{__timestamp__ | unixEpoch}}', String(Math.floor(timeMs / 1000))],
    ['{{__timestamp__ | unixEpochMillis}}', String(timeMs)],
    ['{{unixToTime "0"}}', '1970-01-01T00:00:00.000Z'],
    ['{{ToUpper .a}} {{.a | lower}} {{title "ab cd"}}', 'PATH/X path/x Ab Cd'],
    ['{{Replace .a "a" "o" 1}} {{replace "t" "T" "tt"}}', 'Poth/x TT'],
    ['{{Replace "aaa" "a" "b" -1}}{{Replace "aaa" "a" "b" 2}}', 'bbbbba'],
    ['{{Trim "xxaxx" "x"}}{{TrimLeft "xa" "x"}}{{TrimRight "ax" "x"}}', 'aaa'],
    [
      '{{TrimPrefix "ab" "a"}}{{TrimSuffix "ab" "b"}}{{TrimSpace " c "}}',
      'bac',
    ],
    [
      '{{trimAll "$" "$5$"}}{{trimPrefix "a" "ab"}}{{trimSuffix "b" "ab"}}',
      '5ba',
    ],
    ['{{trunc 2 .a}}{{trunc -1 .a}}{{substr 1 3 .a}}', 'Paxat'],
    [
      '{{alignLeft 3 "a"}}|{{alignRight 3 "abcd"}}|{{alignRight 3 "x"}}',
      'a  |bcd|  x',
    ],
    ['{{indent 2 "a"}}{{nindent 1 "b"}}{{repeat 2 "c"}}', '  a\n bcc'],
    [
      '{{contains "at" .a}}{{hasPrefix "P" .a}}{{hasSuffix "P" .a}}',
      'truetruefalse',
    ],
    ['{{urlencode "a b&c"}} {{urldecode "a+b%26c"}}', 'a+b%26c a b&c'],
    ['{{default "-" .none}}{{default "-" .a}}', '-Path/x'],
    [
      '{{add 1 2 3}} {{sub 5 2}} {{mul 2 3}} {{div 7 2}} {{mod 7 4}}',
      '6 3 6 3 3',
    ],
    [
      '{{addf 1.5 2}} {{subf 2 0.5}} {{mulf 2 1.5}} {{divf 1 4}}',
      '3.5 1.5 3 0.25',
    ],
    ['{{max 1 5 2}}{{min 4 2}}{{maxf 1.5 2}}{{minf 1.5 2}}', '5221.5'],
    ['{{ceil 1.2}}{{floor 1.8}}{{round 1.256 2}}', '211.26'],
    ['{{int "12"}}{{float64 "1.5"}}{{int "x"}}', '121.50'],
    [
      '{{bytes "2KB"}} {{duration "1m30s"}} {{duration_seconds "1s"}}',
      '2000 90 1',
    ],
    ['{{regexReplaceAll "(a+)(t)" .a "${2}$1!"}}', 'Pta!h/x'],
    ['{{regexReplaceAllLiteral "a" .a "$1"}}', 'P$1th/x'],
    ['{{count "[a-z]" .a}}', '4'],
    ['{{if eq .a "Path/x"}}yes{{else}}no{{end}}', 'yes'],
    ['{{range $k, $v := .}}{{$k}};{{end}}', 'a;'],
  ])('renders %s as %s', (text, expected) => {
    expect(render(text, { a: 'Path/x' })).toBe(expected);
  });

  it.each([
    ['{{div 1 0}}', 'integer divide by zero'],
    ['{{regexReplaceAll "(" "a" "b"}}', 'missing closing )'],
    ['{{date "2006" "yesterday"}}', 'parsing time "yesterday"'],
    ['{{repeat 100000000 "x"}}', 'steps'],
    ['{{range $i := .}}{{end}}{{index . "a" "b"}}', 'index'],
  ])('says why %s fails', (text, reason) => {
    expect(render(text, { a: 'x' })).toContain(reason);
    expect(render(text, { a: 'x' })).toMatch(/^! /);
  });

  it('refuses what is no template', () => {
    expect(errorOf(() => render('{{.a'))).toMatch(
      /^parse error : invalid line template: template: line:1: unclosed action/,
    );
  });
});
