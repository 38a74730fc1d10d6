import { stringMapAt } from '@orrery/kubernetes-model';
import { argoCdObjects } from './argoCdObjects';

describe('argoCdObjects()', () => {
  const objects = argoCdObjects({
    clusters: [{ name: 'us', serverUrl: 'https://us:6443' }],
    repositories: [
      { name: 'fleet', type: 'git', url: 'https://git.test/fleet.git' },
    ],
    url: 'https://argocd.test',
  });
  const declared = (type: string) =>
    objects
      .filter(
        ({ kind, metadata: { labels = {} } }) =>
          kind === 'Secret' &&
          labels['argocd.argoproj.io/secret-type'] === type,
      )
      .map(object =>
        Object.fromEntries(
          Object.entries(stringMapAt(object, 'data')).map(([field, text]) => [
            field,
            Buffer.from(text, 'base64').toString(),
          ]),
        ),
      );

  it('declare clusters and repositories in secrets with the labels of their types', () => {
    expect(declared('cluster')).toMatchObject([
      { name: 'us', server: 'https://us:6443' },
    ]);
    expect(declared('repository')).toEqual([
      { name: 'fleet', type: 'git', url: 'https://git.test/fleet.git' },
    ]);
  });

  it('have the settings that every installation has', () => {
    const names = objects
      .filter(({ kind }) => kind === 'ConfigMap' || kind === 'Secret')
      .filter(
        ({ metadata: { labels = {} } }) =>
          labels['app.kubernetes.io/part-of'] === 'argocd',
      )
      .map(({ metadata: { name } }) => name);
    expect(names).toEqual([
      'argocd-cm',
      'argocd-cmd-params-cm',
      'argocd-rbac-cm',
      'argocd-gpg-keys-cm',
      'argocd-notifications-cm',
      'argocd-ssh-known-hosts-cm',
      'argocd-tls-certs-cm',
      'argocd-secret',
    ]);
  });
});
