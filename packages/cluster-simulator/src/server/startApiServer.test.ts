import { objectsAt, stringAt } from '../json/readJson';
import { podBody, startTestApiServer } from './testing/startTestApiServer';

type TestServer = Awaited<ReturnType<typeof startTestApiServer>>;

const pods = '/api/v1/namespaces/default/pods';
const deployments = '/apis/apps/v1/namespaces/default/deployments';
const json = { 'content-type': 'application/json-patch+json' };
const merge = { 'content-type': 'application/merge-patch+json' };
const apply = { 'content-type': 'application/apply-patch+yaml' };

const deployment = (replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'c', image: 'nginx:1' }] },
    },
  },
});

const namesOf = (list: object) =>
  objectsAt({ ...list }, 'items').map(item =>
    stringAt(item, 'metadata', 'name'),
  );

describe('startApiServer()', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestApiServer();
  });
  afterEach(() => server.close());

  describe('reading and writing', () => {
    it('creates with defaults, reads, and refuses a second of the name', async () => {
      const created = await server.call('POST', pods, podBody('a'));
      expect([
        created.code,
        created.json.status.phase,
        created.json.spec.restartPolicy,
      ]).toEqual([201, 'Pending', 'Always']);
      expect((await server.call('GET', `${pods}/a`)).json).toEqual(
        created.json,
      );
      expect(
        (await server.call('POST', pods, podBody('a'))).json,
      ).toMatchObject({
        reason: 'AlreadyExists',
        message: 'pods "a" already exists',
        code: 409,
      });
    });

    it.each([
      [
        'an unknown object',
        'GET',
        `${pods}/x`,
        undefined,
        404,
        'pods "x" not found',
      ],
      [
        'an unknown path',
        'GET',
        '/apis/apps/v1/gadgets',
        undefined,
        404,
        'the server could not find the requested resource',
      ],
      [
        'a missing namespace',
        'POST',
        '/api/v1/namespaces/no/pods',
        podBody('a'),
        404,
        'namespaces "no" not found',
      ],
      [
        'a wrong kind',
        'POST',
        '/api/v1/namespaces/default/configmaps',
        podBody('a'),
        400,
        'does not match the expected API version',
      ],
      [
        'negative replicas',
        'POST',
        deployments,
        deployment(-1),
        422,
        'Deployment.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      ],
      [
        'a wrong type',
        'POST',
        pods,
        { ...podBody('a'), spec: { containers: 'c' } },
        400,
        'cannot unmarshal string',
      ],
      [
        'an unknown field, strictly',
        'POST',
        `${pods}?fieldValidation=Strict`,
        { ...podBody('a'), spce: {} },
        400,
        'Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spce"',
      ],
      [
        'a bad selector',
        'GET',
        `${pods}?labelSelector=a+in+(`,
        undefined,
        400,
        'unable to parse requirement',
      ],
    ])('refuses %s', async (_name, method, path, body, code, message) => {
      const { json: status } = await server.call(method, path, body);
      expect(status).toMatchObject({ kind: 'Status', code });
      expect(status.message).toContain(message);
    });

    it('replaces only from the version that was read', async () => {
      const { json: created } = await server.call(
        'POST',
        deployments,
        deployment(1),
      );
      const next = { ...created, spec: { ...created.spec, replicas: 2 } };
      const updated = await server.call('PUT', `${deployments}/web`, next);
      expect([updated.code, updated.json.metadata.generation]).toEqual([
        200, 2,
      ]);
      expect(
        (await server.call('PUT', `${deployments}/web`, next)).json.message,
      ).toBe(
        'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
      );
    });

    it('patches in every form and scales', async () => {
      await server.call('POST', deployments, deployment(1));
      const path = `${deployments}/web`;
      const strategic = {
        'content-type': 'application/strategic-merge-patch+json',
      };
      const patch = {
        spec: {
          template: { spec: { containers: [{ name: 'd', image: 'x:1' }] } },
        },
      };
      const merged = await server.call('PATCH', path, patch, strategic);
      expect(
        merged.json.spec.template.spec.containers.map(
          ({ name }: { name: string }) => name,
        ),
      ).toEqual(['c', 'd']);
      const replaced = await server.call(
        'PATCH',
        path,
        [{ op: 'replace', path: '/spec/replicas', value: 4 }],
        json,
      );
      expect(replaced.json.spec.replicas).toBe(4);
      expect(
        (
          await server.call(
            'PATCH',
            path,
            { metadata: { labels: { x: 'y' } } },
            merge,
          )
        ).json.metadata.labels,
      ).toEqual({ x: 'y' });
      const scaled = await server.call(
        'PATCH',
        `${path}/scale`,
        { spec: { replicas: 7 } },
        merge,
      );
      expect(scaled.json).toMatchObject({
        kind: 'Scale',
        spec: { replicas: 7 },
        status: { selector: 'app=web' },
      });
      expect(
        (await server.call('PATCH', path, {}, { 'content-type': 'text/plain' }))
          .code,
      ).toBe(415);
    });

    it('applies on the server, with conflicts until forced', async () => {
      const path = `${deployments}/web?fieldManager=`;
      expect(
        (await server.call('PATCH', `${path}a`, deployment(1), apply)).code,
      ).toBe(201);
      const conflict = await server.call(
        'PATCH',
        `${path}b`,
        deployment(2),
        apply,
      );
      expect(conflict.json).toMatchObject({
        code: 409,
        message:
          'Apply failed with 1 conflict: conflict with "a": .spec.replicas',
      });
      const forced = await server.call(
        'PATCH',
        `${path}b&force=true`,
        deployment(2),
        apply,
      );
      expect([forced.code, forced.json.spec.replicas]).toEqual([200, 2]);
    });

    it('stores nothing in a dry run', async () => {
      const version = server.store.resourceVersion();
      const { code, json: answer } = await server.call(
        'POST',
        `${pods}?dryRun=All`,
        podBody('a'),
      );
      expect([
        code,
        answer.metadata.name,
        server.store.resourceVersion(),
      ]).toEqual([201, 'a', version]);
    });

    it('deletes with preconditions, and collections by selector', async () => {
      await server.call('POST', pods, podBody('a', { app: 'x' }));
      await server.call('POST', pods, podBody('b', { app: 'y' }));
      expect(
        (
          await server.call('DELETE', `${pods}/a`, {
            preconditions: { uid: 'other' },
          })
        ).code,
      ).toBe(409);
      await server.call('DELETE', `${pods}?labelSelector=app=x`);
      expect(
        server.store.list('pods').map(({ metadata }) => metadata.name),
      ).toEqual(['b']);
    });

    it('evicts a pod unless its disruption budget is used up', async () => {
      for (const name of ['a', 'b']) {
        await server.call('POST', pods, podBody(name, { app: 'x' }));
        server.store.update('pods', 'default', name, pod => ({
          ...pod,
          status: {
            phase: 'Running',
            conditions: [{ type: 'Ready', status: 'True' }],
          },
        }));
      }
      server.store.create('poddisruptionbudgets.policy', {
        metadata: { name: 'budget', namespace: 'default' },
        spec: { selector: { matchLabels: { app: 'x' } } },
        status: { disruptionsAllowed: 1, desiredHealthy: 1, currentHealthy: 2 },
      });
      const eviction = {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: 'a' },
      };
      expect(
        (await server.call('POST', `${pods}/a/eviction`, eviction)).code,
      ).toBe(201);
      expect(
        (await server.call('POST', `${pods}/b/eviction`, eviction)).json,
      ).toMatchObject({
        code: 429,
        details: { causes: [{ reason: 'DisruptionBudget' }] },
      });
    });

    it('answers logs with times, and metrics as quantities', async () => {
      await server.call('POST', pods, podBody('a'));
      expect(
        (await server.call('GET', `${pods}/a/log`)).json.message,
      ).toContain('is waiting to start: ContainerCreating');
      server.store.update('pods', 'default', 'a', pod => ({
        ...pod,
        status: {
          phase: 'Running',
          containerStatuses: [{ name: 'c', state: { running: {} } }],
        },
      }));
      expect(
        (await server.call('GET', `${pods}/a/log?timestamps=true`)).text,
      ).toBe(
        '2026-01-01T00:00:00.000000000Z one\n2026-01-01T00:00:01.000000000Z two\n',
      );
      const { json: metrics } = await server.call(
        'GET',
        '/apis/metrics.k8s.io/v1beta1/pods',
      );
      expect(metrics.items[0].containers).toEqual([
        { name: 'c', usage: { cpu: '250000000n', memory: '1024Ki' } },
      ]);
    });
  });

  describe('lists', () => {
    beforeEach(async () => {
      for (const name of ['a', 'b', 'c'])
        await server.call('POST', pods, podBody(name));
    });

    it('pages from one snapshot and expires forgotten tokens with one to go on', async () => {
      const first = (await server.call('GET', `${pods}?limit=2`)).json;
      expect([first.items.length, first.metadata.remainingItemCount]).toEqual([
        2, 1,
      ]);
      await server.call('POST', pods, podBody('d'));
      const { continue: token, resourceVersion } = first.metadata;
      const second = (
        await server.call('GET', `${pods}?limit=2&continue=${token}`)
      ).json;
      expect(namesOf(second)).toEqual(['c']);
      expect(second.metadata.resourceVersion).toBe(resourceVersion);
      const expired = (
        await server.call('GET', `${pods}?limit=2&continue=${token}`)
      ).json;
      expect(expired).toMatchObject({ code: 410, reason: 'Expired' });
      const rest = (
        await server.call(
          'GET',
          `${pods}?continue=${expired.metadata.continue}`,
        )
      ).json;
      expect(namesOf(rest)).toEqual(['c', 'd']);
    });

    it('lists exactly as of an earlier version while the history reaches it', async () => {
      const maps = '/api/v1/namespaces/exact/configmaps';
      const write = (name: string) => {
        server.store.create('configmaps', {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name, namespace: 'exact' },
          data: { at: 'first' },
        });
      };
      write('a');
      write('b');
      const version = server.store.resourceVersion();
      server.store.remove('configmaps', 'exact', 'b');
      server.store.update('configmaps', 'exact', 'a', map => ({
        ...map,
        data: { at: 'second' },
      }));
      write('c');
      const exact = `${maps}?resourceVersionMatch=Exact&resourceVersion=`;
      const { json: list } = await server.call('GET', exact + version);
      expect(list).toMatchObject({
        metadata: { resourceVersion: String(version) },
        items: [
          { metadata: { name: 'a' }, data: { at: 'first' } },
          { metadata: { name: 'b' } },
        ],
      });
      expect((await server.call('GET', `${exact}0`)).code).toBe(422);
      server.store.trimHistory();
      expect((await server.call('GET', exact + version)).code).toBe(410);
    });

    it('writes tables and metadata where they are asked for', async () => {
      const table = await server.call('GET', pods, undefined, {
        accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
      });
      expect(table.json.rows[0].cells.slice(0, 4)).toEqual([
        'a',
        '0/1',
        'Pending',
        '0',
      ]);
      const partial = await server.call('GET', pods, undefined, {
        accept:
          'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
      });
      expect(Object.keys(partial.json.items[0]).sort()).toEqual([
        'apiVersion',
        'kind',
        'metadata',
      ]);
      expect(
        (
          await server.call('GET', pods, undefined, {
            accept: 'application/cbor',
          })
        ).code,
      ).toBe(406);
    });
  });

  describe('watches', () => {
    it('resumes after a version, bookmarks the end of the initial events, and ends in time', async () => {
      await server.call('POST', pods, podBody('a'));
      const version = server.store.resourceVersion();
      await server.call('POST', pods, podBody('b'));
      const resumed = await server.watch(
        `${pods}?watch=true&resourceVersion=${version}&timeoutSeconds=1`,
      );
      expect(
        resumed.map(event => [event.type, event.object.metadata.name]),
      ).toEqual([['ADDED', 'b']]);
      const initial = await server.watch(
        `${pods}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
        3,
      );
      expect(initial.map(event => event.type)).toEqual([
        'ADDED',
        'ADDED',
        'BOOKMARK',
      ]);
      expect(initial[2].object.metadata.annotations).toEqual({
        'k8s.io/initial-events-end': 'true',
      });
    });

    it('reports an object that stops and starts to match as deleted and added', async () => {
      await server.call('POST', pods, podBody('a', { app: 'x' }));
      const version = server.store.resourceVersion();
      const events = await server.watch(
        `${pods}?watch=1&labelSelector=app%3Dx&resourceVersion=${version}`,
        3,
        () => {
          const label = (app: string) =>
            server.store.update('pods', 'default', 'a', pod => ({
              ...pod,
              metadata: { ...pod.metadata, labels: { app } },
            }));
          label('y');
          label('x');
          server.store.remove('pods', 'default', 'a');
        },
      );
      expect(events.map(event => event.type)).toEqual([
        'DELETED',
        'ADDED',
        'DELETED',
      ]);
      expect(
        events.map(event => Number(event.object.metadata.resourceVersion)),
      ).toEqual([version + 1, version + 2, version + 3]);
      expect(events[0].object.metadata.labels).toEqual({ app: 'x' });
    });

    it('ends with an Expired event when the history is gone', async () => {
      await server.call('POST', pods, podBody('a'));
      server.store.trimHistory();
      const [event] = await server.watch(
        `${pods}?watch=true&resourceVersion=1`,
      );
      expect(event).toMatchObject({
        type: 'ERROR',
        object: { reason: 'Expired', code: 410 },
      });
    });
  });

  describe('identity', () => {
    it.each([
      [
        'nobody',
        { authorization: '' },
        403,
        'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" in the namespace "default"',
      ],
      ['a wrong token', { authorization: 'Bearer wrong' }, 401, 'Unauthorized'],
      [
        'a user without rights',
        { authorization: 'Bearer bob' },
        403,
        'pods is forbidden: User "bob" cannot list resource "pods" in API group "" in the namespace "default"',
      ],
      [
        'an impersonator without rights',
        { authorization: 'Bearer bob', 'impersonate-user': 'admin' },
        403,
        'users "admin" is forbidden: User "bob" cannot impersonate resource "users" in API group "" at the cluster scope',
      ],
    ])('refuses %s', async (_name, headers, code, message) => {
      expect(
        (await server.call('GET', pods, undefined, headers)).json,
      ).toMatchObject({ code, message });
    });

    it('knows a service account by the token it issued', async () => {
      const token = await server.call(
        'POST',
        '/api/v1/namespaces/default/serviceaccounts/default/token',
        {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: {},
        },
      );
      const headers = { authorization: `Bearer ${token.json.status.token}` };
      const review = {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'SelfSubjectReview',
      };
      const who = await server.call(
        'POST',
        '/apis/authentication.k8s.io/v1/selfsubjectreviews',
        review,
        headers,
      );
      expect(who.json.status.userInfo.username).toBe(
        'system:serviceaccount:default:default',
      );
    });

    it('answers what an impersonated user may do', async () => {
      const review = {
        spec: {
          resourceAttributes: {
            verb: 'list',
            resource: 'pods',
            namespace: 'default',
          },
        },
      };
      const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
      expect(
        (await server.call('POST', path, review)).json.status.allowed,
      ).toBe(true);
      expect(
        (await server.call('POST', path, review, { 'impersonate-user': 'bob' }))
          .json.status,
      ).toEqual({ allowed: false });
    });
  });

  describe('faults', () => {
    it('refuses so many requests as it is told, with Retry-After', async () => {
      server.faults.set({ kind: 'throttle', count: 1, retryAfterSeconds: 7 });
      const refused = await server.call('GET', pods);
      expect([refused.code, refused.headers['retry-after']]).toEqual([
        429,
        '7',
      ]);
      expect((await server.call('GET', pods)).code).toBe(200);
    });

    it('refuses connections while down and accepts them again at the same address', async () => {
      server.faults.set({ kind: 'down', how: 'refuse' });
      await expect(server.call('GET', pods)).rejects.toThrow(
        /ECONNREFUSED|ECONNRESET|socket hang up/,
      );
      server.faults.clear();
      await new Promise(resolve => setImmediate(resolve));
      expect((await server.call('GET', '/readyz')).text).toBe('ok');
    });

    it('resets connections while down and serves again afterwards', async () => {
      server.faults.set({ kind: 'down', how: 'reset' });
      await expect(server.call('GET', pods)).rejects.toMatchObject({
        code: 'ECONNRESET',
      });
      server.faults.clear();
      await new Promise(resolve => setImmediate(resolve));
      expect((await server.call('GET', '/readyz')).text).toBe('ok');
    });

    it('answers after the latency of a slow server, and at once again afterwards', async () => {
      server.faults.set({ kind: 'slow', latencyMs: 120 });
      const startedMs = performance.now();
      expect((await server.call('GET', pods)).code).toBe(200);
      expect(performance.now() - startedMs).toBeGreaterThanOrEqual(119);
      server.faults.clear('slow');
      expect(server.faults.active()).toEqual([]);
    });

    it('answers 401, and 410 to a resumed watch', async () => {
      server.faults.set({ kind: 'unauthorized' });
      expect((await server.call('GET', pods)).code).toBe(401);
      server.faults.clear();
      server.faults.set({ kind: 'expire', how: 'status' });
      const version = server.store.resourceVersion();
      expect(
        (
          await server.call(
            'GET',
            `${pods}?watch=true&resourceVersion=${version}`,
          )
        ).code,
      ).toBe(410);
    });

    it('ends running watches', async () => {
      const version = server.store.resourceVersion();
      const events = await server.watch(
        `${pods}?watch=true&resourceVersion=${version}`,
        Infinity,
        () => server.faults.set({ kind: 'dropWatches', how: 'clean' }),
      );
      expect(events).toEqual([]);
    });

    it('cuts running watches off in the middle, also over TLS', async () => {
      const watched = server.watch(`${pods}?watch=true`, Infinity, () =>
        server.faults.set({ kind: 'dropWatches', how: 'reset' }),
      );
      await expect(watched).rejects.toMatchObject({ code: 'ECONNRESET' });
    });
  });

  it('describes itself: discovery in both forms, OpenAPI, version', async () => {
    const accept =
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const aggregated = await server.call('GET', '/apis', undefined, { accept });
    expect(aggregated.headers['content-type']).toBe(
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    );
    expect(namesOf(aggregated.json)).toContain('apps');
    const legacy = await server.call('GET', '/api/v1');
    expect(legacy.json.resources).toContainEqual({
      name: 'pods/eviction',
      singularName: '',
      namespaced: true,
      group: 'policy',
      version: 'v1',
      kind: 'Eviction',
      verbs: ['create'],
    });
    const index = (await server.call('GET', '/openapi/v3')).json.paths;
    const { json: document } = await server.call(
      'GET',
      index['apis/apps/v1'].serverRelativeURL,
    );
    expect(
      document.components.schemas['io.k8s.api.v1.Deployment'][
        'x-kubernetes-group-version-kind'
      ],
    ).toEqual([{ group: 'apps', version: 'v1', kind: 'Deployment' }]);
    expect((await server.call('GET', '/version')).json).toMatchObject({
      major: '1',
      minor: '32',
    });
  });
});
