import { ChartError } from '../../helm/ChartError';
import { checkBasicAuth, type ServerUsers } from '../http/checkBasicAuth';
import {
  jsonAnswer,
  type HttpAnswer,
  type HttpRequest,
} from '../http/HttpExchange';
import type { ChartStore, StoredChart } from './ChartStore';
import {
  archiveName,
  formatIndex,
  indexEntries,
  toIndexEntry,
} from './chartIndex';
import { parseMultipart } from './parseMultipart';

/** What answers depend on. */
export interface ChartRequestContext extends ServerUsers {
  readonly store: ChartStore;
  nowMs(): number;
}

// Paths, statuses and words are those of ChartMuseum 0.16.

/** Answers as ChartMuseum does. */
export async function answerChartRequest(
  request: HttpRequest,
  context: ChartRequestContext,
): Promise<HttpAnswer> {
  const { path } = request;
  // Probes need no name.
  if (path === '/health') return jsonAnswer(200, { healthy: true });
  if (!checkBasicAuth(request, context)) {
    return jsonAnswer(
      401,
      { error: 'unauthorized' },
      { 'WWW-Authenticate': 'Basic realm="ChartMuseum"' },
    );
  }
  const [, ...parts] = path.split('/');
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return read(parts, request.query, context.store);
    case 'POST':
      if (path === '/api/charts') return upload(request, context);
      if (path === '/api/prov')
        return refuse(501, 'provenance files are not kept');
      return refuse(404, 'not found');
    case 'DELETE': {
      const [api, charts, name, version, ...rest] = parts;
      if (
        api !== 'api' ||
        charts !== 'charts' ||
        version === undefined ||
        rest.length > 0
      )
        return refuse(404, 'not found');
      const isDeleted = context.store.delete(name, version, context.nowMs());
      return isDeleted
        ? jsonAnswer(200, { deleted: true })
        : refuse(
            404,
            `remove ${archiveName(name, version)}: no such file or directory`,
          );
    }
    default:
      return refuse(404, 'not found');
  }
}

function read(
  parts: readonly string[],
  query: URLSearchParams,
  store: ChartStore,
): HttpAnswer {
  const [first, second, third, fourth, ...rest] = parts;
  if (rest.length > 0) return refuse(404, 'not found');
  switch (parts.length === 1 ? first : `${first}/${second}`) {
    case '':
      return {
        status: 200,
        headers: { 'Content-Type': 'text/html' },
        body: '<!DOCTYPE html><title>Welcome to ChartMuseum!</title><h1>Welcome to ChartMuseum!</h1>',
      };
    case 'info':
      return jsonAnswer(200, { version: 'v0.16.3' });
    case 'index.yaml':
      return {
        status: 200,
        headers: { 'Content-Type': 'application/x-yaml' },
        body: formatIndex(store),
      };
    case 'api/charts':
      if (third === undefined) return answerList(query, store);
      return fourth === undefined
        ? answerChart(store, third)
        : answerVersion(store, third, fourth);
    default:
      if (first === 'charts' && third === undefined && second !== undefined)
        return answerArchive(store, second);
      return refuse(404, 'not found');
  }
}

function answerList(query: URLSearchParams, store: ChartStore): HttpAnswer {
  const offset = query.get('offset') ?? '0';
  const limit = query.get('limit');
  if (!/^\d+$/.test(offset))
    return refuse(400, 'offset is not a valid non-negative integer');
  if (limit !== null && !/^0*[1-9]\d*$/.test(limit))
    return refuse(400, 'limit is not a valid positive integer');
  const end = limit === null ? undefined : Number(offset) + Number(limit);
  // Without a limit ChartMuseum leaves the offset out of account.
  const names =
    limit === null ? store.names() : store.names().slice(Number(offset), end);
  return jsonAnswer(200, indexEntries(store, names));
}

function answerChart(store: ChartStore, name: string): HttpAnswer {
  const versions = store.versions(name);
  if (versions.length === 0) return refuse(404, 'chart not found');
  return jsonAnswer(200, versions.map(toIndexEntry));
}

function answerVersion(
  store: ChartStore,
  name: string,
  wanted: string,
): HttpAnswer {
  if (store.versions(name).length === 0)
    return refuse(404, 'no chart name found');
  const found = store.find(name, wanted);
  return found === undefined
    ? refuse(404, `no chart version found for ${name}-${wanted}`)
    : jsonAnswer(200, toIndexEntry(found));
}

function answerArchive(store: ChartStore, file: string): HttpAnswer {
  const found = findArchive(store, file);
  if (found === undefined)
    return refuse(404, `open ${file}: no such file or directory`);
  return {
    status: 200,
    headers: { 'Content-Type': 'application/x-tar' },
    body: found.archive,
  };
}

/** A name and a version may both contain dashes, so every way to part them is tried. */
function findArchive(store: ChartStore, file: string): StoredChart | undefined {
  const stem = file.endsWith('.tgz') ? file.slice(0, -'.tgz'.length) : '';
  for (
    let dash = stem.indexOf('-');
    dash > 0;
    dash = stem.indexOf('-', dash + 1)
  ) {
    const found = store.get(stem.slice(0, dash), stem.slice(dash + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function upload(
  { headers, body, query }: HttpRequest,
  { store, nowMs }: ChartRequestContext,
): Promise<HttpAnswer> {
  const form = parseMultipart(headers['content-type'] ?? '', body);
  const content = form === undefined ? body : form.get('chart');
  if (content === undefined) {
    return refuse(
      400,
      'no package or provenance file found in form fields chart and prov',
    );
  }
  try {
    const added = await store.add(
      Buffer.from(content),
      nowMs(),
      query.has('force'),
    );
    if (added.kind === 'exists')
      return refuse(
        409,
        form === undefined ? 'file already exists' : 'chart already exists',
      );
    if (added.kind === 'full')
      return refuse(507, 'repo has reached storage limit');
    return jsonAnswer(201, { saved: true });
  } catch (error) {
    if (!(error instanceof ChartError)) throw error;
    return refuse(form === undefined ? 500 : 400, error.message);
  }
}

function refuse(status: number, error: string): HttpAnswer {
  return jsonAnswer(status, { error });
}
