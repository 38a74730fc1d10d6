import { type Parsed, parseWith } from '../parse/Parsed';
import type { LivePosition, LiveQuery, LiveSort } from './LiveQuery';
import { livePositionSchema, parseLiveQuery } from './parseLiveQuery';

/** A query as it stands in a URL: of `GET /v1/objects` and, with `resume`, of `GET /v1/live`. */
export interface LiveSearchParams {
  readonly query: LiveQuery;
  readonly resume?: LivePosition;
}

const known = new Set([
  'cluster',
  'kind',
  'namespace',
  'selector',
  'text',
  'health',
  'sort',
  'offset',
  'limit',
  'epoch',
  'revision',
]);

/** Writes a query as URL parameters; lists become repeated parameters, `sort` becomes `field:direction`. */
export function liveQueryToSearchParams(
  query: LiveQuery,
  resume?: LivePosition,
): URLSearchParams {
  const params = new URLSearchParams();
  query.clusters.forEach(cluster => params.append('cluster', cluster));
  params.append('kind', query.kind);
  query.namespace?.forEach(namespace => params.append('namespace', namespace));
  if (query.selector) params.append('selector', query.selector);
  if (query.text) params.append('text', query.text);
  query.health?.forEach(status => params.append('health', status));
  query.sort?.forEach(({ field, direction }) =>
    params.append('sort', `${field}:${direction}`),
  );
  if (query.window) {
    params.append('offset', String(query.window.offset));
    params.append('limit', String(query.window.limit));
  }
  if (resume) {
    params.append('epoch', resume.epoch);
    params.append('revision', String(resume.revision));
  }
  return params;
}

/**
 * Reads untrusted URL parameters. Empty parameters count as absent; `offset` without `limit` gets `defaultLimit`,
 * and without both there is a window only if `defaultLimit` is given.
 */
export function parseLiveSearchParams(
  params: URLSearchParams,
  options: { readonly defaultLimit?: number } = {},
): Parsed<LiveSearchParams> {
  const unknown = [...params.keys()].find(key => !known.has(key));
  if (unknown !== undefined) {
    return { ok: false, details: { [unknown]: 'is not a known parameter' } };
  }
  const all = (key: string) => params.getAll(key).filter(value => value !== '');
  const one = (key: string): string | undefined => all(key)[0];
  const repeated = ['kind', 'selector', 'text', 'offset', 'limit'].find(
    key => all(key).length > 1,
  );
  if (repeated !== undefined) {
    return { ok: false, details: { [repeated]: 'must be given once' } };
  }

  const query = parseLiveQuery(
    withoutUndefined({
      clusters: all('cluster'),
      kind: one('kind') ?? '',
      namespace: listOrUndefined(all('namespace')),
      selector: one('selector'),
      text: one('text'),
      health: listOrUndefined(all('health')),
      sort: listOrUndefined(all('sort').map(parseSort)),
      window: windowOf(one('offset'), one('limit'), options.defaultLimit),
    }),
  );
  if (!query.ok) {
    return { ok: false, details: renamed(query.details) };
  }
  const [epoch, revision] = [one('epoch'), one('revision')];
  if (epoch === undefined && revision === undefined) {
    return { ok: true, value: { query: query.value } };
  }
  const resume = parseWith(livePositionSchema, {
    epoch,
    revision: revision === undefined ? undefined : Number(revision),
  });
  return resume.ok
    ? { ok: true, value: { query: query.value, resume: resume.value } }
    : resume;
}

function parseSort(text: string): { field: string; direction: string } {
  const [field, direction = 'asc' satisfies LiveSort['direction']] =
    text.split(':');
  return { field, direction };
}

function windowOf(offset?: string, limit?: string, defaultLimit?: number) {
  const chosen = limit === undefined ? defaultLimit : Number(limit);
  if (offset === undefined && chosen === undefined) {
    return undefined;
  }
  return { offset: Number(offset ?? 0), limit: chosen };
}

/** Fields of the query that have another name in the URL. */
function renamed(details: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(details).map(([field, sentence]) => [
      field.replace(/^clusters/, 'cluster').replace(/^window\./, ''),
      sentence,
    ]),
  );
}

function listOrUndefined<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function withoutUndefined(record: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined),
  );
}
