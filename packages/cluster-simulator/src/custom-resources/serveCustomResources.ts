import { isEqualJson } from '@orrery/kubernetes-model';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { toTimestamp } from '../controllers/ControllerContext';
import { createWorkQueue } from '../controllers/queue/createWorkQueue';
import { objectAt, objectsAt, stringAt, stringsAt } from '../json/readJson';
import {
  groupVersionOf,
  ResourceDefinition,
} from '../resources/ResourceDefinition';
import type { ResourceRegistry } from '../resources/ResourceRegistry';
import type { ClusterStore } from '../store/ClusterStore';
import { customResourcesOf } from './customResourcesOf';
import { NameConflict, nameConflictOf } from './nameConflictOf';

const definitions = 'customresourcedefinitions.apiextensions.k8s.io';

const finalizer = 'customresourcecleanup.apiextensions.k8s.io';

const retryMs = 500;

interface ServedDefinition {
  readonly object: KubernetesObject;
  readonly rows: readonly ResourceDefinition[];
}

export interface ServeCustomResourcesOptions {
  readonly store: ClusterStore;
  readonly registry: ResourceRegistry;
  readonly reportError: (error: unknown) => void;
}

/**
 * Keeps the registry in step with the stored CustomResourceDefinitions.
 * - A kind is served as soon as its definition is stored; the conditions say so on the next turn of the clock.
 * - A definition whose names are taken is not served until they are free.
 * - A definition that is deleted takes its objects along, and waits for those that finalizers hold.
 */
export function serveCustomResources({
  store,
  registry,
  reportError,
}: ServeCustomResourcesOptions): { dispose(): void } {
  const served = new Map<string, ServedDefinition>();
  const queue = createWorkQueue({
    clock: store.clock,
    reconcile,
    reportError,
  });

  function follow(object: KubernetesObject): void {
    const { name } = object.metadata;
    const known = served.get(name);
    if (
      known &&
      isEqualJson(known.object.spec, object.spec) &&
      known.object.metadata.deletionTimestamp ===
        object.metadata.deletionTimestamp
    )
      return;
    withdraw(name);
    if (conflictOf(object)) return;
    const rows = customResourcesOf(object);
    rows.forEach(row => registry.add(row));
    served.set(name, { object, rows });
  }

  function withdraw(name: string): void {
    served
      .get(name)
      ?.rows.forEach(row => registry.remove(groupVersionOf(row), row.plural));
    served.delete(name);
  }

  function conflictOf(object: KubernetesObject): NameConflict | undefined {
    return nameConflictOf(
      object,
      [...served.values()].map(each => each.object),
    );
  }

  function reconcile(name: string): void {
    const definition = store.get(definitions, undefined, name);
    if (!definition) {
      for (const { metadata } of store.list(name))
        store.remove(name, metadata.namespace, metadata.name);
      // Its names are free now.
      store.list(definitions).forEach(follow);
      store.list(definitions).forEach(each => queue.add(each.metadata.name));
    } else if (definition.metadata.deletionTimestamp) empty(definition);
    else establish(definition);
  }

  function establish(definition: KubernetesObject): void {
    const { name } = definition.metadata;
    follow(definition);
    const conflict = conflictOf(definition);
    const stored = objectsAt(definition, 'spec', 'versions')
      .filter(version => version.storage === true)
      .map(version => stringAt(version, 'name'));
    store.update(definitions, undefined, name, current => ({
      ...current,
      metadata: {
        ...current.metadata,
        finalizers: [
          ...new Set([...(current.metadata.finalizers ?? []), finalizer]),
        ],
      },
      status: {
        acceptedNames: conflict ? {} : objectAt(current, 'spec', 'names'),
        conditions: conditionsOf(
          current,
          conflict,
          toTimestamp(store.clock.nowMs()),
        ),
        storedVersions: [
          ...new Set([
            ...stringsAt(current, 'status', 'storedVersions'),
            ...stored,
          ]),
        ],
      },
    }));
  }

  function empty(definition: KubernetesObject): void {
    const { name } = definition.metadata;
    for (const { metadata } of store.list(name)) {
      if (!metadata.deletionTimestamp)
        store.delete(name, metadata.namespace, metadata.name);
    }
    if (store.count(name) > 0) {
      queue.add(name, retryMs);
      return;
    }
    store.update(definitions, undefined, name, current => ({
      ...current,
      metadata: {
        ...current.metadata,
        finalizers: current.metadata.finalizers?.filter(
          each => each !== finalizer,
        ),
      },
    }));
  }

  for (const definition of store.list(definitions)) {
    follow(definition);
    queue.add(definition.metadata.name);
  }
  const unsubscribe = store.subscribe(({ kind, object }) => {
    if (kind === 'deleted') withdraw(object.metadata.name);
    else follow(object);
    queue.add(object.metadata.name);
  }, definitions);

  return {
    dispose() {
      unsubscribe();
      queue.dispose();
    },
  };
}

function conditionsOf(
  definition: KubernetesObject,
  conflict: NameConflict | undefined,
  now: string,
): readonly object[] {
  const conditions = conflict
    ? [
        { type: 'NamesAccepted', status: 'False', ...conflict },
        {
          type: 'Established',
          status: 'False',
          reason: 'NotAccepted',
          message: 'not all names are accepted',
        },
      ]
    : [
        {
          type: 'NamesAccepted',
          status: 'True',
          reason: 'NoConflicts',
          message: 'no conflicts found',
        },
        {
          type: 'Established',
          status: 'True',
          reason: 'InitialNamesAccepted',
          message: 'the initial names have been accepted',
        },
      ];
  const before = objectsAt(definition, 'status', 'conditions');
  return conditions.map(condition => {
    const known = before.find(
      each => each.type === condition.type && each.status === condition.status,
    );
    return {
      lastTransitionTime: stringAt(known, 'lastTransitionTime') || now,
      ...condition,
    };
  });
}
