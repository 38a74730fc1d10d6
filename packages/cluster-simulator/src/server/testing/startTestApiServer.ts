import { Agent, request as httpsRequest } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { createRealTimeClock } from '../../clock/createRealTimeClock';
import { FaultInjector } from '../../faults/FaultInjector';
import { createClusterStore } from '../../store/createClusterStore';
import { ApiServerOptions, startApiServer } from '../startApiServer';

/** JSON to look into without checks: whatever path is asked for; what is not there shows as `undefined` and fails the expectation. */
export type JsonProbe = { readonly [field: string]: JsonProbe } & Pick<
  readonly JsonProbe[],
  'map' | 'slice' | typeof Symbol.iterator
>;

export interface TestAnswer {
  readonly code: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: JsonProbe;
}

/** An API server over an empty cluster without controllers, and a client with an administrator's token. */
export async function startTestApiServer(
  options: Partial<ApiServerOptions> = {},
) {
  const clock = createRealTimeClock();
  const store = createClusterStore({ clock });
  const faults = new FaultInjector({ random: () => 0.5 });
  const server = await startApiServer({
    store,
    name: 'test',
    faults,
    metrics: {
      nodeUsage: () => undefined,
      podUsage: () => [
        { container: 'c', cpuCores: 0.25, memoryBytes: 1048576 },
      ],
      volumeUsage: () => undefined,
    },
    logs: {
      async *readLog() {
        yield { timeMs: Date.parse('2026-01-01T00:00:00Z'), text: 'one' };
        yield { timeMs: Date.parse('2026-01-01T00:00:01Z'), text: 'two' };
      },
    },
    tokens: new Map([
      [
        'admin',
        {
          username: 'admin',
          groups: ['system:masters', 'system:authenticated'],
        },
      ],
      ['bob', { username: 'bob', groups: ['system:authenticated'] }],
    ]),
    ...options,
  });
  const agent = new Agent({ ca: server.caPem, keepAlive: false });

  function open(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const payload = body === undefined ? undefined : JSON.stringify(body);
      const length: Record<string, number> =
        payload === undefined
          ? {}
          : { 'content-length': Buffer.byteLength(payload) };
      const message = httpsRequest(
        `${server.url}${path}`,
        {
          agent,
          method,
          headers: {
            authorization: 'Bearer admin',
            'content-type': 'application/json',
            ...length,
            ...headers,
          },
        },
        resolve,
      );
      message.once('error', reject);
      message.end(payload);
    });
  }

  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestAnswer> {
    const response = await open(method, path, body, headers);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    const isJson =
      response.headers['content-type']?.startsWith('application/json');
    return {
      code: response.statusCode ?? 0,
      headers: response.headers,
      text,
      json:
        isJson &&
        !response.headers['content-encoding'] &&
        text &&
        !path.includes('watch=')
          ? JSON.parse(text)
          : undefined,
    };
  }

  /** Events of a watch until it ends or `count` have come. */
  async function watch(
    path: string,
    count = Infinity,
    whenOpen: () => void = () => {},
  ) {
    const response = await open('GET', path);
    whenOpen();
    const events: JsonProbe[] = [];
    let rest = '';
    for await (const chunk of response) {
      rest += chunk;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      events.push(...lines.map(line => JSON.parse(line)));
      if (events.length >= count) break;
    }
    response.destroy();
    return events;
  }

  return {
    ...server,
    store,
    faults,
    call,
    watch,
    async close() {
      agent.destroy();
      await server.close();
      clock.dispose();
    },
  };
}

export function podBody(name: string, labels: Record<string, string> = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels },
    spec: { containers: [{ name: 'c', image: 'nginx:1' }] },
  };
}
