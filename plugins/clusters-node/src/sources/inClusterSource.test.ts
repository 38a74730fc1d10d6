import { inClusterSource } from './inClusterSource';

const { signal } = new AbortController();

describe('inClusterSource()', () => {
  it.each([
    ['10.0.0.1', '443', 'https://10.0.0.1:443'],
    ['fd00::1', '6443', 'https://[fd00::1]:6443'],
    ['kubernetes.local', undefined, 'https://kubernetes.local:443'],
  ])(
    'signs in to %s port %s by the files of the pod',
    async (host, port, url) => {
      const source = inClusterSource({
        name: 'home',
        writes: true,
        environment: {
          KUBERNETES_SERVICE_HOST: host,
          KUBERNETES_SERVICE_PORT: port,
        },
        files: { token: '/sa/token', ca: '/sa/ca.crt' },
      });
      expect(await source.list(signal)).toEqual([
        {
          name: 'home',
          writes: true,
          url,
          tls: { caFile: '/sa/ca.crt' },
          auth: { kind: 'tokenFile', file: '/sa/token' },
        },
      ]);
    },
  );

  it('says that this process runs in no cluster', async () => {
    const source = inClusterSource({ name: 'home', environment: {} });
    expect(await source.list(signal)).toMatchObject({
      entries: [],
      problems: [{ entry: 'home' }],
    });
  });
});
