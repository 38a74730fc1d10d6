import { isDeepStrictEqual } from 'node:util';
import {
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { refOf } from '../../reconciling/refOf';
import { APPLICATION } from '../argoKinds';
import { advanceRollout } from './advanceRollout';
import type { ApplicationSetPorts } from './ApplicationSetPorts';
import { desiredApplications } from './desiredApplications';
import { keepIgnored } from './keepIgnored';
import { rollingStepsOf, rollOut, withoutAutomation } from './rollOut';
import { writeSetStatus } from './writeSetStatus';

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
    const own = applicationsOf(ports, set);
    await writeSetStatus(ports.control, set, own, {
      problem: reason,
      manager: MANAGER,
    });
    return;
  }
  const policy =
    stringAt(set, 'spec', 'syncPolicy', 'applicationsSync') ?? 'sync';
  const live = new Map(
    applicationsOf(ports, set).map(each => [each.metadata.name, each]),
  );
  const steps = rollingStepsOf(set);
  for (const template of desired) {
    const application = steps ? withoutAutomation(template) : template;
    const before = live.get(application.metadata.name);
    if (!before) {
      await ports.control.create(application, { manager: MANAGER });
      tell(ports, set, 'created', application);
    } else if (policy === 'sync' || policy === 'create-update') {
      const wanted = keepIgnored(set, application, before);
      await update(ports, set, before, wanted);
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
  const own = applicationsOf(ports, set);
  const rollout =
    steps &&
    advanceRollout(
      steps,
      own,
      recordsAt(set, 'status', 'applicationStatus'),
      ports.control.nowMs(),
    );
  await writeSetStatus(ports.control, set, own, { rollout, manager: MANAGER });
  for (const template of desired) {
    if (rollout?.syncing.includes(template.metadata.name)) {
      await rollOut(ports.control, template, MANAGER);
    }
  }
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

function applicationsOf(
  { control }: Pick<ApplicationSetPorts, 'control'>,
  set: KubernetesObject,
): readonly KubernetesObject[] {
  return control
    .listOwnedBy(set.metadata.uid ?? '')
    .filter(each => each.kind === APPLICATION.kind)
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
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
