import { isDeepStrictEqual } from 'node:util';
import {
  fieldAt,
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ObjectChange } from '../../cluster/ClusterPort';
import type { GitRepositories } from '../../git/GitRepositories';
import { createReconcileQueue } from '../../queue/createReconcileQueue';
import {
  APPLICATION,
  APP_PROJECT,
  ARGO_NAMESPACE,
  REFRESH,
} from '../argoKinds';
import { parseApplication } from '../application/parseApplication';
import { instanceNameOf } from '../tracking/trackingIdOf';
import type { ArgoContext } from './ArgoContext';
import { reconcileApplication } from './reconcileApplication';

/** What the controller hears from. */
export interface ApplicationControllerOptions {
  readonly context: ArgoContext;
  readonly repositories: GitRepositories;
  readonly reportError: (error: unknown) => void;
}

/** The controller, and its ear for live objects. */
export interface ApplicationController {
  /** A live object of that Application changed. */
  onLiveChange(instanceName: string): void;
  dispose(): void;
}

/** Changes of live objects are gathered for so long. */
const LIVE_DELAY_MS = 1_000;

/**
 * Keeps every Application up to date, on events alone: changes of the Application, of its project, pushes to its
 * repositories, changes of what it deployed. One Application is never worked on twice at a time; failures back off.
 */
export function createApplicationController(
  options: ApplicationControllerOptions,
): ApplicationController {
  const { context, repositories, reportError } = options;
  const { control } = context;
  /** Applications that somebody asked to refresh. */
  const asked = new Set<string>();
  const queue = createReconcileQueue({
    clock: control,
    reconcile: async key => {
      const object = control.get({ ...APPLICATION, ...parseKey(key) });
      if (!object) return;
      const isRefresh = asked.delete(key);
      try {
        const againMs = await reconcileApplication(context, object, isRefresh);
        if (againMs !== undefined) queue.add(key, Math.max(1, againMs));
      } catch (error) {
        if (isRefresh) asked.add(key);
        throw error;
      }
    },
    reportError: (error, key) => {
      reportError(new Error(`application ${key}`, { cause: error }));
    },
  });
  const refresh = (object: KubernetesObject) => {
    const key = keyOf(object);
    asked.add(key);
    queue.add(key);
  };
  const refreshWhere = (test: (object: KubernetesObject) => boolean) => {
    control.list(APPLICATION).filter(test).forEach(refresh);
  };

  const stops = [
    control.subscribe(APPLICATION, change => {
      if (change.kind === 'deleted') {
        const instance = instanceNameOf(parseApplication(change.object));
        for (const { live } of context.destinations) live.forget(instance);
      } else if (isMatter(change)) {
        refresh(change.object);
      } else if (isOperationChange(change)) {
        queue.add(keyOf(change.object));
      }
    }),
    control.subscribe(APP_PROJECT, ({ object }) => {
      const { name } = object.metadata;
      refreshWhere(
        each => (stringAt(each, 'spec', 'project') || 'default') === name,
      );
    }),
    repositories.subscribe(({ url }) => {
      const pushed = bare(url);
      refreshWhere(each =>
        [
          stringAt(each, 'spec', 'source', 'repoURL'),
          ...recordsAt(each, 'spec', 'sources').map(source =>
            stringAt(source, 'repoURL'),
          ),
        ].some(own => own !== undefined && bare(own) === pushed),
      );
    }),
  ];
  refreshWhere(() => true);

  return {
    onLiveChange: instanceName => {
      const split = instanceName.indexOf('_');
      const key =
        split === -1
          ? `${ARGO_NAMESPACE}/${instanceName}`
          : `${instanceName.slice(0, split)}/${instanceName.slice(split + 1)}`;
      queue.add(key, LIVE_DELAY_MS);
    },
    dispose: () => {
      queue.dispose();
      for (const stop of stops) stop();
    },
  };
}

/** Whether a change is about what the Application should be; its status is the controller's own. */
function isMatter({ kind, object, previous }: ObjectChange): boolean {
  if (kind === 'added' || !previous) return true;
  const { annotations, deletionTimestamp, finalizers } = object.metadata;
  return (
    !isDeepStrictEqual(object.spec, previous.spec) ||
    deletionTimestamp !== previous.metadata.deletionTimestamp ||
    finalizers?.length !== previous.metadata.finalizers?.length ||
    (annotations?.[REFRESH] !== undefined &&
      annotations[REFRESH] !== previous.metadata.annotations?.[REFRESH])
  );
}

/** Whether somebody asked for an operation, or for the end of one. */
function isOperationChange({ object, previous }: ObjectChange): boolean {
  const isAsked =
    object.operation !== undefined &&
    object.operation !== null &&
    !isDeepStrictEqual(object.operation, previous?.operation);
  const phaseOf = (each: KubernetesObject | undefined) =>
    fieldAt(each, 'status', 'operationState', 'phase');
  return (
    isAsked ||
    (phaseOf(object) === 'Terminating' && phaseOf(previous) !== 'Terminating')
  );
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ARGO_NAMESPACE}/${metadata.name}`;
}

function parseKey(key: string) {
  const slash = key.indexOf('/');
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

function bare(url: string): string {
  return url.replace(/\/$/, '').replace(/\.git$/, '');
}
