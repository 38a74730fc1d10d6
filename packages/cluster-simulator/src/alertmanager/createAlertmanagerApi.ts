import {
  type AlertFilter,
  AlertingError,
  type AlertingErrorCode,
  type Alertmanager,
  parseMatcher,
  type SilenceState,
} from '@orrery/alerting';
import { compileRegex } from '@orrery/promql';

import {
  type AlertmanagerAnswer,
  type AlertmanagerRequest,
  RequestError,
} from './AlertmanagerAnswer';
import { parsePostedAlerts } from './parsePostedAlerts';
import { parsePostedSilence } from './parsePostedSilence';
import {
  toGettableAlert,
  toGettableGroup,
  toGettableSilence,
} from './toGettable';

/** What the API serves. */
export interface AlertmanagerApiOptions {
  readonly manager: Alertmanager;
  readonly nowMs: () => number;
  readonly startedAtMs: number;
  /** The text of the configuration file. */
  readonly config: string;
}

type Handler = (request: AlertmanagerRequest) => AlertmanagerAnswer;

type Routes = ReadonlyMap<string, Readonly<Record<string, Handler>>>;

const statusOfCode: Readonly<Record<AlertingErrorCode, number>> = {
  rules: 400,
  config: 400,
  invalid: 400,
  'not-found': 404,
  gone: 500,
  limit: 500,
};

/**
 * The v2 API of Alertmanager as a function, with the statuses and error texts of 0.25. It throws only what is a fault of the program.
 */
export function createAlertmanagerApi(
  options: AlertmanagerApiOptions,
): (request: AlertmanagerRequest) => AlertmanagerAnswer {
  const routes = routesOf(options);
  return request => {
    const { method, path } = request;
    if (path === '/-/ready' || path === '/-/healthy') {
      return ['GET', 'HEAD'].includes(method)
        ? { status: 200, text: 'OK' }
        : { status: 405, text: 'Method Not Allowed\n' };
    }
    if (!path.startsWith('/api/v2/')) {
      return { status: 404, text: '404 page not found\n' };
    }
    const route = path.replace(/^\/api\/v2/, '');
    const handlers = routes.get(
      route.replace(/^\/silence\/[^/]+$/, '/silence/{silenceID}'),
    );
    if (handlers === undefined) {
      const message = `path ${path} was not found`;
      return { status: 404, body: { code: 404, message } };
    }
    const allow = Object.keys(handlers);
    if (!allow.includes(method)) {
      const message = `method ${method} is not allowed, but [${allow}] are`;
      return { status: 405, allow, body: { code: 405, message } };
    }
    try {
      if (method === 'POST') checkMediaType(request.contentType);
      return handlers[method](request);
    } catch (error) {
      return answerFailure(error);
    }
  };
}

function routesOf({
  manager,
  nowMs,
  startedAtMs,
  config,
}: AlertmanagerApiOptions): Routes {
  const silenceIdOf = ({ path }: AlertmanagerRequest): string => {
    const id = path.slice('/api/v2/silence/'.length);
    if (/^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(id)) return id;
    const message = `silenceID in path must be of type uuid: ${JSON.stringify(
      id,
    )}`;
    throw new RequestError(422, 601, message);
  };
  return new Map<string, Readonly<Record<string, Handler>>>([
    [
      '/alerts',
      {
        GET: ({ parameters }) =>
          ok(
            manager.alerts(filterOf(parameters), nowMs()).map(toGettableAlert),
          ),
        POST: ({ body }) => {
          manager.putAlerts(parsePostedAlerts(body), nowMs());
          return { status: 200 };
        },
      },
    ],
    [
      '/alerts/groups',
      {
        GET: ({ parameters }) =>
          ok(
            manager.groups(filterOf(parameters), nowMs()).map(toGettableGroup),
          ),
      },
    ],
    [
      '/silences',
      {
        GET: ({ parameters }) => {
          const states = (['active', 'pending', 'expired'] as const).filter(
            (state: SilenceState) => isOn(parameters, state),
          );
          const matchers = matchersOf(parameters);
          const found = manager.silences({ matchers, states }, nowMs());
          return ok(found.map(toGettableSilence));
        },
        POST: ({ body }) => {
          const silence = parsePostedSilence(body);
          return ok({ silenceID: manager.setSilence(silence, nowMs()) });
        },
      },
    ],
    [
      '/silence/{silenceID}',
      {
        GET: request => {
          const silence = manager.silence(silenceIdOf(request), nowMs());
          return silence === undefined
            ? { status: 404 }
            : ok(toGettableSilence(silence));
        },
        DELETE: request => {
          const id = silenceIdOf(request);
          const state = manager.silence(id, nowMs())?.state;
          if (state === undefined) {
            return { status: 500, body: 'silence not found' };
          }
          // To end what has ended changes nothing.
          if (state !== 'expired') manager.expireSilence(id, nowMs());
          return { status: 200 };
        },
      },
    ],
    [
      '/receivers',
      { GET: () => ok(manager.receivers.map(name => ({ name }))) },
    ],
    ['/status', { GET: () => ok(statusOf(config, startedAtMs)) }],
  ]);
}

function statusOf(config: string, startedAtMs: number): object {
  return {
    cluster: { peers: [], status: 'disabled' },
    config: { original: config },
    uptime: new Date(startedAtMs).toISOString(),
    versionInfo: {
      branch: 'HEAD',
      buildDate: '20221222-14:51:36',
      buildUser: 'orrery',
      goVersion: 'go1.19.4',
      revision: 'simulated',
      version: '0.25.0',
    },
  };
}

function filterOf(parameters: URLSearchParams): AlertFilter {
  const matchers = matchersOf(parameters);
  const receiver = parameters.get('receiver');
  const regex = compileRegex(receiver ?? '');
  if (regex.kind === 'error') {
    throw new AlertingError(
      'invalid',
      `failed to parse receiver param: ${regex.reason}`,
    );
  }
  return {
    matchers,
    active: isOn(parameters, 'active'),
    silenced: isOn(parameters, 'silenced'),
    inhibited: isOn(parameters, 'inhibited'),
    ...(receiver === null ? {} : { receiver: regex.test }),
  };
}

function matchersOf(
  parameters: URLSearchParams,
): readonly ReturnType<typeof parseMatcher>[] {
  return parameters.getAll('filter').map(parseMatcher);
}

/** Words that Alertmanager takes for yes; a switch that is not named is on. */
const yes = /^(true|1|yes|ok|y|on|selected|checked|t|enabled)$/i;

function isOn(parameters: URLSearchParams, name: string): boolean {
  return yes.test(parameters.get(name) || 'true');
}

function checkMediaType(contentType: string): void {
  const type = contentType.split(';')[0].trim() || 'application/octet-stream';
  if (type === 'application/json') return;
  throw new RequestError(
    415,
    415,
    `unsupported media type ${JSON.stringify(
      type,
    )}, only [application/json] are allowed`,
  );
}

function ok(body: unknown): AlertmanagerAnswer {
  return { status: 200, body };
}

function answerFailure(error: unknown): AlertmanagerAnswer {
  if (error instanceof RequestError) {
    const { status, code, message } = error;
    return { status, body: { code, message } };
  }
  if (!(error instanceof AlertingError)) throw error;
  return { status: statusOfCode[error.code], body: error.message };
}
