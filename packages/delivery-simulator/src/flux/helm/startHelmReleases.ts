import {
  conditionOf,
  isTrueAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { createFluxController } from '../createFluxController';
import { createFluxContext } from '../FluxContext';
import { HELM_CHART, HELM_RELEASE, OCI_REPOSITORY } from '../fluxKinds';
import { artifactRevision } from '../sources/artifactOf';
import type { ChartOrigins } from '../sources/fetchHelmChart';
import { wakeDependents } from '../wakeDependents';
import { parseHelmReleaseSpec } from './HelmReleaseSpec';
import { reconcileHelmRelease } from './reconcileHelmRelease';
import { uninstallRelease } from './uninstallRelease';
import { describeRelease } from './releaseStatus';
import { createReleaseStorage } from './releaseStorage';
import { chartRefOf } from './requireChart';

export interface HelmReleasesOptions extends ChartOrigins {
  readonly cluster: ClusterPort;
  /** What charts see as the version of the cluster: `v1.35.0`. */
  readonly kubeVersion?: string;
  readonly reportError: (error: unknown, context: string) => void;
}

const MANAGER = 'helm-controller';
const DEFAULT_KUBE_VERSION = 'v1.35.0';

/** Runs the helm-controller: HelmReleases, when they or their charts change. */
export function startHelmReleases(options: HelmReleasesOptions): {
  dispose(): void;
} {
  const { cluster, reportError } = options;
  const kubeVersion = options.kubeVersion ?? DEFAULT_KUBE_VERSION;
  const controller = createFluxController({
    cluster,
    kind: HELM_RELEASE,
    manager: MANAGER,
    reportError,
    reconcile: (object, signal) =>
      reconcileHelmRelease(
        createFluxContext(cluster, object, MANAGER),
        { ...options, kubeVersion },
        signal,
      ),
    finalize,
  });

  /** Uninstalls the release of a HelmRelease that is deleted, unless it is suspended. */
  async function finalize(
    object: KubernetesObject,
    signal: AbortSignal,
  ): Promise<void> {
    const context = createFluxContext(cluster, object, MANAGER);
    if (isTrueAt(object, 'spec', 'suspend')) return;
    const spec = parseHelmReleaseSpec(object);
    const gone = await uninstallRelease({
      cluster,
      manager: MANAGER,
      kubeVersion,
      owner: object,
      spec,
      storage: createReleaseStorage({
        cluster,
        manager: MANAGER,
        namespace: spec.storageNamespace,
        releaseName: spec.releaseName,
      }),
      signal,
    });
    if (gone) {
      context.event(
        'Normal',
        'UninstallSucceeded',
        `Helm uninstall succeeded for release ${describeRelease(gone)}`,
      );
    }
    const chart = stringAt(object, 'status', 'helmChart');
    if (!chart) return;
    const [namespace, name] = chart.split('/');
    await cluster.delete(
      { ...HELM_CHART, namespace, name },
      { manager: MANAGER },
    );
  }

  const unsubscribers = [HELM_CHART, OCI_REPOSITORY].map(kind =>
    cluster.subscribe(kind, ({ object, previous }) => {
      if (readinessOf(object) === readinessOf(previous)) return;
      cluster
        .list(HELM_RELEASE)
        .filter(each => isChartOf(object, each))
        .forEach(each =>
          controller.add(each.metadata.namespace, each.metadata.name),
        );
    }),
  );
  const stopWaking = wakeDependents(cluster, HELM_RELEASE, controller);
  return {
    dispose: () => {
      stopWaking();
      unsubscribers.forEach(unsubscribe => unsubscribe());
      controller.dispose();
    },
  };
}

function readinessOf(chart: KubernetesObject | undefined): string {
  const ready = chart && conditionOf(chart, 'Ready');
  return `${ready?.status} ${artifactRevision(chart)}`;
}

function isChartOf(
  chart: KubernetesObject,
  release: KubernetesObject,
): boolean {
  const ref = chartRefOf(release);
  return (
    ref.kind === chart.kind &&
    ref.name === chart.metadata.name &&
    ref.namespace === chart.metadata.namespace
  );
}
