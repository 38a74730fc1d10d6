import {
  conditionOf,
  numberAt,
  recordAt,
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { StoredRelease } from '../../helm/release/HelmRelease';
import { toEntry } from '../inventory';
import { FORCE_AT, REQUESTED_AT, RESET_AT } from '../createFluxController';
import { isFalse, isTrue } from '../fluxConditions';
import type { FluxContext } from '../FluxContext';
import { HELM_RELEASE } from '../fluxKinds';
import type { ChartOrigins } from '../sources/fetchHelmChart';
import type { ActionContext } from './ActionContext';
import { composeValues, digestOfValues } from './composeValues';
import { correctDrift } from './correctDrift';
import { parseHelmReleaseSpec } from './HelmReleaseSpec';
import { ReleaseFailure } from './ReleaseFailure';
import { releaseObjects } from './releaseObjects';
import {
  describeChart,
  historyOf,
  isObserved,
  isOfInput,
} from './releaseStatus';
import { createReleaseStorage } from './releaseStorage';
import { requireChart, writeHelmChart } from './requireChart';
import { settleRelease } from './settleRelease';

export interface ReconcileOptions extends ChartOrigins {
  readonly kubeVersion: string;
}

const DEPENDENCY_RETRY_MS = 30_000;
const FIRST_RETRY_MS = 15_000;

/** One reconciliation of a HelmRelease; resolves with the delay to the next, undefined when it waits for a change. */
export async function reconcileHelmRelease(
  context: FluxContext,
  options: ReconcileOptions,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { object } = context;
  const spec = parseHelmReleaseSpec(object);
  try {
    await attempt(context, options, signal);
    return spec.intervalMs;
  } catch (error) {
    if (!(error instanceof ReleaseFailure)) throw error;
    const { reason, message, isTerminal } = error;
    const before = conditionOf(object, 'Ready');
    context.set(
      isTerminal ? { observedGeneration: object.metadata.generation ?? 1 } : {},
      [
        isFalse('Ready', reason, message),
        ...(isTerminal
          ? []
          : [isTrue('Reconciling', 'ProgressingWithRetry', message)]),
      ],
      isTerminal ? ['Reconciling'] : [],
    );
    const isNews = before?.reason !== reason || before.message !== message;
    if (isNews && reason !== 'SourceNotReady') {
      context.event(
        reason === 'DependencyNotReady' ? 'Normal' : 'Warning',
        reason,
        message,
      );
    }
    await context.flush();
    if (isTerminal) return undefined;
    if (reason === 'DependencyNotReady') return DEPENDENCY_RETRY_MS;
    return reason === 'SourceNotReady' ? spec.intervalMs : FIRST_RETRY_MS;
  }
}

async function attempt(
  context: FluxContext,
  options: ReconcileOptions,
  signal: AbortSignal,
): Promise<void> {
  const { cluster, object, manager } = context;
  const spec = parseHelmReleaseSpec(object);
  refuseUnsupported(object);
  await writeHelmChart(context);
  checkDependencies(context);
  const chart = await requireChart(cluster, object, options);
  const values = composeValues(cluster, object);
  const configDigest = digestOfValues(values);
  const storage = createReleaseStorage({
    cluster,
    manager,
    namespace: spec.storageNamespace,
    releaseName: spec.releaseName,
  });
  const isForced = isRequested(object, FORCE_AT, 'lastHandledForceAt');
  resetFailures(context, chart.version, configDigest);
  const action: ActionContext = {
    cluster,
    manager,
    kubeVersion: options.kubeVersion,
    owner: object,
    spec,
    storage,
    signal,
  };
  context.set({
    storageNamespace: spec.storageNamespace,
    lastAttemptedGeneration: object.metadata.generation ?? 1,
    lastAttemptedRevision: chart.version,
    lastAttemptedConfigDigest: configDigest,
    lastHandledForceAt: isForced
      ? object.metadata.annotations?.[FORCE_AT]
      : stringAt(context.status(), 'lastHandledForceAt'),
  });
  const [last] = storage.list();
  const isSettled =
    !isForced &&
    last?.status === 'deployed' &&
    isObserved(object, last) &&
    isOfInput(last, chart.files, configDigest);
  const release = isSettled
    ? last
    : await settleRelease(context, action, { files: chart.files, values });
  if (isSettled) await correctDrift(context, action, last);
  await succeed(context, action, release);
}

/** Ready with the words of the action that brought the release here. */
async function succeed(
  context: FluxContext,
  action: ActionContext,
  release: StoredRelease,
): Promise<void> {
  const { cluster, object } = context;
  const { spec, storage } = action;
  const released = recordsAt(context.status(), 'conditions').find(
    each => each.type === 'Released',
  );
  const message =
    stringAt(released, 'message') ??
    `Helm install succeeded for release ${release.namespace}/${release.name}.v${
      release.revision
    } with chart ${describeChart(release.chart)}`;
  const reason = stringAt(released, 'reason') ?? 'InstallSucceeded';
  const entries = releaseObjects(cluster, object, spec, release).map(toEntry);
  context.set(
    {
      history: historyOf(storage.list()),
      inventory: { entries },
      observedGeneration: object.metadata.generation ?? 1,
    },
    [isTrue('Ready', reason, message)],
    ['Reconciling', 'Stalled', 'Remediated'],
  );
  await context.flush();
}

function refuseUnsupported(object: KubernetesObject): void {
  for (const field of ['kubeConfig', 'healthCheckExprs']) {
    const isSet =
      recordAt(object, 'spec', field) !== undefined ||
      recordsAt(object, 'spec', field).length > 0;
    if (isSet) {
      throw new ReleaseFailure(
        'UnsupportedField',
        `spec.${field} is not simulated`,
        true,
      );
    }
  }
}

function checkDependencies({ cluster, object }: FluxContext): void {
  for (const reference of recordsAt(object, 'spec', 'dependsOn')) {
    const namespace =
      stringAt(reference, 'namespace') ?? object.metadata.namespace;
    const name = stringAt(reference, 'name') ?? '';
    const found = cluster.get({ ...HELM_RELEASE, namespace, name });
    if (!found) {
      throw new ReleaseFailure(
        'DependencyNotReady',
        `unable to get '${namespace}/${name}' dependency: helmreleases.helm.toolkit.fluxcd.io "${name}" not found`,
      );
    }
    const observed = numberAt(found, 'status', 'observedGeneration');
    if (
      observed !== found.metadata.generation ||
      conditionOf(found, 'Ready')?.status !== 'True'
    ) {
      throw new ReleaseFailure(
        'DependencyNotReady',
        `dependency '${namespace}/${name}' is not ready`,
      );
    }
  }
}

/** Another generation, chart or values, or somebody who asks for it: failures of before count no more. */
function resetFailures(
  context: FluxContext,
  chartVersion: string,
  configDigest: string,
): void {
  const { object } = context;
  const { status } = object;
  const isReset = isRequested(object, RESET_AT, 'lastHandledResetAt');
  const isChanged =
    numberAt(status, 'lastAttemptedGeneration') !==
      object.metadata.generation ||
    stringAt(status, 'lastAttemptedRevision') !== chartVersion ||
    stringAt(status, 'lastAttemptedConfigDigest') !== configDigest;
  if (!isReset && !isChanged) return;
  context.set({
    failures: undefined,
    installFailures: undefined,
    upgradeFailures: undefined,
    ...(isReset
      ? { lastHandledResetAt: object.metadata.annotations?.[RESET_AT] }
      : {}),
  });
}

/** A token of `forceAt` or `resetAt` counts together with the same token of `requestedAt`, and once. */
function isRequested(
  object: KubernetesObject,
  annotation: string,
  handled: string,
): boolean {
  const { annotations } = object.metadata;
  const token = annotations?.[annotation];
  return (
    token !== undefined &&
    token === annotations?.[REQUESTED_AT] &&
    token !== stringAt(object, 'status', handled)
  );
}
