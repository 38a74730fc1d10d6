import type {
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from 'node:http';
import { readBody } from '../server/readBody';
import { StatusError } from '../status/StatusError';
import { methodNotAllowed, unknownPath } from '../status/statusErrors';
import type { ClusterStore } from '../store/ClusterStore';
import type { FaultInjector } from './FaultInjector';
import { parseFault } from './parseFault';

export interface ControlledCluster {
  readonly faults: FaultInjector;
  readonly store: ClusterStore;
}

/**
 * Faults over HTTP, for a loopback port: `GET`, `POST` and `DELETE` of `/clusters/<name>/faults` read, start and end
 * them; `POST /clusters/<name>/compact` forgets the watch history.
 */
export function createFaultControl(
  clusters: ReadonlyMap<string, ControlledCluster>,
): RequestListener {
  return (request, response) => {
    void handle(clusters, request)
      .then(body => write(response, 200, body))
      .catch((error: unknown) => {
        const status =
          error instanceof StatusError
            ? error
            : new StatusError(
                'InternalError',
                error instanceof Error ? error.message : String(error),
              );
        write(response, status.code, status.toStatus());
      });
  };
}

async function handle(
  clusters: ReadonlyMap<string, ControlledCluster>,
  request: IncomingMessage,
): Promise<object> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
    .split('/')
    .filter(step => step !== '');
  const [root, name, what] = path.map(decodeURIComponent);
  if (root === 'clusters' && name === undefined)
    return { clusters: [...clusters.keys()] };
  const cluster = root === 'clusters' ? clusters.get(name) : undefined;
  if (!cluster) throw unknownPath();
  const { faults, store } = cluster;
  if (what === 'compact' && request.method === 'POST') {
    store.trimHistory();
    return { compactedThrough: store.resourceVersion() };
  }
  if (what !== 'faults') throw unknownPath();
  if (request.method === 'POST')
    faults.set(parseFault(await readBody(request)));
  else if (request.method === 'DELETE') faults.clear();
  else if (request.method !== 'GET') throw methodNotAllowed();
  return { faults: faults.active() };
}

function write(response: ServerResponse, code: number, body: object): void {
  response.writeHead(code, { 'Content-Type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}
