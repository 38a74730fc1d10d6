import { isDeepStrictEqual } from 'node:util';
import {
  recordsAt,
  recordAt,
  stringAt,
  stringMapAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { mergePatchBetween } from '../../reconciling/mergePatchBetween';
import { refOf } from '../../reconciling/refOf';
import { toTimestamp } from '../../reconciling/toTimestamp';
import { APPLICATION } from '../argoKinds';
import type { ApplicationSetPorts } from './ApplicationSetPorts';
import { desiredApplications } from './desiredApplications';

const MANAGER = 'argocd-applicationset-controller';

/** Makes the Applications of a set, as far as its policy lets it create, change and delete them, and says how they are. */
export async function reconcileApplicationSet(
  ports: ApplicationSetPorts,
  set: KubernetesObject,
): Promise<void> {
  if (set.metadata.deletionTimestamp) return;
  let desired;
  try {
    desired = await desiredApplications(set, ports);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await writeStatus(ports, set, reason);
    return;
  }
  const policy =
    stringAt(set, 'spec', 'syncPolicy', 'applicationsSync') ?? 'sync';
  const live = ownApplications(ports, set);
  for (const application of desired) {
    const before = live.get(application.metadata.name);
    if (!before) {
      await ports.control.create(application, { manager: MANAGER });
      tell(ports, set, 'created', application);
    } else if (policy === 'sync' || policy === 'create-update') {
      await update(ports, set, before, application);
    }
  }
  if (policy === 'sync' || policy === 'create-delete') {
    const names = new Set(desired.map(each => each.metadata.name));
    for (const [name, application] of live) {
      if (names.has(name) || application.metadata.deletionTimestamp) continue;
      await ports.control.delete(refOf(application), { manager: MANAGER });
      tell(ports, set, 'Deleted', application);
    }
  }
  await writeStatus(ports, set);
}

async function update(
  { control }: ApplicationSetPorts,
  set: KubernetesObject,
  before: KubernetesObject,
  wanted: KubernetesObject,
): Promise<void> {
  const { metadata } = before;
  const next: KubernetesObject = {
    ...before,
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...wanted.metadata.labels },
      annotations: { ...metadata.annotations, ...wanted.metadata.annotations },
      ownerReferences: wanted.metadata.ownerReferences,
    },
    spec: wanted.spec,
  };
  const isSame =
    isDeepStrictEqual(next.spec, before.spec) &&
    isDeepStrictEqual(next.metadata.labels, metadata.labels ?? {}) &&
    isDeepStrictEqual(next.metadata.annotations, metadata.annotations ?? {});
  if (isSame) return;
  await control.update(next, { manager: MANAGER });
  tell({ control }, set, 'updated', wanted);
}

function ownApplications(
  { control }: Pick<ApplicationSetPorts, 'control'>,
  set: KubernetesObject,
): ReadonlyMap<string, KubernetesObject> {
  return new Map(
    control
      .listOwnedBy(set.metadata.uid ?? '')
      .filter(each => each.kind === APPLICATION.kind)
      .map(each => [each.metadata.name, each]),
  );
}

async function writeStatus(
  ports: ApplicationSetPorts,
  set: KubernetesObject,
  problem?: string,
): Promise<void> {
  const { control } = ports;
  const applications = [...ownApplications(ports, set).values()].sort((a, b) =>
    a.metadata.name < b.metadata.name ? -1 : 1,
  );
  const before = recordAt(set, 'status') ?? {};
  const next: JsonMap = {
    ...before,
    conditions: conditionsOf(before, problem, toTimestamp(control.nowMs())),
    resources: applications.map(toResource),
    resourcesCount: applications.length,
  };
  const patch = mergePatchBetween(before, next);
  if (patch === undefined) return;
  await control.mergePatch(
    refOf(set),
    { status: patch },
    { manager: MANAGER, subresource: 'status' },
  );
}

function toResource(application: KubernetesObject): JsonMap {
  const { name, namespace } = application.metadata;
  const health = stringAt(application, 'status', 'health', 'status');
  return {
    group: 'argoproj.io',
    version: 'v1alpha1',
    kind: APPLICATION.kind,
    name,
    namespace,
    status: stringAt(application, 'status', 'sync', 'status') ?? 'Unknown',
    ...(health ? { health: { status: health } } : {}),
  };
}

function conditionsOf(
  before: JsonMap,
  problem: string | undefined,
  now: string,
): readonly JsonMap[] {
  const isGood = problem === undefined;
  const reason = isGood
    ? 'ApplicationSetUpToDate'
    : 'ApplicationParamsGenerationError';
  const wanted = [
    {
      type: 'ErrorOccurred',
      status: isGood ? 'False' : 'True',
      reason,
      message:
        problem ?? 'Successfully generated parameters for all Applications',
    },
    {
      type: 'ParametersGenerated',
      status: isGood ? 'True' : 'False',
      reason: isGood ? 'ParametersGenerated' : 'ErrorOccurred',
      message:
        problem ?? 'Successfully generated parameters for all Applications',
    },
    {
      type: 'ResourcesUpToDate',
      status: isGood ? 'True' : 'False',
      reason,
      message: problem ?? 'All applications have been generated successfully',
    },
  ];
  return wanted.map(condition => {
    const old = recordsAt(before, 'conditions').find(
      each =>
        each.type === condition.type &&
        each.status === condition.status &&
        each.message === condition.message,
    );
    return {
      ...condition,
      lastTransitionTime: stringMapAt(old).lastTransitionTime ?? now,
    };
  });
}

function tell(
  { control }: Pick<ApplicationSetPorts, 'control'>,
  set: KubernetesObject,
  what: 'created' | 'updated' | 'Deleted',
  { metadata: { name } }: KubernetesObject,
): void {
  control.recordEvent({
    regarding: set,
    type: 'Normal',
    reason: what,
    message: `${what} Application "${name}"`,
    source: 'applicationset-controller',
  });
}
