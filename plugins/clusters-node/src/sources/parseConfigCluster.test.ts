import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wordsOf } from './collectEntries';
import { parseConfigCluster } from './parseConfigCluster';

const pem = '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n';
const caData = Buffer.from(pem).toString('base64');
const files = { token: '/sa/token', ca: '/sa/ca.crt' };
const base = {
  name: 'prod-eu',
  url: 'https://k8s.example.org/',
  authProvider: 'serviceAccount',
  serviceAccountToken: 'secret-token',
};

describe('parseConfigCluster()', () => {
  it('reads an entry with everything that it uses', () => {
    expect(
      parseConfigCluster(
        {
          ...base,
          title: 'Production EU',
          caData,
          skipTLSVerify: false,
          skipMetricsLookup: true,
          customResources: [{ group: 'x', apiVersion: 'v1', plural: 'y' }],
          dashboardUrl: 'https://dash',
          dashboardApp: 'gke',
          dashboardParameters: { projectId: 'p', zone: 1 },
        },
        files,
      ),
    ).toEqual({
      name: 'prod-eu',
      title: 'Production EU',
      url: 'https://k8s.example.org',
      auth: { kind: 'token', token: 'secret-token' },
      tls: { ca: pem, caFile: undefined, skipVerify: false },
      dashboard: {
        url: 'https://dash',
        app: 'gke',
        parameters: { projectId: 'p', zone: '1' },
      },
    });
  });

  it.each([
    ['serviceAccount', {}, { kind: 'token', token: 'secret-token' }],
    [
      'serviceAccount',
      { serviceAccountToken: '' },
      { kind: 'tokenFile', file: '/sa/token' },
    ],
    ['localKubectlProxy', {}, { kind: 'anonymous' }],
    [
      'oidc',
      { oidcTokenProvider: 'okta' },
      { kind: 'viewer', provider: 'oidc.okta' },
    ],
    [
      'oidc',
      { authMetadata: { oidcTokenProvider: 'okta' } },
      { kind: 'viewer', provider: 'oidc.okta' },
    ],
    ['google', {}, { kind: 'viewer', provider: 'google' }],
    ['aks', {}, { kind: 'viewer', provider: 'aks' }],
    ...['aws', 'azure', 'googleServiceAccount', 'homemade'].map(
      name =>
        [
          name,
          {},
          {
            kind: 'unsupported',
            reason: `authProvider '${name}' is not supported yet`,
          },
        ] as const,
    ),
  ] as const)(
    'signs in by authProvider %s with %j',
    (authProvider, extra, auth) => {
      const entry = parseConfigCluster(
        { ...base, authProvider, ...extra },
        files,
      );
      expect(entry.auth).toEqual(auth);
    },
  );

  it("trusts the pod's CA for the pod's service account, unless a CA is given", () => {
    const folder = mkdtempSync(join(tmpdir(), 'orrery-sa-'));
    const ca = join(folder, 'ca.crt');
    writeFileSync(ca, pem);
    const own = { ...base, serviceAccountToken: undefined };
    const mounted = { token: join(folder, 'token'), ca };
    expect(parseConfigCluster(own, mounted).tls?.caFile).toBe(ca);
    expect(
      parseConfigCluster({ ...own, caData }, mounted).tls?.caFile,
    ).toBeUndefined();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['no name', { name: undefined }, /^name: /],
    ['no url', { url: undefined }, /^url: /],
    ['a url that is none', { url: 'k8s' }, /^url is not a URL$/],
    ['another protocol', { url: 'ftp://k8s' }, /begin with https/],
    [
      'a password in the url',
      { url: 'https://jane:pw@k8s' },
      /must not hold a user name or password/,
    ],
    ['a query in the url', { url: 'https://k8s/?a=b' }, /query or fragment/],
    [
      'a token over plain http',
      { url: 'http://k8s' },
      /send the credential in clear text/,
    ],
    ['no authProvider', { authProvider: undefined }, /authProvider is missing/],
    [
      'oidc without provider',
      { authProvider: 'oidc' },
      /'oidc' needs oidcTokenProvider/,
    ],
    ['a CA that is none', { caData: 'bm9wZQ==' }, /^caData is not the base64/],
    ['skipTLSVerify as text', { skipTLSVerify: 'maybe' }, /^skipTLSVerify: /],
    [
      'a token that is no text',
      { serviceAccountToken: 7 },
      /^serviceAccountToken: /,
    ],
  ])('refuses an entry with %s', (_, change, words) => {
    const failure = failureOf(() =>
      parseConfigCluster({ ...base, ...change }, files),
    );
    expect(failure).toMatch(words);
    expect(failure).not.toMatch(/secret-token|jane|pw/);
  });

  it.each([
    ['to this machine', 'http://127.0.0.1:8080', undefined],
    ['where TLS checks are waived', 'http://k8s', true],
  ])('allows a token over plain http %s', (_, url, skipTLSVerify) => {
    expect(parseConfigCluster({ ...base, url, skipTLSVerify }, files).url).toBe(
      url,
    );
  });
});

function failureOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return wordsOf(error);
  }
  return 'nothing failed';
}
