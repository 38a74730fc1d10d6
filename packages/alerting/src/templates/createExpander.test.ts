import { createExpander, templateProblem } from './createExpander';

const expand = createExpander({
  name: 'A',
  externalLabels: { cluster: 'edge' },
  externalUrl: 'http://host/prom',
  query: (text): { labels: Record<string, string>; value: number }[] => {
    if (text === 'none') return [];
    if (text === 'bad') throw new Error('no such query');
    return [
      { labels: { instance: 'b', __value__: 'x' }, value: 2 },
      { labels: { instance: 'a' }, value: 1e6 },
    ];
  },
});
const of = (text: string, value = 0.25): string =>
  expand(text, { labels: { job: 'api', pod: 'p-1' }, value, timeMs: 0 });

describe('createExpander()', () => {
  it.each([
    ['plain', 'plain'],
    ['{{ $labels.job }}/{{ .Labels.pod }}', 'api/p-1'],
    ['[{{ $labels.absent }}]', '[]'],
    ['{{ $value }} {{ $value | humanizePercentage }}', '0.25 25%'],
    ['{{ printf "%.2f" $value }}', '0.25'],
    ['{{ humanize 12345.678 }} {{ humanize "1e3" }}', '12.35k 1k'],
    [
      '{{ $externalLabels.cluster }} {{ $externalURL }}',
      'edge http://host/prom',
    ],
    [
      '{{ range query "x" | sortByLabel "instance" }}{{ .Labels.instance }}={{ .Value }};{{ end }}',
      'a=1e+06;b=2;',
    ],
    [
      '{{ query "x" | first | label "instance" }} {{ query "x" | first | strvalue }}',
      'b x',
    ],
    ['{{ if query "none" }}some{{ else }}none{{ end }}', 'none'],
    [
      '{{ toUpper "a" }}{{ toLower "B" }} {{ title "some words" }}',
      'Ab Some Words',
    ],
    [
      '{{ match "^a.c" "abcd" }} {{ reReplaceAll "(.)-(.)" "${2}-$1" "x-y" }}',
      'true y-x',
    ],
    [
      '{{ stripPort "h.example:80" }} {{ stripDomain "h.example:80" }} {{ stripDomain "10.0.0.1:80" }}',
      'h.example h:80 10.0.0.1:80',
    ],
    ['{{ parseDuration "1h30m" }} {{ pathPrefix }}', '5400 /prom'],
    ['{{ tableLink "up == 1" }}', '/graph?g0.expr=up+%3D%3D+1&g0.tab=1'],
    ['{{ with $x := args 1 "b" }}{{ $x.arg1 }}{{ end }}', 'b'],
  ])('%s', (text, expected) => expect(of(text)).toBe(expected));

  it.each([
    ['{{ query "bad" }}', 'no such query'],
    ['{{ query "none" | first }}', 'first() called on vector with no elements'],
    ['{{ humanize "x" }}', 'invalid syntax'],
    ['{{ parseDuration "x" }}', 'not a valid duration string: "x"'],
    ['{{ .Nope }}', "can't evaluate field Nope"],
  ])('says in its place why %s failed', (text, why) => {
    expect(of(text)).toMatch(
      /^<error expanding template: error executing template __alert_A: /,
    );
    expect(of(text)).toContain(why);
  });
});

describe('templateProblem()', () => {
  it('finds what is no template', () => {
    expect(templateProblem('{{ $labels.a }}', 'A')).toBeUndefined();
    expect(templateProblem('{{ if }}', 'A')).toBe(
      'template: __alert_A:1: missing value for if',
    );
  });
});
