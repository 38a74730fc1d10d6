import type { Entity } from '@backstage/catalog-model';
import { parseCatalogCluster } from './parseCatalogCluster';

const pem = '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n';
const strict = { allowedUrls: [], allowSkipTlsVerify: false };

function entity(annotations: Record<string, string | undefined>): Entity {
  const all = {
    'api-server': 'https://k8s.example.org',
    'api-server-certificate-authority': Buffer.from(pem).toString('base64'),
    'auth-provider': 'oidc',
    'oidc-token-provider': 'okta',
    ...annotations,
  };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'prod-eu',
      title: 'Production',
      annotations: Object.fromEntries(
        Object.entries(all).flatMap(([key, value]) =>
          value === undefined ? [] : [[`kubernetes.io/${key}`, value]],
        ),
      ),
    },
    spec: { type: 'kubernetes-cluster' },
  };
}

describe('parseCatalogCluster()', () => {
  it('reads a cluster that users sign in to', () => {
    expect(
      parseCatalogCluster(
        entity({ 'dashboard-url': 'https://dash', 'dashboard-app': 'rancher' }),
        strict,
      ),
    ).toEqual({
      name: 'prod-eu',
      title: 'Production',
      url: 'https://k8s.example.org',
      auth: { kind: 'viewer', provider: 'oidc.okta' },
      tls: { ca: pem, skipVerify: false },
      dashboard: { url: 'https://dash', app: 'rancher' },
    });
  });

  it.each([
    ['no API server', { 'api-server': undefined }, /api-server is missing/],
    [
      'no CA',
      { 'api-server-certificate-authority': undefined },
      /certificate-authority is missing/,
    ],
    ['no provider', { 'auth-provider': undefined }, /auth-provider is missing/],
    [
      "the portal's service account",
      { 'auth-provider': 'serviceAccount' },
      /'serviceAccount' is not allowed/,
    ],
    [
      "the portal's proxy",
      { 'auth-provider': 'localKubectlProxy' },
      /'localKubectlProxy' is not allowed/,
    ],
    ['TLS without checks', { 'skip-tls-verify': 'true' }, /skip-tls-verify/],
    ...[
      'https://localhost:6443',
      'https://127.0.0.1',
      'https://10.0.0.1',
      'https://172.20.1.1',
      'https://192.168.1.1',
      'https://169.254.169.254',
      'https://[::1]',
      'https://[fd00::1]',
      'https://[::ffff:10.0.0.1]',
      'https://0x7f.1',
      'https://2130706433',
      'https://kubernetes.default.svc',
      'https://kubernetes',
      'https://metadata.google.internal',
    ].map(
      url => [url, { 'api-server': url }, /inside a private network/] as const,
    ),
    ['plain http', { 'api-server': 'http://8.8.8.8' }, /clear text|https:/],
  ] as const)('refuses %s', (_, annotations, words) => {
    expect(() => parseCatalogCluster(entity(annotations), strict)).toThrow(
      words,
    );
  });

  it('allows an address that the administrator names, by its origin', () => {
    const rules = {
      allowedUrls: ['https://10.0.0.1:6443/'],
      allowSkipTlsVerify: false,
    };
    const at = (url: string) => entity({ 'api-server': url });
    expect(parseCatalogCluster(at('https://10.0.0.1:6443'), rules).url).toBe(
      'https://10.0.0.1:6443',
    );
    expect(() => parseCatalogCluster(at('https://10.0.0.1'), rules)).toThrow();
  });

  it('allows TLS without checks when the administrator does', () => {
    const rules = { allowedUrls: [], allowSkipTlsVerify: true };
    const lax = entity({ 'skip-tls-verify': 'true' });
    expect(parseCatalogCluster(lax, rules).tls?.skipVerify).toBe(true);
  });
});
