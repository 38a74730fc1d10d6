import { numberAt } from '@orrery/kubernetes-model';
import type { StoredRelease } from '../../helm/release/HelmRelease';
import { conditionIn, isFalse, isTrue, isUnknown } from '../fluxConditions';
import type { FluxContext } from '../FluxContext';
import { formatGoDuration } from '../goDuration';
import type { ActionContext } from './ActionContext';
import { makeRevision, rollBack, type ReleaseInput } from './makeRevision';
import { uninstallRelease } from './uninstallRelease';
import { ReleaseFailure } from './ReleaseFailure';
import { describeChart, describeRelease, historyOf } from './releaseStatus';
import { runHooks } from './runHooks';

type Action = 'install' | 'upgrade';

const names = {
  install: { field: 'installFailures', title: 'Install' },
  upgrade: { field: 'upgradeFailures', title: 'Upgrade' },
} as const;

/** Installs or upgrades until it succeeds or the retries are used up; failures are remediated between. */
export async function settleRelease(
  context: FluxContext,
  action: ActionContext,
  input: ReleaseInput,
): Promise<StoredRelease> {
  for (;;) {
    const kind = nextAction(action);
    await refuseExhausted(context, action, kind);
    const done = await tryAction(context, action, input, kind);
    if (done) return done;
    await remediate(context, action, kind);
  }
}

/** What was never deployed is installed anew. */
function nextAction({ storage }: ActionContext): Action {
  const wasDeployed = storage
    .list()
    .some(each => each.status === 'deployed' || each.status === 'superseded');
  return wasDeployed ? 'upgrade' : 'install';
}

async function tryAction(
  context: FluxContext,
  action: ActionContext,
  input: ReleaseInput,
  kind: Action,
): Promise<StoredRelease | undefined> {
  const { cluster } = context;
  const { title } = names[kind];
  const progress = `Running '${kind}' action with timeout of ${formatGoDuration(
    action.spec[kind].timeoutMs,
  )}`;
  context.set({ lastAttemptedReleaseAction: kind }, [
    isUnknown('Ready', 'Progressing', progress),
    isTrue('Reconciling', 'Progressing', progress),
  ]);
  await context.flush();
  const startedMs = cluster.nowMs();
  const outcome = await makeRevision(action, input, kind);
  context.set({
    history: historyOf(action.storage.list()),
    lastAttemptedReleaseActionDuration: formatGoDuration(
      cluster.nowMs() - startedMs,
    ),
  });
  if (outcome.problem === undefined) {
    const message = `Helm ${kind} succeeded for release ${describeRelease(
      outcome.release,
    )}`;
    context.set({ failures: undefined, [names[kind].field]: undefined }, [
      isTrue('Released', `${title}Succeeded`, message),
    ]);
    context.event('Normal', `${title}Succeeded`, message);
    const isTested = await test(context, action, outcome.release);
    return isTested ? outcome.release : undefined;
  }
  const { name, namespace } = outcome.release;
  const message = `Helm ${kind} failed for release ${namespace}/${name} with chart ${describeChart(
    input.files,
  )}: ${outcome.problem}`;
  count(context, kind);
  context.set({}, [
    isFalse('Released', `${title}Failed`, message),
    isFalse('Ready', `${title}Failed`, message),
  ]);
  context.event('Warning', `${title}Failed`, message);
  await context.flush();
  return undefined;
}

