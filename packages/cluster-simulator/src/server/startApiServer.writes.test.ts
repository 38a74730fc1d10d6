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

describe('startApiServer(): reading and writing', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestApiServer();
  });
  afterEach(() => server.close());

  it('creates with defaults, reads, and refuses a second of the name', async () => {
    const created = await server.call('POST', pods, podBody('a'));
    expect([
      created.code,
      created.json.status.phase,
      created.json.spec.restartPolicy,
    ]).toEqual([201, 'Pending', 'Always']);
    expect((await server.call('GET', `${pods}/a`)).json).toEqual(created.json);
    expect((await server.call('POST', pods, podBody('a'))).json).toMatchObject({
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
    expect([updated.code, updated.json.metadata.generation]).toEqual([200, 2]);
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
      merged.json.spec.template.spec.containers.map(({ name }) => name),
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
    const table = await server.call('GET', `${path}/scale`, undefined, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    });
    expect(table.json.rows[0].cells.slice(0, 3)).toEqual(['web', 7, 0]);
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

  it('answers logs with times, and metrics as quantities', async () => {
    await server.call('POST', pods, podBody('a'));
    expect((await server.call('GET', `${pods}/a/log`)).json.message).toContain(
      'is waiting to start: ContainerCreating',
    );
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
