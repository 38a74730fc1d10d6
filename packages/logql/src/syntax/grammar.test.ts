import { parser } from '@grafana/lezer-logql';

import { errorOf } from '../testing/ask';
import { parseQuery } from './parseQuery';

const selector = '{app="web"}';

describe('the editor grammar of Grafana', () => {
  function isRefused(query: string): boolean {
    let refused = false;
    parser.parse(query).iterate({
      enter: node => {
        refused ||= node.type.isError;
      },
    });
    return refused;
  }

  const valid = [
    selector,
    `${selector} |= "a" |~ "b" != "c" !~ "d"`,
    `${selector} |= "a" or "b"`,
    `${selector} |> "<_>a" !> "b<_>"`,
    `${selector} | json | status >= 500 and method="GET"`,
    `${selector} | json a="b.c", d="e"`,
    `${selector} | logfmt --strict --keep-empty | took > 1.5s`,
    `${selector} | regexp "(?P<x>.+)" | pattern "<a> <b>"`,
    `${selector} | unpack | decolorize | drop a, b="c" | keep d`,
    `${selector} | line_format "{{.a}}" | label_format b=c, d="{{.e}}"`,
    `${selector} | size > 5KB or (size < 10 and took = 5m)`,
    `rate(${selector} |= "x" [5m])`,
    `sum by (app) (count_over_time(${selector} | json | __error__="" [1h]))`,
    `topk(5, sum(rate(${selector}[5m])) by (pod))`,
    `quantile_over_time(0.9, ${selector} | json | unwrap bytes(size) [5m]) by (pod)`,
    `rate(${selector}[5m]) / ignoring (a) group_left sum(rate(${selector}[5m]))`,
    `rate(${selector}[5m] offset 1h) > bool 5`,
    `label_replace(rate(${selector}[1m]), "a", "$1", "b", "(.*)")`,
    `sort_desc(sum without (pod) (bytes_rate(${selector}[5m])))`,
    'vector(1) + 2',
  ];
  it.each(valid)('takes %s as well', query => {
    expect(isRefused(query)).toBe(false);
    expect(parseQuery(query).kind).toBeDefined();
  });

  it.each([
    '{app="web"',
    '{app=}',
    `${selector} |`,
    `${selector} |= `,
    `rate(${selector})`,
    `${selector} | json |`,
  ])('refuses %s as well', query => {
    expect(isRefused(query)).toBe(true);
    expect(errorOf(() => parseQuery(query))).toMatch(/^parse error/);
  });
});
