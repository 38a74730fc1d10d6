import { groupOf, type KubernetesObject } from '@orrery/kubernetes-model';
import type {
  ClusterPort,
  KindRef,
  ObjectChange,
} from '../../cluster/ClusterPort';
import { isExcludedKind } from '../compare/isExcludedKind';
import { resourceKeyOf } from '../tracking/resourceKeyOf';
import { trackedBy } from '../tracking/trackingIdOf';

/** The live objects of one cluster by the Application that they belong to, kept by watching every kind. */
export interface LiveIndex {
  /** Objects with the tracking id of that Application, by key. */
  tracked(instanceName: string): ReadonlyMap<string, KubernetesObject>;
  /** Also objects of these keys are the Application's business, whoever has them. */
  follow(instanceName: string, keys: readonly string[]): void;
  forget(instanceName: string): void;
  dispose(): void;
}

const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
};
/** Made by controllers in large numbers: watched, but not listed at the start. */
const NOT_LISTED = new Set([
  '/Pod',
  'apps/ReplicaSet',
  'apps/ControllerRevision',
]);
const NOTHING: ReadonlyMap<string, KubernetesObject> = new Map();

/**
 * Opens the index; `onChange` names every Application that a change concerns, synchronously. A change costs two map
 * look-ups; the start costs one look at every object of the kinds that people write.
 */
export function createLiveIndex(
  cluster: ClusterPort,
  onChange: (instanceName: string) => void,
): LiveIndex {
  const objects = new Map<string, Map<string, KubernetesObject>>();
  const followers = new Map<string, Set<string>>();
  const followed = new Map<string, readonly string[]>();
  const kinds = new Map<string, () => void>();

  const put = (object: KubernetesObject, key: string, owner: string) => {
    const own = objects.get(owner) ?? new Map<string, KubernetesObject>();
    objects.set(owner, own.set(key, object));
  };
  const remove = (key: string, owner: string) => {
    const own = objects.get(owner);
    if (own?.delete(key) && own.size === 0) objects.delete(owner);
  };
  const onObject = ({ kind, object, previous }: ObjectChange) => {
    const key = resourceKeyOf(object);
    const owner = kind === 'deleted' ? undefined : trackedBy(object);
    const former = trackedBy(previous ?? object);
    if (former !== undefined && former !== owner) remove(key, former);
    if (owner !== undefined) put(object, key, owner);
    const concerned = new Set(followers.get(key));
    if (owner !== undefined) concerned.add(owner);
    if (former !== undefined) concerned.add(former);
    concerned.forEach(onChange);
  };
  const watch = (kind: KindRef) => {
    const id = `${groupOf(kind.apiVersion)}/${kind.kind}`;
    if (kinds.has(id) || isExcludedKind(kind)) return;
    kinds.set(id, cluster.subscribe(kind, onObject));
    if (NOT_LISTED.has(id)) return;
    for (const object of cluster.list(kind)) {
      const owner = trackedBy(object);
      if (owner !== undefined) put(object, resourceKeyOf(object), owner);
    }
  };
  const watchAll = () => {
    for (const kind of cluster.servedKinds()) watch(kind);
  };
  watchAll();
  let cancel: (() => void) | undefined;
  const stopDefinitions = cluster.subscribe(DEFINITION, () => {
    cancel ??= cluster.schedule(0, () => {
      cancel = undefined;
      watchAll();
    });
  });

  const forget = (instanceName: string) => {
    for (const key of followed.get(instanceName) ?? []) {
      const names = followers.get(key);
      if (names?.delete(instanceName) && names.size === 0)
        followers.delete(key);
    }
    followed.delete(instanceName);
  };
  return {
    tracked: instanceName => objects.get(instanceName) ?? NOTHING,
    follow: (instanceName, keys) => {
      forget(instanceName);
      followed.set(instanceName, keys);
      for (const key of keys) {
        const names = followers.get(key) ?? new Set<string>();
        followers.set(key, names.add(instanceName));
      }
    },
    forget,
    dispose: () => {
      cancel?.();
      stopDefinitions();
      for (const stop of kinds.values()) stop();
      kinds.clear();
    },
  };
}
