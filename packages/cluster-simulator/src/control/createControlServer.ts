import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { FaultInjector, FaultKind } from '../faults/FaultInjector';
import type { ClusterIncidents } from '../incidents/ClusterIncidents';
import { parseIncident } from '../incidents/parseIncident';
import type { IncidentSchedule } from '../incidents/schedule/createIncidentSchedule';
import { parseFault } from '../faults/parseFault';
import { closeServer } from '../loopback/closeServer';
import { listenOnLoopback } from '../loopback/listenOnLoopback';
import { StatusError } from '../status/StatusError';
import { endpointsOf } from './endpointsOf';

export interface ControlledCluster {
  readonly name: string;
  readonly url: string;
  readonly prometheusUrl: string;
  readonly alertmanagerUrl: string;
  readonly lokiUrl: string;
  readonly faults: FaultInjector;
  readonly incidents: ClusterIncidents;
}

export interface ControlServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Plain HTTP on the loopback interface by which a running simulator is steered:
 * `GET /clusters` · `GET /endpoints` · `GET /kubeconfig` · `POST /clusters/NAME/faults` · `DELETE /clusters/NAME/faults[/KIND]` ·
 * `GET`, `POST /clusters/NAME/incidents` · `DELETE /clusters/NAME/incidents/ID`, which answer with the truth about incidents ·
 * `GET /incidents/schedule`: what happens by itself.
 */
export async function createControlServer(options: {
  readonly clusters: readonly ControlledCluster[];
  readonly kubeconfig: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** What there is beside the clusters, by name: URLs. */
  readonly endpoints?: object;
  /** Nothing happens by itself when missing. */
  readonly schedule?: Pick<IncidentSchedule, 'list'>;
}): Promise<ControlServer> {
  const { clusters, kubeconfig, endpoints, schedule } = options;

  async function answer(request: IncomingMessage): Promise<unknown> {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const [root, name, leaf, kind] = path
      .split('/')
      .slice(1)
      .map(decodeURIComponent);
    if (request.method === 'GET' && root === 'kubeconfig') return kubeconfig;
    if (request.method === 'GET' && root === 'endpoints')
      return { ...endpoints, clusters: clusters.map(endpointsOf) };
    if (request.method === 'GET' && path === '/incidents/schedule')
      return schedule?.list() ?? [];
    if (root !== 'clusters') throw notFound(path);
    if (name === undefined || name === '') {
      return clusters.map(cluster => ({
        ...endpointsOf(cluster),
        faults: cluster.faults.active(),
      }));
    }
    const cluster = clusters.find(each => each.name === name);
    if (!cluster) {
      throw new StatusError(
        'NotFound',
        `cluster "${name}" not found; there are ${clusters
          .map(each => each.name)
          .join(', ')}`,
      );
    }
    if (leaf === 'incidents') {
      return answerIncidents(cluster.incidents, request, kind);
    }
    if (leaf !== 'faults') throw notFound(path);
    if (request.method === 'POST') {
      cluster.faults.set(parseFault(await readBody(request)));
    } else if (request.method === 'DELETE') {
      clearFaults(cluster.faults, kind);
    }
    return cluster.faults.active();
  }

  const server = createServer((request, response) => {
    answer(request).then(
      body => send(response, 200, body),
      error => {
        const code = error instanceof StatusError ? error.code : 500;
        send(response, code, { message: String(error.message ?? error) });
      },
    );
  });
  const port = await listenOnLoopback(server, options.port);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => closeServer(server),
  };
}

async function answerIncidents(
  incidents: ClusterIncidents,
  request: IncomingMessage,
  id: string | undefined,
): Promise<unknown> {
  if (request.method === 'POST')
    return incidents.start(parseIncident(await readBody(request)));
  if (request.method === 'DELETE') return incidents.stop(id ?? '') ?? {};
  return incidents.list();
}

function clearFaults(faults: FaultInjector, kind: string | undefined): void {
  const active = faults.active().find(fault => fault.kind === kind);
  const wanted: FaultKind | undefined = active?.kind;
  if (kind !== undefined && kind !== '' && wanted === undefined) return;
  faults.clear(wanted);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StatusError(
      'BadRequest',
      `the body is not JSON: ${text.slice(0, 80)}`,
    );
  }
}

function send(response: ServerResponse, code: number, body: unknown): void {
  const isText = typeof body === 'string';
  response.writeHead(code, {
    'content-type': isText ? 'application/yaml' : 'application/json',
  });
  response.end(isText ? body : `${JSON.stringify(body)}\n`);
}

function notFound(path: string): StatusError {
  return new StatusError('NotFound', `nothing is served at ${path}`);
}
