import { stringMapAt } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../cluster/ClusterPort';
import type { GitRepositories } from '../git/GitRepositories';
import type { LoadChart } from '../manifests/ChartSource';
import { renderChartObjects } from '../helm/render/renderChart';
import { createApplicationSetController } from './application-set/createApplicationSetController';
import { ARGO_NAMESPACE } from './argoKinds';
import type { ArgoContext, Destination } from './controller/ArgoContext';
import { createApplicationController } from './controller/createApplicationController';
import { createLiveIndex } from './controller/createLiveIndex';
import { rememberDeployments } from './rememberDeployments';
import { createSourceReader } from './sources/createSourceReader';

/** What Argo CD works with. */
export interface ArgoCdOptions {
  /** Where its own objects are: the definitions of `argoCdObjects` must be served there. */
  readonly control: ClusterPort;
  /** Clusters that Applications may go to; the control cluster is one of them where it is listed. */
  readonly destinations: readonly ClusterPort[];
  readonly repositories: GitRepositories;
  /** Default: there are no chart repositories. */
  readonly loadChart?: LoadChart;
  /** The Applications that are there have been there for long: they get the past of `rememberDeployments`. Default: false. */
  readonly hasPast?: boolean;
  /** What charts are told: `v1.34.2`. */
  readonly kubeVersion?: string;
  readonly reportError: (error: unknown) => void;
}

/** A running Argo CD. */
export interface ArgoCd {
  /** Stops listening and working; objects stay as they are. */
  dispose(): void;
}

/**
 * Starts the controllers: every Application of the control cluster is reconciled from git to its destination, every
 * ApplicationSet into its Applications.
 * They work on events, in the virtual time of the control cluster, and cost nothing while nothing happens.
 */
export function startArgoCd(options: ArgoCdOptions): ArgoCd {
  const { control, repositories, reportError } = options;
  // Until the controller listens there is nothing to tell: it looks at everything when it starts.
  let onLiveChange: (instanceName: string) => void = () => undefined;
  const destinations = options.destinations.map(
    (cluster): Destination => ({
      cluster,
      live: createLiveIndex(cluster, name => onLiveChange(name)),
      names: { server: cluster.serverUrl, name: cluster.name },
    }),
  );
  const context: ArgoContext = {
    control,
    destinations,
    reader: createSourceReader({
      repositories,
      renderChart: renderChartObjects,
      loadChart: options.loadChart ?? refuseChart,
      kubeVersion: options.kubeVersion ?? 'v1.34.2',
    }),
    persistsHealth: () => persistsHealth(control),
  };
  const running: { dispose(): void }[] = [];
  let isDisposed = false;
  const startControllers = () => {
    if (isDisposed) return;
    const controller = createApplicationController({
      context,
      repositories,
      reportError,
    });
    onLiveChange = controller.onLiveChange;
    running.push(
      controller,
      createApplicationSetController({ control, repositories }, reportError),
    );
  };
  if (options.hasPast) {
    rememberDeployments({ control, repositories })
      .catch(error => {
        // What is cut off by the end of everything is no failure.
        if (!isDisposed) reportError(error);
      })
      .finally(startControllers);
  } else {
    startControllers();
  }
  return {
    dispose: () => {
      isDisposed = true;
      for (const each of running.splice(0)) each.dispose();
      for (const { live } of destinations) live.dispose();
    },
  };
}

function persistsHealth(control: ClusterPort): boolean {
  const parameters = control.get({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace: ARGO_NAMESPACE,
    name: 'argocd-cmd-params-cm',
  });
  const name = 'controller.resource.health.persist';
  return stringMapAt(parameters, 'data')[name] === 'true';
}

async function refuseChart(repositoryUrl: string): Promise<never> {
  throw new Error(`no chart repository is known at ${repositoryUrl}`);
}
