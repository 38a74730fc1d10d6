import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { refOf } from '../../reconciling/refOf';
import { ARGO_MANAGER } from '../argoKinds';
import { imagesOf } from '../application/imagesOf';
import type { ResourceName } from '../tracking/resourceKeyOf';
import { applyTask } from './applyTask';
import type { SyncOperation } from './SyncOperation';
import { isOptionOn, syncOptionsOf } from './syncOptionsOf';
import {
  isFailedResult,
  resultKeyOf,
  taskKeyOf,
  type OperationPhase,
  type SyncResult,
  type SyncTask,
} from './SyncTask';
import { taskOutcomeOf } from './taskOutcomeOf';

/** Where a sync stands after a step. */
export interface SyncStep {
  readonly phase: OperationPhase;
  readonly message: string;
  readonly results: readonly SyncResult[];
  /** Something was applied and more is to come: go on after a moment. */
  readonly hasMore: boolean;
}

/** What a step needs. */
export interface StepRequest {
  readonly cluster: ClusterPort;
  readonly operation: SyncOperation;
  /** In their order; the same at every step, but for what was pruned. */
  readonly tasks: readonly SyncTask[];
  /** Of the steps before; empty at the first one. */
  readonly results: readonly SyncResult[];
  /** Whether the project lets the Application write that. */
  readonly isPermitted: (name: ResourceName) => boolean;
  readonly project: string;
  /** The destination namespace will be made by the first task. */
  readonly createsNamespace: boolean;
}

/**
 * One step of a sync, the state between the steps being the results: first everything is tried in a dry run, then one wave
 * after the other is applied; a wave waits for its hooks to end and, where there are several, for its resources to be
 * healthy. Failures run the SyncFail hooks. Source: gitops-engine `pkg/sync/sync_context.go`.
 */
export async function advanceSync(request: StepRequest): Promise<SyncStep> {
  const { tasks } = request;
  if (request.results.length === 0) {
    const invalid = await validate(request);
    if (invalid.length > 0) {
      return failed('one or more synchronization tasks are not valid', invalid);
    }
  }
  const results = new Map(
    request.results.map(each => [resultKeyOf(each), refreshed(each, request)]),
  );
  const all = () => [...results.values()];
  const normal = tasks.filter(each => each.phase !== 'SyncFail');
  const hasSteps = new Set(normal.map(stepOf)).size > 1;
  const running = tasks.filter(
    each =>
      (each.hook || hasSteps) &&
      results.get(taskKeyOf(each))?.hookPhase === 'Running',
  );
  if (running.length > 0) return waiting(running, all());
  if (all().some(isFailedResult)) {
    return fail(
      request,
      results,
      'one or more synchronization tasks completed unsuccessfully',
    );
  }
  const pending = normal.filter(each => !results.has(taskKeyOf(each)));
  if (pending.length === 0) {
    return done('successfully synced (no more tasks)', all());
  }
  const current = pending.filter(each => stepOf(each) === stepOf(pending[0]));
  await run(request, current, results);
  if (current.some(each => hasFailed(results, each))) {
    const reasons = current.flatMap(each => {
      const result = results.get(taskKeyOf(each));
      return result && isFailedResult(result) ? result.message : [];
    });
    return fail(
      request,
      results,
      `one or more objects failed to apply, reason: ${reasons.join(',')}`,
    );
  }
  const isLast =
    current.length === pending.length && current.every(each => !each.hook);
  return isLast
    ? done('successfully synced (all tasks run)', all())
    : {
        phase: 'Running',
        message: 'one or more tasks are running',
        results: all(),
        hasMore: true,
      };
}

async function validate(request: StepRequest): Promise<readonly SyncResult[]> {
  const { cluster, operation, tasks } = request;
  const invalid: SyncResult[] = [];
  for (const task of tasks) {
    const problem = problemOf(task, request);
    if (problem !== undefined) {
      invalid.push(toResult(task, { status: 'SyncFailed', message: problem }));
      continue;
    }
    const { desired } = task;
    if (!desired || task.hook || !isTriable(desired, request)) continue;
    const outcome = await applyTask(cluster, task, operation, true);
    if (outcome.status === 'SyncFailed') invalid.push(toResult(task, outcome));
  }
  return invalid;
}

function problemOf(
  task: SyncTask,
  { isPermitted, project, operation, tasks, cluster }: StepRequest,
): string | undefined {
  const { group, kind, namespace, name } = task.name;
  if (!isPermitted(task.name)) {
    return `resource ${group}:${kind} is not permitted in project ${project}`;
  }
  if (!task.desired || isServed(task.desired, cluster)) return undefined;
  const option = 'SkipDryRunOnMissingResource';
  const isExpected =
    isOptionOn(option, syncOptionsOf(task.desired), operation.options) ||
    tasks.some(each => defines(each, group, kind));
  return isExpected
    ? undefined
    : `The Kubernetes API could not find ${group}/${kind} for requested resource ${namespace}/${name}. Make sure the "${kind}" CRD is installed on the destination cluster.`;
}

