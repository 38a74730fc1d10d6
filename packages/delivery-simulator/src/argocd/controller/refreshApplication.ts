import { recordAt, recordsAt, stringAt } from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import type { Application } from '../application/Application';
import { summaryOf } from '../application/summaryOf';
import { compareApplication } from '../compare/compareApplication';
import type { Comparison, ConditionText } from '../compare/Comparison';
import { projectProblems } from '../project/AppProject';
import { resourceKeyOf } from '../tracking/resourceKeyOf';
import { instanceNameOf } from '../tracking/trackingIdOf';
import {
  destinationOf,
  projectOf,
  type ArgoContext,
  type Destination,
} from './ArgoContext';
import { revisionFields } from './OperationState';
import { orphanWarning } from './orphanWarning';

/** What a refresh found out. */
export interface Refreshed {
  /** `sync`, `health`, `resources`, `summary`, `sourceType(s)` of the status. */
  readonly fields: JsonMap;
  readonly conditions: readonly ConditionText[];
  readonly revisions: readonly string[];
  /** Undefined when it could not be compared. */
  readonly comparison?: Comparison;
}

/** Compares an Application with its destination; what stands in the way is a condition, never a rejection. */
export async function refreshApplication(
  context: ArgoContext,
  application: Application,
): Promise<Refreshed> {
  const destination = destinationOf(context, application.destination);
  const problems = specProblems(context, application, destination);
  if (problems.length > 0 || typeof destination === 'string') {
    return unknown(
      application,
      problems.map(message => ({ type: 'InvalidSpecError', message })),
    );
  }
  const { cluster, live } = destination;
  const instance = instanceNameOf(application);
  let desired;
  try {
    desired = await context.reader.read({
      application,
      sources: application.sources,
      destination: cluster,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Failed to load target state: ${reason}`;
    return unknown(application, [{ type: 'ComparisonError', message }]);
  }
  const comparison = compareApplication({
    application,
    desired: desired.objects,
    tracked: live.tracked(instance),
    cluster,
  });
  live.follow(
    instance,
    comparison.resources.flatMap(each =>
      each.desired ? resourceKeyOf(each.desired) : [],
    ),
  );
  const project = projectOf(context, application.project);
  return {
    fields: {
      sync: {
        status: comparison.status,
        ...revisionFields(desired.revisions, application.isMultiSource),
        comparedTo: comparedTo(application),
      },
      health: comparison.health,
      resources: comparison.resources.map(each => toStatus(each, context)),
      ...(context.persistsHealth() ? {} : { resourceHealthSource: 'appTree' }),
      summary: summaryOf(
        comparison.resources.flatMap(each => each.live ?? each.desired ?? []),
      ),
      ...(application.isMultiSource
        ? { sourceTypes: desired.types }
        : { sourceType: desired.types[0] }),
    },
    conditions: [
      ...comparison.conditions,
      ...orphanWarning(project, application, cluster),
    ],
    revisions: desired.revisions,
    comparison,
  };
}

function specProblems(
  context: ArgoContext,
  application: Application,
  destination: Destination | string,
): readonly string[] {
  if (application.sources.length === 0) {
    return [
      'spec.source.repoURL and either spec.source.path or spec.source.chart are required',
    ];
  }
  const incomplete = application.sources.filter(
    ({ repoURL, path, chart, ref, raw }) =>
      repoURL === '' ||
      (path === '' && !chart && !ref && stringAt(raw, 'path') === undefined),
  );
  if (incomplete.length > 0) {
    return [
      `spec.source.repoURL and either spec.source.path or spec.source.chart are required`,
    ];
  }
  if (typeof destination === 'string') return [destination];
  const project = projectOf(context, application.project);
  return projectProblems(project, application, destination.names);
}

function unknown(
  application: Application,
  conditions: readonly ConditionText[],
): Refreshed {
  const before = recordAt(application.object, 'status', 'sync');
  return {
    fields: {
      sync: {
        status: 'Unknown',
        ...(application.isMultiSource
          ? { revisions: before?.revisions }
          : { revision: stringAt(before, 'revision') }),
        comparedTo: comparedTo(application),
      },
      health: { status: 'Unknown' },
      resources: recordsAt(application.object, 'status', 'resources').map(
        each => ({ ...each, ...(each.status ? { status: 'Unknown' } : {}) }),
      ),
    },
    conditions,
    revisions: [],
  };
}

function comparedTo({ object, isMultiSource, sources }: Application): JsonMap {
  const spec = recordAt(object, 'spec');
  return {
    destination: spec?.destination,
    ...(spec?.ignoreDifferences === undefined
      ? {}
      : { ignoreDifferences: spec.ignoreDifferences }),
    ...(isMultiSource
      ? { sources: sources.map(each => each.raw) }
      : { source: sources[0]?.raw }),
  };
}

function toStatus(
  resource: Comparison['resources'][number],
  context: ArgoContext,
): JsonMap {
  const { name, version, status, health, isHook, requiresPruning, syncWave } =
    resource;
  const { group, kind, namespace, name: own } = name;
  return {
    ...(group ? { group } : {}),
    version,
    kind,
    ...(namespace ? { namespace } : {}),
    name: own,
    ...(status ? { status } : {}),
    ...(health && context.persistsHealth() ? { health } : {}),
    ...(isHook ? { hook: true } : {}),
    ...(requiresPruning ? { requiresPruning } : {}),
    ...(syncWave === 0 ? {} : { syncWave }),
  };
}
