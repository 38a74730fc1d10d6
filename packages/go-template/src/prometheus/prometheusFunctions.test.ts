import { failure, render } from '../testing/render';
import { prometheusFunctions } from './prometheusFunctions';

const functions = prometheusFunctions({
  nowMs: () => 1_700_000_000_000,
  externalUrl: 'http://prometheus.example:9090/prom',
  query: (expression): { labels: Record<string, string>; value: number }[] => [
    { labels: { instance: 'b', __value__: expression }, value: 21 },
    { labels: { instance: 'a' }, value: 11 },
  ],
});
const data = { Value: 1234.5, Labels: { instance: 'web.example:80' } };
const value = (expression: string) =>
  render(`{{ ${expression} }}`, data, { functions });

describe('prometheusFunctions()', () => {
  // Expectations of the table tests of Prometheus's template package.
  it.each([
    ['humanize 0.0', '0'],
    ['humanize 1.0', '1'],
    ['humanize 1234567.0', '1.235M'],
    ['humanize 0.12', '120m'],
    ['humanize "12345"', '12.35k'],
    ['humanize 999.9', '999.9'],
    ['humanize 1e30', '1e+06Y'],
    ['humanize -5e-7', '-500n'],
    ['humanize "NaN"', 'NaN'],
    ['humanize "Inf"', '+Inf'],
    ['humanize1024 0.0', '0'],
    ['humanize1024 1048576.0', '1Mi'],
    ['humanize1024 .12', '0.12'],
    ['humanize1024 1536', '1.5ki'],
    ['humanizeDuration 0', '0s'],
    ['humanizeDuration 60', '1m 0s'],
    ['humanizeDuration 3600', '1h 0m 0s'],
    ['humanizeDuration 86400', '1d 0h 0m 0s'],
    ['humanizeDuration 90061.5', '1d 1h 1m 1s'],
    ['humanizeDuration -90061', '-1d 1h 1m 1s'],
    ['humanizeDuration .1', '100ms'],
    ['humanizeDuration .0001', '100us'],
    ['humanizeDuration 12.34567', '12.35s'],
    ['humanizePercentage -0.22222', '-22.22%'],
    ['humanizePercentage 1', '100%'],
    ['humanizeTimestamp 1435065584.128', '2015-06-23 13:19:44.128 +0000 UTC'],
    ['humanizeTimestamp 0.0', '1970-01-01 00:00:00 +0000 UTC'],
    ['humanizeTimestamp "-Inf"', '-Inf'],
    ['title "aa bb CC"', 'Aa Bb CC'],
    ['toUpper "aB"', 'AB'],
    ['toLower "aB"', 'ab'],
    ['match "a+" "aa"', 'true'],
    ['match "a+" "b"', 'false'],
    ['reReplaceAll "(a)b" "x$1" "ab"', 'xa'],
    [
      'graphLink "up{a=\\"b\\"}"',
      '/graph?g0.expr=up%7Ba%3D%22b%22%7D&g0.tab=0',
    ],
    ['tableLink "up"', '/graph?g0.expr=up&g0.tab=1'],
    ['stripPort .Labels.instance', 'web.example'],
    ['stripPort "[::1]:80"', '::1'],
    ['stripPort "plain"', 'plain'],
    ['stripDomain .Labels.instance', 'web:80'],
    ['stripDomain "10.0.0.1:80"', '10.0.0.1:80'],
    ['stripDomain "web.example"', 'web'],
    ['parseDuration "1h30m"', '5400'],
    ['parseDuration "1w1d"', '691200'],
    ['safeHtml "<b>"', '<b>'],
    ['externalURL', 'http://prometheus.example:9090/prom'],
    ['pathPrefix', '/prom'],
    ['now', '1.7e+09'],
    ['(toTime 0).Format "2006"', '1970'],
    ['query "up" | first | value', '21'],
    ['query "up" | first | label "instance"', 'b'],
    ['query "up" | first | strvalue', 'up'],
    ['query "up" | sortByLabel "instance" | first | value', '11'],
    [
      'range query "up" }}{{ .Labels.instance }}{{ .Value }} {{ end',
      'b21 a11 ',
    ],
    ['$v := .Value }}{{ printf "%.1f" $v', '1234.5'],
    ['with args 1 "x" }}{{ .arg0 }}{{ .arg1 }}{{ end', '1x'],
    ['urlQueryEscape "a b"', 'a+b'],
  ])('evaluates %s', (expression, expected) => {
    expect(value(expression)).toBe(expected);
  });

  it('renders a template by a name that is computed', () => {
    const text =
      '{{ define "hi" }}hi {{ . }}{{ end }}{{ tmpl (print "h" "i") "you" }}';
    expect(render(text, data, { functions })).toBe('hi you');
  });

  it.each([
    [
      'humanize "one"',
      'error calling humanize: strconv.ParseFloat: parsing "one": invalid syntax',
    ],
    [
      'humanize .Labels',
      `error calling humanize: can't convert map[string]interface {} to float`,
    ],
    ['humanizeTimestamp 1e12', 'overflows int64'],
    ['parseDuration "1x"', 'not a valid duration string: "1x"'],
    ['parseDuration ""', 'empty duration string'],
    ['match "(" "x"', 'error parsing regexp'],
  ])('fails on %s', (expression, reason) => {
    expect(failure(`{{ ${expression} }}`, data, { functions })).toContain(
      reason,
    );
  });

  it('fails on the first of nothing, and on queries where there are none', () => {
    const without = prometheusFunctions({ nowMs: () => 0 });
    expect(failure('{{ query "up" }}', {}, { functions: without })).toContain(
      'error calling query: queries are not available here',
    );
    const nothing = prometheusFunctions({ nowMs: () => 0, query: () => [] });
    expect(
      failure('{{ query "up" | first }}', {}, { functions: nothing }),
    ).toContain('first() called on vector with no elements');
  });
});
