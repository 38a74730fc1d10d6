import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import {
  releaseSecretName,
  type StoredRelease,
} from '../../helm/release/HelmRelease';
import { parseReleaseSecret } from '../../helm/release/parseReleaseSecret';
import { toReleaseSecret } from '../../helm/release/toReleaseSecret';

/** The revisions of one release in the Secrets where Helm keeps them, so that `helm list` and `helm history` see them. */
export interface ReleaseStorage {
  /** Newest revision first. */
  list(): readonly StoredRelease[];
  create(release: StoredRelease): Promise<void>;
  replace(release: StoredRelease): Promise<void>;
  delete(revision: number): Promise<void>;
}

export interface ReleaseStorageOptions {
  readonly cluster: ClusterPort;
  readonly manager: string;
  /** Of the Secrets. */
  readonly namespace: string;
  readonly releaseName: string;
}

export function createReleaseStorage({
  cluster,
  manager,
  namespace,
  releaseName,
}: ReleaseStorageOptions): ReleaseStorage {
  const secretOf = (
    release: StoredRelease,
    modifiedAtMs?: number,
  ): KubernetesObject => {
    const secret = toReleaseSecret(release, modifiedAtMs);
    return { ...secret, metadata: { ...secret.metadata, namespace } };
  };
  return {
    list: () =>
      cluster
        .list({ apiVersion: 'v1', kind: 'Secret' }, namespace)
        .filter(
          ({ metadata: { labels } }) =>
            labels?.owner === 'helm' && labels.name === releaseName,
        )
        .map(parseReleaseSecret)
        .sort((a, b) => b.revision - a.revision),
    create: async release => {
      await cluster.create(secretOf(release), { manager });
    },
    replace: async release => {
      await cluster.update(secretOf(release, cluster.nowMs()), { manager });
    },
    delete: revision =>
      cluster.delete(
        {
          apiVersion: 'v1',
          kind: 'Secret',
          namespace,
          name: releaseSecretName(releaseName, revision),
        },
        { manager },
      ),
  };
}
