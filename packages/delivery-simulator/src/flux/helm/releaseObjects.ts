import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import type { StoredRelease } from '../../helm/release/HelmRelease';
import { parseManifests } from '../../manifests/parseManifests';
import type { HelmReleaseSpec } from './HelmReleaseSpec';

export const GROUP = 'helm.toolkit.fluxcd.io';

/** The objects of a stored release, with its namespace and the marks of Helm and Flux. */
export function releaseObjects(
  cluster: ClusterPort,
  owner: KubernetesObject,
  spec: HelmReleaseSpec,
  release: Pick<StoredRelease, 'manifest'>,
): readonly KubernetesObject[] {
  return parseManifests(release.manifest, 'manifest').map(object =>
    withMarks(inNamespace(cluster, object, spec), owner, spec),
  );
}

/** An object without a namespace goes into the release's. */
export function inNamespace(
  cluster: ClusterPort,
  object: KubernetesObject,
  spec: HelmReleaseSpec,
): KubernetesObject {
  const served = cluster.resolve({
    apiVersion: object.apiVersion ?? '',
    kind: object.kind ?? '',
  });
  if (served?.namespaced === false || object.metadata.namespace) return object;
  return {
    ...object,
    metadata: { ...object.metadata, namespace: spec.targetNamespace },
  };
}

function withMarks(
  object: KubernetesObject,
  owner: KubernetesObject,
  spec: HelmReleaseSpec,
): KubernetesObject {
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      labels: {
        ...metadata.labels,
        'app.kubernetes.io/managed-by': 'Helm',
        ...ownerLabels(owner),
      },
      annotations: {
        ...metadata.annotations,
        'meta.helm.sh/release-name': spec.releaseName,
        'meta.helm.sh/release-namespace': spec.targetNamespace,
      },
    },
  };
}

/** How a HelmRelease marks what is its own. */
export function ownerLabels(
  owner: KubernetesObject,
): Readonly<Record<string, string>> {
  return {
    [`${GROUP}/name`]: owner.metadata.name,
    [`${GROUP}/namespace`]: owner.metadata.namespace ?? '',
  };
}
