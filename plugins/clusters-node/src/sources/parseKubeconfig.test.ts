import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { parseKubeconfig } from './parseKubeconfig';

const pem = '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n';
const caData = Buffer.from(pem).toString('base64');
const folder = resolve('configs');
const file = join(folder, 'fleet.yaml');
const server = 'https://k8s.example.org';

function kubeconfig(
  user: unknown,
  cluster: unknown = { server, 'certificate-authority-data': caData },
) {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'a',
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
  });
}

function entryOf(text: string) {
  const { entries, problems } = parseKubeconfig(text, { file });
  expect(problems).toEqual([]);
  return entries[0];
}

function problemOf(text: string) {
  const { entries, problems } = parseKubeconfig(text, { file });
  expect(entries).toEqual([]);
  return problems[0];
}

describe('parseKubeconfig()', () => {
  it('names a cluster like its context', () => {
    expect(entryOf(kubeconfig({ token: 't' }))).toEqual({
      name: 'a',
      url: server,
      tls: { ca: pem },
      auth: { kind: 'kubeconfig', user: { name: 'u', token: 't' } },
    });
  });

  it.each<[string, unknown, unknown]>([
    [
      'files, from the folder of the kubeconfig',
      {
        tokenFile: 'token',
        'client-certificate': '../cert.pem',
        'client-key': '/abs/key.pem',
      },
      {
        tokenFile: join(folder, 'token'),
        certFile: resolve('cert.pem'),
        keyFile: '/abs/key.pem',
      },
    ],
    [
      'impersonation',
      {
        as: 'robot',
        'as-uid': '7',
        'as-groups': ['g'],
        'as-user-extra': { k: ['v'] },
      },
      {
        impersonate: {
          user: 'robot',
          uid: '7',
          groups: ['g'],
          extra: { k: ['v'] },
        },
      },
    ],
    [
      'an exec plugin beside the kubeconfig',
      {
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: './login',
          args: null,
          env: null,
          interactiveMode: 'IfAvailable',
          provideClusterInfo: true,
        },
      },
      {
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: join(folder, 'login'),
          args: [],
          env: [],
          provideClusterInfo: true,
        },
      },
    ],
    [
      'an exec plugin of the PATH',
      {
        exec: {
          apiVersion: 'v',
          command: 'aws',
          args: ['eks'],
          env: [{ name: 'A', value: 'b' }],
        },
      },
      {
        exec: {
          apiVersion: 'v',
          command: 'aws',
          args: ['eks'],
          env: [{ name: 'A', value: 'b' }],
          provideClusterInfo: false,
        },
      },
    ],
    [
      'a legacy auth provider',
      { 'auth-provider': { name: 'oidc', config: { 'id-token': 'x' } } },
      { authProvider: { name: 'oidc', config: { 'id-token': 'x' } } },
    ],
    [
      'a password',
      { username: 'jane', password: 'p' },
      { username: 'jane', password: 'p' },
    ],
    ['empty strings, as Go writes them', { token: '', tokenFile: '' }, {}],
  ])('reads a user with %s', (_, user, expected) => {
    expect(entryOf(kubeconfig(user)).auth).toEqual({
      kind: 'kubeconfig',
      user: { name: 'u', ...(expected as object) },
    });
  });

  it('reads how to reach and trust the server', () => {
    const entry = entryOf(
      kubeconfig(
        { token: 't' },
        {
          server: `${server}/prefix/`,
          'certificate-authority': 'ca.pem',
          'tls-server-name': 'api',
          'insecure-skip-tls-verify': false,
          'proxy-url': 'http://proxy:3128',
          extensions: [{ name: 'x', extension: {} }],
        },
      ),
    );
    expect(entry).toMatchObject({
      url: `${server}/prefix`,
      tls: {
        caFile: join(folder, 'ca.pem'),
        serverName: 'api',
        skipVerify: false,
      },
      proxyUrl: 'http://proxy:3128',
    });
  });

  it('trusts the CA of a context without user', () => {
    const text = stringify({
      clusters: [
        {
          name: 'c',
          cluster: { server, 'certificate-authority-data': caData },
        },
      ],
      contexts: [{ name: 'a', context: { cluster: 'c' } }],
    });
    expect(entryOf(text)).toMatchObject({
      tls: { ca: pem },
      auth: { kind: 'anonymous' },
    });
  });

  it('takes only the contexts asked for, and names those that are missing', () => {
    const text = stringify({
      clusters: [{ name: 'c', cluster: { server } }],
      contexts: ['a', 'b', 'd'].map(name => ({
        name,
        context: { cluster: 'c' },
      })),
    });
    const { entries, problems } = parseKubeconfig(text, {
      file,
      contexts: ['d', 'a', 'nope'],
      writes: true,
    });
    expect(entries.map(({ name, writes }) => [name, writes])).toEqual([
      ['a', true],
      ['d', true],
    ]);
    expect(problems).toEqual([
      { entry: 'nope', message: 'the kubeconfig has no such context' },
    ]);
  });

  it.each([
    ['no server', kubeconfig({}, {}), /^server: /],
    [
      'a broken CA',
      kubeconfig({}, { server, 'certificate-authority-data': 'bm9wZQ==' }),
      /^caData/,
    ],
    [
      'a SOCKS proxy',
      kubeconfig({}, { server, 'proxy-url': 'socks5://p' }),
      /^proxy-url must be http/,
    ],
    [
      'a token over plain http',
      kubeconfig({ token: 't' }, { server: 'http://k8s' }),
      /clear text/,
    ],
    [
      'a plugin that needs a terminal',
      kubeconfig({
        exec: { apiVersion: 'v', command: 'ask', interactiveMode: 'Always' },
      }),
      /"ask" needs a terminal/,
    ],
    ['a token that is no text', kubeconfig({ token: 7 }), /^token: /],
    [
      'a cluster that is not there',
      stringify({ contexts: [{ name: 'a', context: { cluster: 'x' } }] }),
      /its cluster "x" is not defined/,
    ],
    [
      'a user that is not there',
      stringify({
        clusters: [{ name: 'c', cluster: { server } }],
        contexts: [{ name: 'a', context: { cluster: 'c', user: 'x' } }],
      }),
      /its user "x" is not defined/,
    ],
  ])('names the context that has %s', (_, text, words) => {
    expect(problemOf(text)).toEqual({
      entry: 'a',
      message: expect.stringMatching(words),
    });
  });

  it('never quotes a broken file', () => {
    const text = 'users:\n- token: "secret-token\n  x: [';
    expect(() => parseKubeconfig(text, { file })).toThrow(
      /^the kubeconfig is not valid YAML$/,
    );
  });
});
