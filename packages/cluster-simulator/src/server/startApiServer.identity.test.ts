import { startTestApiServer } from './testing/startTestApiServer';

type TestServer = Awaited<ReturnType<typeof startTestApiServer>>;

const pods = '/api/v1/namespaces/default/pods';

describe('startApiServer(): identity', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestApiServer();
  });
  afterEach(() => server.close());

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
    expect((await server.call('POST', path, review)).json.status.allowed).toBe(
      true,
    );
    expect(
      (await server.call('POST', path, review, { 'impersonate-user': 'bob' }))
        .json.status,
    ).toEqual({ allowed: false });
  });
});
