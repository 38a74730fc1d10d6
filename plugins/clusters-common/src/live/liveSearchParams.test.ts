import {
  liveQueryToSearchParams,
  parseLiveSearchParams,
} from './liveSearchParams';
import type { LiveQuery } from './LiveQuery';

const full: LiveQuery = {
  clusters: ['prod', 'edge & co'],
  kind: 'Pod',
  namespace: ['shop', 'payments'],
  selector: 'app=checkout,tier!=db',
  text: 'image pull',
  health: ['Failed', 'Degraded'],
  sort: [
    { field: 'restarts', direction: 'desc' },
    { field: 'name', direction: 'asc' },
  ],
  window: { offset: 500, limit: 100 },
};

const parse = (text: string, defaultLimit?: number) =>
  parseLiveSearchParams(
    new URLSearchParams(text),
    defaultLimit === undefined ? {} : { defaultLimit },
  );

describe('liveQueryToSearchParams()', () => {
  it.each<[string, LiveQuery]>([
    ['everything', full],
    ['the least', { clusters: [], kind: 'Pod' }],
  ])('writes what parseLiveSearchParams() reads back: %s', (_name, query) => {
    const resume = { epoch: 'e1', revision: 7 };
    const text = liveQueryToSearchParams(query, resume).toString();
    expect(parse(text)).toEqual({ ok: true, value: { query, resume } });
    expect(parse(liveQueryToSearchParams(query).toString())).toEqual({
      ok: true,
      value: { query },
    });
  });
});

describe('parseLiveSearchParams()', () => {
  it('takes empty parameters as absent, and a sort without direction as ascending', () => {
    expect(parse('kind=Pod&cluster=&text=&sort=name')).toEqual({
      ok: true,
      value: {
        query: {
          clusters: [],
          kind: 'Pod',
          sort: [{ field: 'name', direction: 'asc' }],
        },
      },
    });
  });

  it('makes a page of a query when a default limit is given', () => {
    const window = (text: string) => {
      const parsed = parse(text, 500);
      return parsed.ok ? parsed.value.query.window : parsed.details;
    };
    expect(window('kind=Pod')).toEqual({ offset: 0, limit: 500 });
    expect(window('kind=Pod&offset=20')).toEqual({ offset: 20, limit: 500 });
    expect(window('kind=Pod&limit=5')).toEqual({ offset: 0, limit: 5 });
  });

  it.each([
    ['kind=Pod&cluster=a&cluster=b&limit=x', 'limit'],
    ['kind=Pod&offset=3', 'limit'],
    ['kind=Pod&kind=Node', 'kind'],
    ['kind=Pod&clusters=a', 'clusters'],
    ['kind=Pod&cluster=a%00', 'cluster.0'],
    ['kind=Pod&epoch=e', 'revision'],
    ['kind=Pod&revision=1', 'epoch'],
    ['kind=Pod&sort=:desc', 'sort.0.field'],
  ])('refuses %s, naming the parameter', (text, field) => {
    const parsed = parse(text);
    expect(parsed.ok ? [] : Object.keys(parsed.details)).toEqual([field]);
  });
});
