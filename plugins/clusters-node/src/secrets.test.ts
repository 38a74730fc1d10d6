import { inspect } from 'node:util';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { ClusterAuth } from './cluster/ClusterEntry';
import { createClusterRegistry } from './registry/createClusterRegistry';
import { connectTo } from './__testUtils__/connectTo';
import { pods } from './__testUtils__/pods';
import {
  startFakeApiServer,
  statusAnswer,
  type FakeAnswer,
} from './__testUtils__/startFakeApiServer';

const secret = 'top-secret-credential-value';

const ways: readonly [string, ClusterAuth][] = [
  ['a token', { kind: 'token', token: secret }],
  [
    'a kubeconfig token',
    { kind: 'kubeconfig', user: { name: 'u', token: secret } },
  ],
  [
    'a password',
    {
      kind: 'kubeconfig',
      user: { name: 'u', username: 'jane', password: secret },
    },
  ],
  ["the viewer's token", { kind: 'viewer', provider: 'oidc.okta' }],
];

const faults: readonly [string, FakeAnswer][] = [
  ['401', statusAnswer(401)],
  ['403', statusAnswer(403)],
  ['500', statusAnswer(500)],
  ['a reset', (_, response) => response.destroy()],
  ['nonsense', (_, response) => response.end('<html>')],
  ['silence', () => {}],
];

/** Everything of an error that a logger could print: message, stack, properties and all causes. */
const everythingOf = (error: unknown) =>
  inspect(error, { depth: 20, showHidden: true });

describe('credentials stay out of errors', () => {
  it.each(
    ways.flatMap(([way, auth]) =>
      faults.map(([fault, answer]) => [way, fault, auth, answer] as const),
    ),
  )('with %s, on %s', async (_, __, auth, answer) => {
    const server = await startFakeApiServer();
    server.always(answer);
    const connection = connectTo({ url: server.url, auth });
    const options = { viewer: { token: secret }, timeoutMs: 200 };
    const failure = await connection.list(pods, options).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(server.requests.length).toBeGreaterThan(0);
    expect(failure).toBeInstanceOf(Error);
    expect(everythingOf(failure)).not.toContain(secret);
    expect(everythingOf(failure)).not.toContain(
      Buffer.from(`jane:${secret}`).toString('base64'),
    );
    await connection.dispose();
    await server.close();
  });
});

describe('credentials stay out of the registry', () => {
  it('neither logs nor shows a token, whatever is wrong with its entry', async () => {
    const logger = mockServices.logger.mock();
    const entry = {
      url: 'http://127.0.0.1:1',
      authProvider: 'serviceAccount',
      serviceAccountToken: secret,
    };
    const registry = createClusterRegistry({
      logger,
      config: new ConfigReader({
        kubernetes: {
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: [
                { ...entry, name: 'fine' },
                { ...entry, name: 'no-url', url: '' },
                { ...entry, name: 'bad-ca', caData: secret },
                { ...entry, name: 'bad-url', url: `https://u:${secret}@k8s` },
                { ...entry, name: 'bad-flag', skipTLSVerify: secret },
              ],
            },
          ],
        },
      }),
    });
    const events: unknown[] = [];
    registry.subscribe(event => events.push(event));
    await registry.start();
    const fine = registry.find('fine');
    await fine?.check(new AbortController().signal);

    expect(registry.problems()).toHaveLength(4);
    expect(fine?.status().state).toBe('unreachable');
    expect(logger.warn).toHaveBeenCalled();
    const shown = JSON.stringify([
      logger.info.mock.calls,
      logger.warn.mock.calls,
      logger.error.mock.calls,
      registry.problems(),
      registry.clusters(),
      fine?.status(),
      events,
    ]);
    expect(shown).not.toContain(secret);
    expect(inspect(registry, { depth: 20 })).not.toContain(secret);
    await registry.dispose();
  });
});