function isServed(
  { apiVersion = '', kind = '' }: KubernetesObject,
  cluster: ClusterPort,
): boolean {
  return cluster.resolve({ apiVersion, kind }) !== undefined;
}

function defines(task: SyncTask, group: string, kind: string): boolean {
  const spec = task.desired?.spec;
  return (
    task.name.kind === 'CustomResourceDefinition' &&
    JSON.stringify(spec ?? '').includes(`"kind":"${kind}"`) &&
    task.name.name.endsWith(`.${group}`)
  );
}

/** What a dry run would refuse only because something before it was not done yet. */
function isTriable(
  desired: KubernetesObject,
  { cluster, createsNamespace, tasks }: StepRequest,
): boolean {
  if (!isServed(desired, cluster)) return false;
  const { namespace } = desired.metadata;
  const makesNamespace = tasks.some(
    each => each.name.kind === 'Namespace' && each.name.name === namespace,
  );
  return namespace === undefined || !(createsNamespace || makesNamespace);
}

/** Brings the results of what runs up to date. */
function refreshed(result: SyncResult, request: StepRequest): SyncResult {
  if (result.hookPhase !== 'Running') return result;
  const key = resultKeyOf(result);
  const task = request.tasks.find(each => taskKeyOf(each) === key);
  if (!task?.desired) return { ...result, hookPhase: 'Succeeded' };
  const outcome = taskOutcomeOf(task, request.cluster.get(refOf(task.desired)));
  if (!outcome) return result;
  return {
    ...result,
    hookPhase: outcome.hookPhase,
    message: outcome.message || result.message,
  };
}

async function run(
  { cluster, operation }: StepRequest,
  tasks: readonly SyncTask[],
  results: Map<string, SyncResult>,
): Promise<void> {
  const pruning = tasks.filter(each => !each.desired).reverse();
  const applying = tasks.filter(each => each.desired);
  for (const task of [...pruning, ...applying]) {
    const { desired, hook } = task;
    if (hook?.deletePolicies.includes('BeforeHookCreation') && desired) {
      await cluster.delete(refOf(desired), {
        manager: ARGO_MANAGER,
        propagationPolicy: 'Background',
      });
    }
    const outcome = await applyTask(cluster, task, operation, operation.dryRun);
    results.set(taskKeyOf(task), toResult(task, outcome));
  }
}

/** Runs the SyncFail hooks, waits for them, and fails. */
async function fail(
  request: StepRequest,
  results: Map<string, SyncResult>,
  message: string,
): Promise<SyncStep> {
  const hooks = request.tasks.filter(each => each.phase === 'SyncFail');
  const pending = hooks.filter(each => !results.has(taskKeyOf(each)));
  await run(request, pending, results);
  const running = hooks.filter(
    each => results.get(taskKeyOf(each))?.hookPhase === 'Running',
  );
  const all = [...results.values()];
  if (running.length === 0) return failed(message, all);
  return { ...waiting(running, all), hasMore: pending.length > 0 };
}

function toResult(
  { name, version, hook, phase, desired }: SyncTask,
  outcome: Required<Pick<SyncResult, 'status' | 'message'>>,
): SyncResult {
  const images = desired ? imagesOf(desired) : [];
  const isFailed = outcome.status === 'SyncFailed';
  const isPruned = !desired;
  const endedPhase = isFailed ? 'Failed' : 'Succeeded';
  return {
    ...name,
    version,
    ...outcome,
    ...(hook ? { hookType: hook.type } : {}),
    hookPhase: isFailed || isPruned ? endedPhase : 'Running',
    syncPhase: phase,
    ...(images.length > 0 ? { images } : {}),
  };
}

function waiting(
  running: readonly SyncTask[],
  results: readonly SyncResult[],
): SyncStep {
  const [{ name, hook }] = running;
  const kind = `${name.group}/${name.kind}/${name.name}`;
  const what = hook ? 'completion of hook' : 'healthy state of';
  const more = running.length - 1;
  const rest =
    more > 0 ? ` and ${more} more ${hook ? 'hooks' : 'resources'}` : '';
  return {
    phase: 'Running',
    message: `waiting for ${what} ${kind}${rest}`,
    results,
    hasMore: false,
  };
}

function done(message: string, results: readonly SyncResult[]): SyncStep {
  return { phase: 'Succeeded', message, results, hasMore: false };
}

function failed(message: string, results: readonly SyncResult[]): SyncStep {
  return { phase: 'Failed', message, results, hasMore: false };
}

function hasFailed(
  results: ReadonlyMap<string, SyncResult>,
  task: SyncTask,
): boolean {
  const result = results.get(taskKeyOf(task));
  return result !== undefined && isFailedResult(result);
}

function stepOf(task: SyncTask): string {
  return `${task.phase} ${task.wave}`;
}
