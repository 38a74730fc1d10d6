import { type Pausable, runToEnd } from '@orrery/promql';

import { answerFailure, ApiFailure } from './ApiFailure';
import { answerFederate } from './answerFederate';
import { answerTargetMetadata } from './answerTargetMetadata';
import { answerTsdbStatus } from './answerTsdbStatus';
import type {
  PrometheusAnswer,
  PrometheusApiOptions,
  PrometheusRequest,
} from './PrometheusApi';
import {
  answerFormatQuery,
  answerQuery,
  answerQueryExemplars,
  answerQueryRange,
} from './queryEndpoints';
import { answerAlerts, answerRules } from './ruleEndpoints';
import {
  answerLabels,
  answerLabelValues,
  answerMetadata,
  answerSeries,
} from './seriesEndpoints';
import {
  answerBuildInfo,
  answerConfig,
  answerFlags,
  answerRuntimeInfo,
  answerWalReplay,
} from './statusEndpoints';
import { answerAlertmanagers, answerTargets } from './targetEndpoints';

/** Answers with JSON; what may take long, with pauses. */
type Endpoint = (
  options: PrometheusApiOptions,
  parameters: URLSearchParams,
) => string | Pausable<string>;

interface Route {
  readonly methods: readonly string[];
  readonly answer: Endpoint;
}

const get = ['GET'];
const getOrPost = ['GET', 'POST'];
const change = ['POST', 'PUT'];

/** As a server answers that was started without `--web.enable-admin-api`. */
const refuseAdmin: Endpoint = () => {
  throw new ApiFailure('unavailable', 'admin APIs disabled');
};

const routes: ReadonlyMap<string, Route> = new Map([
  ['query', { methods: getOrPost, answer: answerQuery }],
  ['query_range', { methods: getOrPost, answer: answerQueryRange }],
  ['format_query', { methods: getOrPost, answer: answerFormatQuery }],
  ['series', { methods: getOrPost, answer: answerSeries }],
  ['labels', { methods: getOrPost, answer: answerLabels }],
  ['metadata', { methods: get, answer: answerMetadata }],
  ['rules', { methods: get, answer: answerRules }],
  ['alerts', { methods: get, answer: answerAlerts }],
  ['targets', { methods: get, answer: answerTargets }],
  ['alertmanagers', { methods: get, answer: answerAlertmanagers }],
  ['targets/metadata', { methods: get, answer: answerTargetMetadata }],
  ['query_exemplars', { methods: getOrPost, answer: answerQueryExemplars }],
  ['status/buildinfo', { methods: get, answer: answerBuildInfo }],
  ['status/runtimeinfo', { methods: get, answer: answerRuntimeInfo }],
  ['status/config', { methods: get, answer: answerConfig }],
  ['status/flags', { methods: get, answer: answerFlags }],
  ['status/tsdb', { methods: get, answer: answerTsdbStatus }],
  ['status/walreplay', { methods: get, answer: answerWalReplay }],
  ['admin/tsdb/snapshot', { methods: change, answer: refuseAdmin }],
  ['admin/tsdb/delete_series', { methods: change, answer: refuseAdmin }],
  ['admin/tsdb/clean_tombstones', { methods: change, answer: refuseAdmin }],
]);

/**
 * Prometheus's HTTP API as a function of its options: queries, series, labels, metadata, rules, alerts, targets, status, `/federate` and
 * the probes, with the statuses and error texts of 2.42 (`rules` also takes the filters of later versions). It throws only what is a
 * fault of the program. Cost: that of the query; it pauses between series, and a deadline ends it (`timeout`, 503).
 */
export function createPausingPrometheusApi(
  options: PrometheusApiOptions,
): (request: PrometheusRequest) => Pausable<PrometheusAnswer> {
  return function* answer({ method, path, parameters }) {
    const plain = yield* answerPlain(options, { method, path, parameters });
    if (plain !== undefined) return plain;
    const route = routeOf(path);
    if (route === undefined) {
      return plainAnswer(404, '404 page not found\n');
    }
    if (!route.methods.includes(method)) return notAllowed(route.methods);
    try {
      const made = route.answer(options, parameters);
      const data = typeof made === 'string' ? made : yield* made;
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

/** The same for those who have the thread to themselves. */
export function createPrometheusApi(
  options: PrometheusApiOptions,
): (request: PrometheusRequest) => PrometheusAnswer {
  const api = createPausingPrometheusApi(options);
  return request => runToEnd(api(request));
}

/** What is not below `/api/v1/`. */
function* answerPlain(
  options: PrometheusApiOptions,
  { method, path, parameters }: PrometheusRequest,
): Pausable<PrometheusAnswer | undefined> {
  switch (path) {
    case '/-/healthy':
    case '/-/ready': {
      const state = path === '/-/ready' ? 'Ready' : 'Healthy';
      return ['GET', 'HEAD'].includes(method)
        ? plainAnswer(200, `Prometheus Server is ${state}.\n`)
        : notAllowed(['GET', 'HEAD']);
    }
    case '/-/reload':
    case '/-/quit':
      return change.includes(method)
        ? plainAnswer(403, 'Lifecycle API is not enabled.')
        : plainAnswer(405, 'Only POST or PUT requests allowed');
    case '/federate':
      return method === 'GET'
        ? yield* answerFederate(options, parameters)
        : notAllowed(get);
    default:
      return undefined;
  }
}

function notAllowed(methods: readonly string[]): PrometheusAnswer {
  const allow = [...methods, 'OPTIONS'].sort();
  return { ...plainAnswer(405, 'Method Not Allowed\n'), allow };
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
    methods: get,
    answer: (options, parameters) =>
      answerLabelValues(options, parameters, label),
  };
}
