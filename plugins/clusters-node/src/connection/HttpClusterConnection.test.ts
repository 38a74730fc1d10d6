import { gzipSync } from 'node:zlib';
import { connectTo } from '../__testUtils__/connectTo';
import { deployments, pod, podList, pods } from '../__testUtils__/pods';
import { scriptedConnection } from '../__testUtils__/scriptedConnection';
import { json, statusAnswer } from '../__testUtils__/startFakeApiServer';

const token = 'sa-token-0123456789abcdef';

describe('HttpClusterConnection', () => {
  const scripted = scriptedConnection(token);

  it('lists one page and fills what the server leaves out of items', async () => {
    scripted.server.enqueue(
      json(podList(['a'], { continue: 'more', remainingItemCount: 3 })),
    );
    const list = await scripted.connection.list(pods, {
      namespace: 'shop',
      labelSelector: 'app in (web,api)',
      limit: 1,
    });
    expect(list).toEqual({
      items: [pod('a')],
      resourceVersion: '10',
      continueToken: 'more',
      remainingItemCount: 3,
    });
    expect(scripted.server.requests[0]).toMatchObject({
      path: '/api/v1/namespaces/shop/pods',
      query: { labelSelector: 'app in (web,api)', limit: '1' },
      headers: { authorization: `Bearer ${token}` },
    });
  });

  it('gets one object of a group, by an encoded path', async () => {
    scripted.server.enqueue(
      json({ metadata: { name: 'web:1', namespace: 'shop' } }),
    );
    const object = await scripted.connection.get(deployments, {
      name: 'web:1',
      namespace: 'shop',
    });
    expect(object).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment' });
    expect(scripted.server.requests[0].path).toBe(
      '/apis/apps/v1/namespaces/shop/deployments/web%3A1',
    );
  });

  it('keeps the path prefix of the cluster URL', async () => {
    const proxied = connectTo({
      url: `${scripted.server.url}/k8s/clusters/c-1/`,
    });
    scripted.server.enqueue(json(podList([])));
    await proxied.list(pods);
    expect(scripted.server.requests[0].path).toBe(
      '/k8s/clusters/c-1/api/v1/pods',
    );
    await proxied.dispose();
  });

  it('refuses a name that would leave the path, before sending anything', async () => {
    await expect(
      scripted.connection.get(pods, { name: '..', namespace: 'shop' }),
    ).rejects.toMatchObject({ code: 'invalid', clusterName: 'prod-eu' });
    expect(scripted.server.requests).toHaveLength(0);
  });

  it.each([
    ['json', 'application/json-patch+json'],
    ['merge', 'application/merge-patch+json'],
    ['strategic', 'application/strategic-merge-patch+json'],
    ['apply', 'application/apply-patch+yaml'],
  ] as const)('patches with type %s as %s', async (type, contentType) => {
    scripted.server.enqueue(json(pod('a')));
    await scripted.connection.patch(
      pods,
      { name: 'a', namespace: 'shop' },
      { metadata: { labels: { x: 'y' } } },
      { type, force: true, dryRun: true, fieldValidation: 'Strict' },
    );
    expect(scripted.server.requests[0]).toMatchObject({
      method: 'PATCH',
      query: {
        fieldManager: 'orrery',
        force: 'true',
        dryRun: 'All',
        fieldValidation: 'Strict',
      },
      headers: { 'content-type': contentType },
      body: '{"metadata":{"labels":{"x":"y"}}}',
    });
  });

  it('creates in the namespace of the object', async () => {
    scripted.server.enqueue(json(pod('a'), { status: 201 }));
    await scripted.connection.create(pods, pod('a'), {
      fieldManager: 'deploy',
    });
    expect(scripted.server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/api/v1/namespaces/shop/pods',
      query: { fieldManager: 'deploy' },
      body: JSON.stringify(pod('a')),
    });
  });

  it('deletes with options and the uid as precondition', async () => {
    scripted.server.enqueue(json({ kind: 'Status', status: 'Success' }));
    await scripted.connection.delete(
      pods,
      { name: 'a', namespace: 'shop' },
      { uid: 'uid-a', gracePeriodSeconds: 0, propagationPolicy: 'Foreground' },
    );
    expect(JSON.parse(scripted.server.requests[0].body)).toEqual({
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      gracePeriodSeconds: 0,
      propagationPolicy: 'Foreground',
      preconditions: { uid: 'uid-a' },
    });
  });

  it('reads gzip answers', async () => {
    scripted.server.enqueue((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip');
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify(podList(['a']))));
    });
    expect((await scripted.connection.list(pods)).items).toHaveLength(1);
  });

  it('keeps connections for calls one after the other', async () => {
    scripted.server.always(json(podList([])));
    for (let call = 0; call < 20; call++) await scripted.connection.list(pods);
    // undici opens a second one when a call comes before the last answer is fully put away.
    expect(scripted.server.connectionCount()).toBeLessThanOrEqual(2);
  });

  it('uses at most 16 connections for calls at the same time', async () => {
    scripted.server.always((_, response) => {
      setTimeout(() => response.end(JSON.stringify(podList([]))), 5);
    });
    await Promise.all(
      Array.from({ length: 60 }, () => scripted.connection.list(pods)),
    );
    expect(scripted.server.requests).toHaveLength(60);
    expect(scripted.server.connectionCount()).toBeLessThanOrEqual(16);
  });

  it('keeps open watches off the connections for calls', async () => {
    scripted.server.always((request, response) => {
      if (request.query.watch) response.flushHeaders();
      else response.end(JSON.stringify(podList([])));
    });
    const watches = await Promise.all(
      Array.from({ length: 30 }, () =>
        scripted.connection.watchCalls.openWatch(pods, {
          resourceVersion: '1',
          signal: new AbortController().signal,
        }),
      ),
    );
    expect((await scripted.connection.list(pods)).items).toEqual([]);
    for (const { close } of watches) close();
  });

  describe('watch()', () => {
    const watchOptions = () => ({
      resourceVersion: '10',
      signal: new AbortController().signal,
    });

    it('delivers events until the server ends the stream', async () => {
      scripted.server.enqueue((_, response) => {
        response.write(
          `{"type":"ADDED","object":${JSON.stringify(pod('a'))}}\n`,
        );
        response.end(
          '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"12"}}}\n',
        );
      });
      const events = [];
      for await (const event of scripted.connection.watch(
        pods,
        watchOptions(),
      )) {
        events.push(event);
      }
      expect(events).toEqual([
        { type: 'ADDED', object: pod('a') },
        { type: 'BOOKMARK', resourceVersion: '12' },
      ]);
    });

    it('throws an ERROR event by its code', async () => {
      scripted.server.enqueue((_, response) =>
        response.end(
          '{"type":"ERROR","object":{"code":410,"reason":"Expired","message":"too old"}}\n',
        ),
      );
      const reading = scripted.connection.watch(pods, watchOptions()).next();
      await expect(reading).rejects.toMatchObject({
        code: 'expired',
        message: 'cluster prod-eu: watch pods: 410 too old',
      });
    });

    it('fails when the answer does not begin in time', async () => {
      const slow = connectTo({ url: scripted.server.url }, { timeoutMs: 50 });
      await expect(
        slow.watch(pods, watchOptions()).next(),
      ).rejects.toMatchObject({ code: 'timeout' });
      await slow.dispose();
    });
  });

  it('reads logs as they come', async () => {
    scripted.server.enqueue((_, response) => {
      response.write('one\n');
      response.end('two\n');
    });
    const chunks: Buffer[] = [];
    for await (const chunk of scripted.connection.logs(
      { name: 'a', namespace: 'shop' },
      { container: 'web', follow: true, tailLines: 10 },
    )) {
      chunks.push(chunk);
    }
    expect(Buffer.concat(chunks).toString()).toBe('one\ntwo\n');
    expect(scripted.server.requests[0]).toMatchObject({
      path: '/api/v1/namespaces/shop/pods/a/log',
      query: { container: 'web', follow: 'true', tailLines: '10' },
    });
  });

  it('returns raw answers of any status', async () => {
    scripted.server.enqueue(statusAnswer(404));
    const { status, body } = await scripted.connection.raw({
      path: '/metrics?x=1',
    });
    expect([status, JSON.parse(body.toString()).code]).toEqual([404, 404]);
    expect(scripted.server.requests[0]).toMatchObject({
      path: '/metrics',
      query: { x: '1' },
    });
  });

  it('reads the version', async () => {
    scripted.server.enqueue(
      json({ gitVersion: 'v1.34.1', major: '1', minor: '34', platform: 'p' }),
    );
    expect(await scripted.connection.version()).toEqual({
      gitVersion: 'v1.34.1',
      major: '1',
      minor: '34',
      platform: 'p',
    });
  });

  describe('accessReview()', () => {
    it('asks about a named user', async () => {
      scripted.server.enqueue(
        json(
          { status: { allowed: false, reason: 'no rule' } },
          { status: 201 },
        ),
      );
      const answer = await scripted.connection.accessReview({
        user: 'jane',
        groups: ['dev'],
        verb: 'list',
        kind: pods,
        namespace: 'shop',
      });
      expect(answer).toEqual({ allowed: false, reason: 'no rule' });
      expect(scripted.server.requests[0].path).toBe(
        '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      );
      expect(JSON.parse(scripted.server.requests[0].body).spec).toEqual({
        user: 'jane',
        groups: ['dev'],
        resourceAttributes: {
          verb: 'list',
          group: '',
          version: 'v1',
          resource: 'pods',
          namespace: 'shop',
        },
      });
    });

    it('asks about the credential itself when no user is named', async () => {
      scripted.server.enqueue(json({ status: { allowed: true } }));
      await scripted.connection.accessReview({ verb: 'get', kind: pods });
      expect(scripted.server.requests[0].path).toMatch(
        /selfsubjectaccessreviews$/,
      );
    });

    it('never takes a missing answer for allowed', async () => {
      scripted.server.enqueue(json({ status: {} }));
      await expect(
        scripted.connection.accessReview({ verb: 'get', kind: pods }),
      ).rejects.toMatchObject({ code: 'malformed' });
    });
  });

  describe('on behalf of a viewer', () => {
    it('sends impersonation headers, one per group', async () => {
      scripted.server.enqueue(json(podList([])));
      await scripted.connection.list(pods, {
        viewer: {
          impersonate: {
            user: 'jane',
            groups: ['dev', 'ops'],
            extra: { 'example.org/Team': ['shop'] },
          },
        },
      });
      expect(scripted.server.requests[0].headers).toMatchObject({
        authorization: `Bearer ${token}`,
        'impersonate-user': 'jane',
        'impersonate-group': 'dev, ops',
        'impersonate-extra-example.org%2fteam': 'shop',
      });
    });

    it('replaces the impersonation of the kubeconfig as a whole', async () => {
      const own = connectTo({
        url: scripted.server.url,
        auth: {
          kind: 'kubeconfig',
          user: {
            name: 'u',
            token,
            impersonate: { user: 'robot', groups: ['admins'] },
          },
        },
      });
      scripted.server.always(json(podList([])));
      await own.list(pods);
      await own.list(pods, { viewer: { impersonate: { user: 'jane' } } });
      expect(
        scripted.server.requests.map(({ headers }) => [
          headers['impersonate-user'],
          headers['impersonate-group'],
        ]),
      ).toEqual([
        ['robot', 'admins'],
        ['jane', undefined],
      ]);
      await own.dispose();
    });

    it("signs each call with the user's own token where the cluster wants it", async () => {
      const oidc = connectTo({
        url: scripted.server.url,
        auth: { kind: 'viewer', provider: 'oidc.okta' },
      });
      scripted.server.always(json(podList([])));
      await oidc.list(pods, { viewer: { token: 'jane-token' } });
      await oidc.list(pods, { viewer: { token: 'joe-token' } });
      expect(
        scripted.server.requests.map(({ headers }) => headers.authorization),
      ).toEqual(['Bearer jane-token', 'Bearer joe-token']);
      await expect(oidc.list(pods)).rejects.toMatchObject({
        code: 'unauthorized',
        message: expect.stringContaining('oidc.okta'),
      });
      await oidc.dispose();
    });
  });
});
