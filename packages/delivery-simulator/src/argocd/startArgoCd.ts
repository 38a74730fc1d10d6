import { stringMapAt } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../cluster/ClusterPort';
import type { GitRepositories } from '../git/GitRepositories';
import type { LoadChart, RenderChart } from '../manifests/ChartSource';
import { ARGO_NAMESPACE } from './argoKinds';
import type { ArgoContext, Destination } from './controller/ArgoContext';
import { createApplicationController } from './controller/createApplicationController';
import { createLiveIndex } from './controller/createLiveIndex';
import { createSourceReader } from './sources/createSourceReader';

/** What Argo CD works with. */
export interface ArgoCdOptions {
  /** Where its own objects are: the definitions of `argoCdObjects` must be served there. */
  readonly control: ClusterPort;
  /** Clusters that Applications may go to; the control cluster is one of them where it is listed. */
  readonly destinations: readonly ClusterPort[];
  readonly repositories: GitRepositories;
  /** Default: charts cannot be rendered, and say so. */
  readonly renderChart?: RenderChart;
  /** Default: there are no chart repositories. */
  readonly loadChart?: LoadChart;
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
 * Starts the application controller: it reconciles every Application of the control cluster from git to its destination.
 * It works on events, in the virtual time of the control cluster, and costs nothing while nothing happens.
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
      renderChart: options.renderChart ?? refuseChart,
      loadChart: options.loadChart ?? refuseChart,
      kubeVersion: options.kubeVersion ?? 'v1.34.2',
    }),
    persistsHealth: () => persistsHealth(control),
  };
  const controller = createApplicationController({
    context,
    repositories,
    reportError,
  });
  onLiveChange = controller.onLiveChange;
  return {
    dispose: () => {
      controller.dispose();
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

function refuseChart(): never {
  throw new Error('Helm charts are turned off here');
}
