import { isDeepStrictEqual } from 'node:util';
import {
  fieldAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { createReconcileQueue } from '../../queue/createReconcileQueue';
import { APPLICATION, APPLICATION_SET, ARGO_NAMESPACE } from '../argoKinds';
import type { ApplicationSetPorts } from './ApplicationSetPorts';
import { reconcileApplicationSet } from './reconcileApplicationSet';

/** Changes of Applications are gathered for so long. */
const STATUS_DELAY_MS = 1_000;

/**
 * Keeps the Applications of every ApplicationSet: when the set, a cluster or a repository changes, and when somebody else
 * changes or deletes one of them.
 */
export function createApplicationSetController(
  ports: ApplicationSetPorts,
  reportError: (error: unknown) => void,
): { dispose(): void } {
  const { control, repositories } = ports;
  const queue = createReconcileQueue({
    clock: control,
    reconcile: async name => {
      const set = control.get({
        ...APPLICATION_SET,
        namespace: ARGO_NAMESPACE,
        name,
      });
      if (set) await reconcileApplicationSet(ports, set);
    },
    reportError: (error, name) => {
      reportError(new Error(`applicationset ${name}`, { cause: error }));
    },
  });
  const addWhere = (test: (set: KubernetesObject) => boolean) => {
    for (const set of control.list(APPLICATION_SET).filter(test)) {
      queue.add(set.metadata.name);
    }
  };
  const stops = [
    control.subscribe(APPLICATION_SET, ({ object, previous }) => {
      if (!isDeepStrictEqual(object.spec, previous?.spec)) {
        queue.add(object.metadata.name);
      }
    }),
    control.subscribe(APPLICATION, ({ kind, object, previous }) => {
      const owner = ownerOf(object);
      if (owner && (kind !== 'modified' || isNews(object, previous))) {
        queue.add(owner, STATUS_DELAY_MS);
      }
    }),
    control.subscribe({ apiVersion: 'v1', kind: 'Secret' }, ({ object }) => {
      const { labels = {}, namespace } = object.metadata;
      const isCluster =
        namespace === ARGO_NAMESPACE &&
        labels['argocd.argoproj.io/secret-type'] === 'cluster';
      if (isCluster) addWhere(() => true);
    }),
    repositories.subscribe(({ url }) => {
      const bare = url.replace(/\.git$/, '');
      addWhere(set =>
        JSON.stringify(fieldAt(set, 'spec', 'generators') ?? []).includes(bare),
      );
    }),
  ];
  addWhere(() => true);
  return {
    dispose: () => {
      queue.dispose();
      for (const stop of stops) stop();
    },
  };
}

function ownerOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.ownerReferences?.find(
    owner => owner.kind === APPLICATION_SET.kind,
  )?.name;
}

/** What the set shows, or keeps as it is. */
function isNews(
  object: KubernetesObject,
  previous: KubernetesObject | undefined,
): boolean {
  return (
    ['sync', 'health'].some(
      field =>
        stringAt(object, 'status', field, 'status') !==
        stringAt(previous, 'status', field, 'status'),
    ) || !isDeepStrictEqual(object.spec, previous?.spec)
  );
}
