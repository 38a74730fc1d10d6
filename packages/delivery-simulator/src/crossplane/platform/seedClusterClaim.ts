import type { KubernetesObject } from '@orrery/kubernetes-model';
import type {
  ClusterPort,
  KindRef,
  ObjectRef,
} from '../../cluster/ClusterPort';
import { toTimestamp } from '../../reconciling/toTimestamp';
import { composedName } from '../composite/composedName';
import { composedTemplatesOf } from '../composition/Composition';
import { composeResources } from '../composition/composeResources';
import { withConditions } from '../conditions';
import { managedKinds } from '../managed/managedKinds';
import {
  EXTERNAL_NAME,
  forProviderOf,
  newExternalName,
} from '../managed/ManagedKind';
import {
  CREATE_CONFIRMED,
  CREATE_REQUESTED,
  managedState,
} from '../managed/managedState';
import { resolveReferences } from '../managed/resolveReferences';
import { compositions } from './crossplaneObjects';
import { clusterClaimKind, clusterKind } from './kubeClusters';

export interface ClusterClaim {
  readonly namespace: string;
  readonly name: string;
  readonly provider: 'eks' | 'gke' | 'aks';
  readonly region: string;
  readonly version: string;
  readonly nodes: { readonly count: number; readonly size: string };
  /** When the team asked for it, milliseconds since the epoch. */
  readonly createdAtMs: number;
  readonly nowMs: number;
  /** Letters that tell its composite resource from others: five of them. */
  readonly suffix: string;
}

/**
 * Stores a claim of the past with everything that Crossplane has made of it since: the controllers find it as if they had
 * done it themselves.
 *
 * @param seed stores an object as it is, with its creation time, and answers it with its uid.
 */
export function seedClusterClaim(
  claim: ClusterClaim,
  seed: (object: KubernetesObject) => KubernetesObject,
): void {
  const creationTimestamp = toTimestamp(claim.createdAtMs);
  const compositeName = `${claim.name}-${claim.suffix}`;
  const composition = compositions.find(
    ({ metadata }) => metadata.labels?.provider === claim.provider,
  );
  if (!composition)
    throw new RangeError(
      `provider must be eks, gke or aks, got ${claim.provider}`,
    );
  const wanted = {
    region: claim.region,
    version: claim.version,
    networkCidr: '10.40.0.0/16',
    nodes: claim.nodes,
    compositionSelector: { matchLabels: { provider: claim.provider } },
  };
  const conditions = [
    {
      type: 'Synced',
      status: 'True',
      reason: 'ReconcileSuccess',
      lastTransitionTime: creationTimestamp,
    },
    {
      type: 'Ready',
      status: 'True',
      reason: 'Available',
      lastTransitionTime: toTimestamp(claim.createdAtMs + 15 * 60_000),
    },
  ];
  const claimLabels = {
    'crossplane.io/claim-name': claim.name,
    'crossplane.io/claim-namespace': claim.namespace,
  };
  const stored = seed({
    ...clusterClaimKind,
    metadata: {
      name: claim.name,
      namespace: claim.namespace,
      creationTimestamp,
      finalizers: ['finalizer.apiextensions.crossplane.io'],
    },
    spec: {
      ...wanted,
      compositeDeletePolicy: 'Background',
      compositionRef: { name: composition.metadata.name },
      resourceRef: { ...clusterKind, name: compositeName },
      writeConnectionSecretToRef: { name: `${claim.name}-kubeconfig` },
    },
    status: { conditions },
  });
  const composite = seed({
    ...clusterKind,
    metadata: {
      name: compositeName,
      creationTimestamp,
      finalizers: ['composite.apiextensions.crossplane.io'],
      labels: { ...claimLabels, 'crossplane.io/composite': compositeName },
    },
    spec: {
      ...wanted,
      compositionRef: { name: composition.metadata.name },
      claimRef: {
        ...clusterClaimKind,
        namespace: claim.namespace,
        name: claim.name,
      },
      writeConnectionSecretToRef: {
        name: `${
          stored.metadata.uid ?? claim.name
        }-${clusterKind.kind.toLowerCase()}`,
        namespace: 'crossplane-system',
      },
    },
    status: { conditions },
  });
  const past: KubernetesObject[] = [];
  const reader = {
    get: ({ name }: ObjectRef) =>
      past.find(({ metadata }) => metadata.name === name),
    list: ({ kind }: KindRef) => past.filter(each => each.kind === kind),
  };
  const { resources } = composeResources({
    composite,
    templates: composedTemplatesOf(composition),
    observed: new Map(),
  });
  // A composition names what others refer to before these.
  for (const { template, object } of resources) {
    const requested = pastResource(claim, composite, template, object);
    past.push(seed(completed(requested, reader, claim.nowMs)));
  }
}

/** The resource as its provider would report it by now. */
function completed(
  object: KubernetesObject,
  reader: Pick<ClusterPort, 'get' | 'list'>,
  nowMs: number,
): KubernetesObject {
  const kind = managedKinds.find(each => each.kind === object.kind);
  if (!kind)
    throw new RangeError(`${object.kind} is no managed kind that is simulated`);
  const resolution = resolveReferences(reader, object, kind.references);
  const resolved = {
    ...object,
    spec: {
      ...Object(object.spec),
      forProvider: {
        ...forProviderOf(object),
        ...(resolution.kind === 'resolved' && resolution.values),
      },
    },
  };
  const step = managedState(resolved, kind, {
    nowMs,
    hasProviderConfig: true,
    resolution,
    failure: undefined,
    dependents: [],
    speed: 1,
  });
  if (step.kind !== 'report' || !step.observation) return resolved;
  return {
    ...resolved,
    status: {
      atProvider: kind.atProvider(resolved, step.observation),
      conditions: withConditions([], step.conditions, nowMs),
    },
  };
}

/** A composed resource that was requested a while after its claim, in an order that its references allow. */
function pastResource(
  claim: ClusterClaim,
  composite: KubernetesObject,
  template: string,
  object: KubernetesObject,
): KubernetesObject {
  const name = composedName(composite.metadata, template);
  const kind = managedKinds.find(each => each.kind === object.kind);
  const named = { ...object, metadata: { ...object.metadata, name } };
  const waits = (kind?.references.length ?? 0) * 3 * 60_000;
  const requestedAt = toTimestamp(claim.createdAtMs + 4_000 + waits);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      name,
      creationTimestamp: toTimestamp(claim.createdAtMs + 1_000),
      finalizers: ['finalizer.managedresource.crossplane.io'],
      labels: {
        ...object.metadata.labels,
        'crossplane.io/composite': composite.metadata.name,
        'crossplane.io/claim-name': claim.name,
        'crossplane.io/claim-namespace': claim.namespace,
      },
      annotations: {
        ...object.metadata.annotations,
        [EXTERNAL_NAME]: kind ? newExternalName(kind, named) : name,
        [CREATE_REQUESTED]: requestedAt,
        [CREATE_CONFIRMED]: requestedAt,
      },
      ownerReferences: [
        {
          ...clusterKind,
          name: composite.metadata.name,
          uid: composite.metadata.uid ?? '',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
  };
}