async function test(
  context: FluxContext,
  action: ActionContext,
  stored: StoredRelease,
): Promise<boolean> {
  const { spec } = action;
  if (!spec.runsTests) {
    context.set({}, [], ['TestSuccess']);
    return true;
  }
  const shown = `for release ${describeRelease(stored)}`;
  try {
    const hooks = await runHooks(
      action,
      stored,
      'test',
      spec.install.timeoutMs,
    );
    const message = `Helm test succeeded ${shown}: ${hooks} test hook${
      hooks === 1 ? '' : 's'
    } completed successfully`;
    context.set({}, [isTrue('TestSuccess', 'TestSucceeded', message)]);
    context.event('Normal', 'TestSucceeded', message);
    return true;
  } catch (error) {
    action.signal.throwIfAborted();
    const cause = error instanceof Error ? error.message : String(error);
    const message = `Helm test failed ${shown}: ${cause}`;
    context.set({}, [isFalse('TestSuccess', 'TestFailed', message)]);
    context.event('Warning', 'TestFailed', message);
    if (spec.ignoresTestFailures) return true;
    count(context, stored.revision === 1 ? 'install' : 'upgrade');
    context.set({}, [isFalse('Ready', 'TestFailed', message)]);
    await context.flush();
    return false;
  }
}

function count(context: FluxContext, kind: Action): void {
  const { field } = names[kind];
  const at = (name: string) => numberAt(context.status(), name) ?? 0;
  context.set({ failures: at('failures') + 1, [field]: at(field) + 1 });
}

/** Without retries left somebody has to change something first. */
async function refuseExhausted(
  context: FluxContext,
  { spec }: ActionContext,
  kind: Action,
): Promise<void> {
  const { field } = names[kind];
  const failures = numberAt(context.status(), field) ?? 0;
  const { retries } = spec[kind].remediation;
  if (failures === 0 || retries < 0 || failures <= retries) return;
  const message = `Failed to ${kind} after ${failures} attempt(s)`;
  context.set({}, [isTrue('Stalled', 'RetriesExceeded', message)]);
  const ready = conditionIn(context.status(), 'Ready');
  const failure = ready?.status === 'False' ? ready : undefined;
  throw new ReleaseFailure(
    failure?.reason ?? 'RetriesExceeded',
    failure?.message ?? message,
    true,
  );
}

/** Takes a failed release back: an upgrade by a rollback, an install by an uninstall, as its spec says. */
async function remediate(
  context: FluxContext,
  action: ActionContext,
  kind: Action,
): Promise<void> {
  const { remediation } = action.spec[kind];
  const failures = numberAt(context.status(), names[kind].field) ?? 0;
  const isLast = remediation.retries >= 0 && failures > remediation.retries;
  if (isLast && !remediation.remediatesLastFailure) return;
  if (remediation.strategy === 'rollback') {
    await remediateByRollback(context, action);
    return;
  }
  const [failed] = action.storage.list();
  await uninstallRelease(action);
  if (!failed) return;
  const message = `Helm uninstall remediation for release ${describeRelease(
    failed,
  )} succeeded`;
  context.set({ history: historyOf(action.storage.list()) }, [
    isTrue('Remediated', 'UninstallSucceeded', message),
  ]);
  context.event('Normal', 'UninstallSucceeded', message);
  await context.flush();
}

async function remediateByRollback(
  context: FluxContext,
  action: ActionContext,
): Promise<void> {
  try {
    const back = await rollBack(action);
    if (!back) {
      throw new ReleaseFailure(
        'MissingRollbackTarget',
        'Failed to perform remediation: missing target release for rollback: cannot remediate failed release',
        true,
      );
    }
    const message = `Helm rollback to previous release ${describeRelease(
      back.from,
    )} succeeded`;
    context.set({ history: historyOf(action.storage.list()) }, [
      isTrue('Remediated', 'RollbackSucceeded', message),
    ]);
    context.event('Normal', 'RollbackSucceeded', message);
    await context.flush();
  } catch (error) {
    action.signal.throwIfAborted();
    if (error instanceof ReleaseFailure) throw error;
    const cause = error instanceof Error ? error.message : String(error);
    const message = `Helm rollback failed: ${cause}`;
    context.set({}, [isFalse('Remediated', 'RollbackFailed', message)]);
    context.event('Warning', 'RollbackFailed', message);
    throw new ReleaseFailure('RollbackFailed', message);
  }
}
