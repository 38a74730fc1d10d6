import { answerFailure } from './ApiFailure';
import type {
  PrometheusAnswer,
  PrometheusApiOptions,
  PrometheusRequest,
} from './PrometheusApi';
import {
  answerFormatQuery,
  answerQuery,
  answerQueryRange,
} from './queryEndpoints';
import {
  answerLabels,
  answerLabelValues,
  answerMetadata,
  answerSeries,
} from './seriesEndpoints';

/** Answers with JSON. */
type Endpoint = (
  options: PrometheusApiOptions,
  parameters: URLSearchParams,
) => string;

interface Route {
  readonly methods: readonly string[];
  readonly answer: Endpoint;
}

/** The version whose answers the evaluator is held against; clients choose their features by it. */
const buildInfo = {
  version: '2.42.0',
  revision: 'simulated',
  branch: 'HEAD',
  buildUser: 'orrery',
  buildDate: '20230131-00:00:00',
  goVersion: 'go1.19.5',
};

const getOrPost = ['GET', 'POST'];

const routes: ReadonlyMap<string, Route> = new Map([
  ['query', { methods: getOrPost, answer: answerQuery }],
  ['query_range', { methods: getOrPost, answer: answerQueryRange }],
  ['format_query', { methods: getOrPost, answer: answerFormatQuery }],
  ['series', { methods: getOrPost, answer: answerSeries }],
  ['labels', { methods: getOrPost, answer: answerLabels }],
  ['metadata', { methods: ['GET'], answer: answerMetadata }],
  [
    'status/buildinfo',
    { methods: ['GET'], answer: () => JSON.stringify(buildInfo) },
  ],
]);

/**
 * The query half of Prometheus's HTTP API as a function of its options: `query`, `query_range`, `format_query`, `series`, `labels`,
 * `label/NAME/values`, `metadata` and `status/buildinfo`, with the statuses and error texts of 2.42. It throws only what is a
 * fault of the program. Cost: that of the query; it runs to its end, so a deadline ends it (`timeout`, 503).
 */
export function createPrometheusApi(
  options: PrometheusApiOptions,
): (request: PrometheusRequest) => PrometheusAnswer {
  return ({ method, path, parameters }) => {
    const route = routeOf(path);
    if (route === undefined) {
      return plainAnswer(404, '404 page not found\n');
    }
    if (!route.methods.includes(method)) {
      return plainAnswer(405, 'Method Not Allowed\n');
    }
    try {
      const data = route.answer(options, parameters);
      return {
        status: 200,
        contentType: 'application/json',
        text: `{"status":"success","data":${data}}`,
      };
    } catch (error) {
      return answerFailure(error);
    }
  };
}

function plainAnswer(status: number, text: string): PrometheusAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', text };
}

function routeOf(path: string): Route | undefined {
  const name = path.replace(/^\/api\/v1\//, '');
  if (name === path) return undefined;
  const label = /^label\/([^/]+)\/values$/.exec(name)?.[1];
  if (label === undefined) return routes.get(name);
  return {
    methods: ['GET'],
    answer: (options, parameters) =>
      answerLabelValues(options, parameters, label),
  };
}
