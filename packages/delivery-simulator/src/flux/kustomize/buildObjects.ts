import {
  recordAt,
  recordsAt,
  stringAt,
  stringMapAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { FluxContext } from '../FluxContext';
import { formatObject } from '../formatObject';
import { artifactRevision } from '../sources/artifactOf';
import { buildManifests } from './buildManifests';
import { KustomizeFailure } from './KustomizeFailure';
import { substituteVariables, variablesOf } from './substituteVariables';

export const GROUP = 'kustomize.toolkit.fluxcd.io';
const unsupported = ['decryption', 'kubeConfig', 'healthCheckExprs'] as const;

export type ReadArtifact = (
  source: KubernetesObject,
) => Promise<ReadonlyMap<string, string>>;

/** The source of a Kustomization, which has to have an artifact. */
export function requireSource({
  cluster,
  object,
}: FluxContext): KubernetesObject {
  const reference = recordAt(object, 'spec', 'sourceRef');
  const kind = stringAt(reference, 'kind') ?? '';
  const name = stringAt(reference, 'name') ?? '';
  const namespace =
    stringAt(reference, 'namespace') ?? object.metadata.namespace;
  const source = cluster.get({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind,
    namespace,
    name,
  });
  if (!source) {
    const plural = `${kind.toLowerCase()}s`.replace(/ys$/, 'ies');
    throw new KustomizeFailure(
      'ArtifactFailed',
      `${plural}.source.toolkit.fluxcd.io "${name}" not found`,
      true,
    );
  }
  if (artifactRevision(source) === undefined) {
    throw new KustomizeFailure(
      'ArtifactFailed',
      'Source artifact not found, retrying in 30s',
      true,
    );
  }
  return source;
}

/** Refuses fields that would be passed over in silence. */
export function refuseUnsupported(object: KubernetesObject): void {
  for (const field of unsupported) {
    const isSet =
      recordAt(object, 'spec', field) !== undefined ||
      recordsAt(object, 'spec', field).length > 0;
    if (isSet) {
      throw new KustomizeFailure(
        'BuildFailed',
        `spec.${field} is not simulated`,
      );
    }
  }
}

/** The objects of a Kustomization as they are to be applied. */
export async function buildObjects(
  context: FluxContext,
  source: KubernetesObject,
  readArtifact: ReadArtifact,
): Promise<readonly KubernetesObject[]> {
  const { cluster, object } = context;
  const files = await filesOf(source, readArtifact);
  context.set({ lastAttemptedRevision: artifactRevision(source) });
  const variables = variablesOf(cluster, object);
  const built = buildManifests(files, object).map(each =>
    substituteVariables(each, variables),
  );
  const encrypted = built.find(each => recordAt(each, 'sops') !== undefined);
  if (encrypted) {
    throw new KustomizeFailure(
      'ReconciliationFailed',
      `${formatObject(
        encrypted,
      )} is SOPS encrypted, configuring decryption is required for this secret to be reconciled`,
    );
  }
  return built.map(each => withOwner(each, object));
}

async function filesOf(
  source: KubernetesObject,
  readArtifact: ReadArtifact,
): Promise<ReadonlyMap<string, string>> {
  try {
    return await readArtifact(source);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new KustomizeFailure(
      'ArtifactFailed',
      `failed to download archive: ${cause}`,
    );
  }
}

function withOwner(
  each: KubernetesObject,
  owner: KubernetesObject,
): KubernetesObject {
  const annotations = {
    ...each.metadata.annotations,
    ...stringMapAt(owner, 'spec', 'commonMetadata', 'annotations'),
  };
  return {
    ...each,
    metadata: {
      ...each.metadata,
      labels: {
        ...each.metadata.labels,
        ...stringMapAt(owner, 'spec', 'commonMetadata', 'labels'),
        ...ownerLabels(owner),
      },
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
  };
}

export function ownerLabels(
  owner: KubernetesObject,
): Readonly<Record<string, string>> {
  return {
    [`${GROUP}/name`]: owner.metadata.name,
    [`${GROUP}/namespace`]: owner.metadata.namespace ?? '',
  };
}
