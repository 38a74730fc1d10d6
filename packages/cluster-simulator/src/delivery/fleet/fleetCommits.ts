import { isDeepStrictEqual } from 'node:util';
import { toManifest, type SeedCommit } from '@orrery/delivery-simulator';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { toMs } from '../../controllers/ControllerContext';
import type {
  Deployment,
  ReplicaSet,
} from '../../controllers/kinds/Deployment';
import type { PodTemplate } from '../../controllers/kinds/Pod';
import { parseKind, type TypedStore } from '../../controllers/TypedStore';
import { authorOf } from './authors';
import { formatManifest } from './formatManifest';
import {
  deliveredServices,
  type DeliveredService,
  folderOf,
} from './serviceObjects';

export interface DeliveredCluster {
  readonly name: string;
  readonly store: TypedStore;
}

const DAY_MS = 86_400_000;
/** The repository is somewhat older than the oldest rollout that clusters remember. */
const FIRST_COMMIT_BEFORE_MS = 7 * DAY_MS;
const JUST_RELEASED_MS = 4 * 60_000;

const README = `# Fleet

What runs where. One folder a cluster, a namespace and a service: \`clusters/prod-eu/shop/cart\`.
Argo CD and Flux bring the clusters to what stands on \`main\`; a release is a commit.
`;

/**
 * The history of the repository that the clusters were delivered from: every rollout that a Deployment remembers is the
 * commit that caused it, and the last commits describe the clusters as they are. Oldest first. O(services).
 */
export function fleetCommits(
  clusters: readonly DeliveredCluster[],
  nowMs: number,
): readonly SeedCommit[] {
  const services = clusters.flatMap(({ name: cluster, store }) =>
    deliveredServices(store).map(service => ({
      cluster,
      service,
      folder: folderOf(cluster, service),
      revisions: revisionsOf(store, service),
    })),
  );
  const releases = services.flatMap(({ cluster, service, folder, revisions }) =>
    [
      ...revisions.slice(1).map(revision => ({
        deployment: deploymentAt(service, revision),
        dateMs: toMs(revision.metadata.creationTimestamp),
      })),
      ...pendingRelease(service, revisions, nowMs),
    ].map(({ deployment, dateMs }, index) => ({
      message: `${cluster}: ${releaseOf(
        service.name,
        versionOf(revisions[index].spec.template),
        versionOf(deployment.spec.template),
      )}`,
      author: authorOf(service.team, service.name.length + index),
      dateMs,
      files: {
        [`${folder}/deployment.yaml`]: manifestText(service, deployment),
      },
    })),
  );
  const first: SeedCommit = {
    message: 'Describe the fleet as it is',
    author: authorOf('platform', 0),
    dateMs:
      Math.min(nowMs, ...releases.map(({ dateMs }) => dateMs)) -
      FIRST_COMMIT_BEFORE_MS,
    files: {
      'README.md': README,
      ...Object.fromEntries(
        services.flatMap(({ service, folder, revisions }) =>
          service.objects.map(({ file, object }) => [
            `${folder}/${file}`,
            manifestText(
              service,
              file === 'deployment.yaml' && revisions.length > 0
                ? deploymentAt(service, revisions[0])
                : object,
            ),
          ]),
        ),
      ),
    },
  };
  return [first, ...releases.sort((a, b) => a.dateMs - b.dateMs)];
}

/** The file of an object. How many replicas there are is left to the autoscaler of a service that has one. */
export function manifestText(
  service: DeliveredService,
  object: KubernetesObject,
): string {
  const manifest = toManifest(object);
  const isAutoscaled = service.objects.some(
    ({ resource }) => resource === 'horizontalpodautoscalers.autoscaling',
  );
  if (!isAutoscaled || object.kind !== 'Deployment') {
    return formatManifest(manifest);
  }
  const { replicas: _replicas, ...spec } = parseSpec(manifest);
  return formatManifest({ ...manifest, spec });
}

/** What was released so lately that no ReplicaSet knows of it yet. */
function pendingRelease(
  service: DeliveredService,
  revisions: readonly ReplicaSet[],
  nowMs: number,
) {
  const newest = revisions.at(-1);
  const deployment = newest && deploymentOf(service);
  if (!deployment) return [];
  const isKnown = isDeepStrictEqual(
    toManifest(deployment),
    toManifest(deploymentAt(service, newest)),
  );
  return isKnown ? [] : [{ deployment, dateMs: nowMs - JUST_RELEASED_MS }];
}

/** The ReplicaSets that a Deployment remembers, oldest first, without those that were never rolled out. */
function revisionsOf(
  store: TypedStore,
  { namespace, name }: DeliveredService,
): readonly ReplicaSet[] {
  const deployment = store.get('deployments.apps', namespace, name);
  if (!deployment) return [];
  return [
    ...store.controlledBy('replicasets.apps', deployment.metadata.uid),
  ].sort(
    (a, b) =>
      toMs(a.metadata.creationTimestamp) - toMs(b.metadata.creationTimestamp),
  );
}

/** The Deployment with the template that a revision of it had. */
function deploymentAt(
  service: DeliveredService,
  revision: ReplicaSet,
): Deployment {
  const deployment = deploymentOf(service);
  const { 'pod-template-hash': _hash, ...labels } =
    revision.spec.template.metadata?.labels ?? {};
  return {
    ...deployment,
    spec: {
      ...deployment.spec,
      template: {
        ...revision.spec.template,
        metadata: { ...revision.spec.template.metadata, labels },
      },
    },
  };
}

function deploymentOf(service: DeliveredService): Deployment {
  const found = service.objects.find(
    ({ resource }) => resource === 'deployments.apps',
  );
  if (!found) throw new RangeError(`${service.name} has no Deployment`);
  return parseKind('deployments.apps', found.object);
}

/** `cart 3.9.0 → 3.9.1`; of a change that leaves the version, what it is about. */
function releaseOf(name: string, before: string, after: string): string {
  return before === after
    ? `give ${name} other resources`
    : `${name} ${before} → ${after}`;
}

function versionOf(template: PodTemplate): string {
  const image = template.spec.containers[0].image ?? '';
  return image.slice(image.lastIndexOf(':') + 1);
}

function parseSpec(
  object: KubernetesObject,
): Readonly<Record<string, unknown>> {
  return object.spec as Record<string, unknown>;
}
