import { isDeepStrictEqual } from 'node:util';

import type {
  PrometheusAnswer,
  PrometheusRequest,
} from '@orrery/cluster-simulator';

import type { PrometheusServer } from './PrometheusServer';

/** Asks both sides one request of the HTTP API; the answers in a few words where status or body differ. */
export async function compareRequest(
  request: string,
  prometheus: PrometheusServer,
  api: (request: PrometheusRequest) => PrometheusAnswer,
): Promise<string | undefined> {
  const [path, query = ''] = request.split('?');
  const parameters = new URLSearchParams(query.replaceAll('+', '%2B'));
  const expected = await prometheus.get(path, parameters);
  const { status, contentType, text } = api({
    ...{ method: 'GET', path: `/api/v1/${path}`, parameters },
  });
  const isJson = contentType === 'application/json';
  const actual = { status, body: isJson ? JSON.parse(text) : text };
  return isDeepStrictEqual(expected, actual)
    ? undefined
    : `${JSON.stringify(expected).slice(0, 300)} ≠ ${JSON.stringify(
        actual,
      ).slice(0, 300)}`;
}
