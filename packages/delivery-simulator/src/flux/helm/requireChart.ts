import {
  conditionOf,
  numberAt,
  recordAt,
  stringAt,
  stringMapAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort, ObjectRef } from '../../cluster/ClusterPort';
import type { LoadedChart } from '../../manifests/ChartSource';
import { mergePatchBetween } from '../../reconciling/mergePatchBetween';
import { refOf } from '../../reconciling/refOf';
import type { FluxContext } from '../FluxContext';
import { HELM_CHART } from '../fluxKinds';
import { artifactRevision } from '../sources/artifactOf';
import { readHelmChart, type ChartOrigins } from '../sources/fetchHelmChart';
import { readOciArtifact } from '../sources/fetchOciRepository';
import { ReleaseFailure } from './ReleaseFailure';
import { ownerLabels } from './releaseObjects';

/** Where the chart of a HelmRelease comes from: the object of `spec.chartRef`, or the HelmChart made of `spec.chart`. */
export function chartRefOf(object: KubernetesObject): ObjectRef {
  const reference = recordAt(object, 'spec', 'chartRef');
  if (reference) {
    return {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: stringAt(reference, 'kind') ?? '',
      namespace: stringAt(reference, 'namespace') ?? object.metadata.namespace,
      name: stringAt(reference, 'name') ?? '',
    };
  }
  const { namespace, name } = object.metadata;
  return {
    ...HELM_CHART,
    namespace:
      stringAt(object, 'spec', 'chart', 'spec', 'sourceRef', 'namespace') ??
      namespace,
    name: `${namespace}-${name}`,
  };
}

/** Creates the HelmChart that `spec.chart` describes, or brings it up to date; a former one that is unused goes. */
export async function writeHelmChart(context: FluxContext): Promise<void> {
  const { cluster, object, manager } = context;
  const ref = chartRefOf(object);
  const shown = `${ref.namespace}/${ref.name}`;
  const former = stringAt(object, 'status', 'helmChart');
  const isTemplate = recordAt(object, 'spec', 'chart') !== undefined;
  if (former && (former !== shown || !isTemplate)) {
    const [namespace, name] = former.split('/');
    await cluster.delete({ ...HELM_CHART, namespace, name }, { manager });
  }
  if (!isTemplate) {
    context.set({ helmChart: undefined });
    return;
  }
  const wanted = helmChartOf(object, ref);
  const found = cluster.get(ref);
  if (!found) {
    await cluster.create(wanted, { manager });
    const source = stringAt(
      object,
      'spec',
      'chart',
      'spec',
      'sourceRef',
      'name',
    );
    const kind = stringAt(object, 'spec', 'chart', 'spec', 'sourceRef', 'kind');
    context.event(
      'Normal',
      'HelmChartCreated',
      `Created HelmChart/${shown} with SourceRef '${kind}/${ref.namespace}/${source}'`,
    );
  } else {
    const patch = mergePatchBetween(recordAt(found, 'spec'), {
      ...recordAt(found, 'spec'),
      ...recordAt(wanted, 'spec'),
    });
    if (patch !== undefined) {
      await cluster.mergePatch(refOf(found), { spec: patch }, { manager });
    }
  }
  context.set({ helmChart: shown });
}

/** The chart, once its source is ready. */
export async function requireChart(
  cluster: ClusterPort,
  object: KubernetesObject,
  origins: ChartOrigins,
): Promise<LoadedChart> {
  const ref = chartRefOf(object);
  const shown = `${ref.kind} '${ref.namespace}/${ref.name}'`;
  const source = cluster.get(ref);
  if (!source) {
    throw new ReleaseFailure(
      'ArtifactFailed',
      `could not get Source object: ${shown} not found`,
    );
  }
  const problem = unreadiness(source);
  if (problem) {
    throw new ReleaseFailure(
      'SourceNotReady',
      `${shown} is not ready: ${problem}`,
    );
  }
  try {
    if (source.kind === 'OCIRepository') {
      return await readOciArtifact(origins.charts, source);
    }
    const origin = cluster.get({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: stringAt(source, 'spec', 'sourceRef', 'kind') ?? '',
      namespace: source.metadata.namespace,
      name: stringAt(source, 'spec', 'sourceRef', 'name') ?? '',
    });
    if (!origin) throw new Error('the source of the chart is gone');
    return await readHelmChart(source, origin, origins);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new ReleaseFailure(
      'ArtifactFailed',
      `Could not load chart: ${cause}`,
    );
  }
}

function unreadiness(source: KubernetesObject): string | undefined {
  const observed = numberAt(source, 'status', 'observedGeneration');
  const ready = conditionOf(source, 'Ready');
  if (ready?.status === 'False') return ready.message;
  if (source.metadata.generation !== observed) {
    return 'latest generation of object has not been reconciled';
  }
  return artifactRevision(source) === undefined
    ? 'does not have an artifact'
    : undefined;
}

function helmChartOf(
  object: KubernetesObject,
  ref: ObjectRef,
): KubernetesObject {
  const template = recordAt(object, 'spec', 'chart', 'spec') ?? {};
  const { sourceRef, interval, ...rest } = template;
  return {
    ...HELM_CHART,
    metadata: {
      name: ref.name,
      namespace: ref.namespace,
      labels: {
        ...stringMapAt(object, 'spec', 'chart', 'metadata', 'labels'),
        ...ownerLabels(object),
      },
      annotations: stringMapAt(
        object,
        'spec',
        'chart',
        'metadata',
        'annotations',
      ),
    },
    spec: {
      version: '*',
      reconcileStrategy: 'ChartVersion',
      ...rest,
      interval: interval ?? stringAt(object, 'spec', 'interval'),
      sourceRef: {
        kind: stringAt(sourceRef, 'kind'),
        name: stringAt(sourceRef, 'name'),
      },
    },
  };
}
