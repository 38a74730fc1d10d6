import {
  createChartRepositories,
  demoCharts,
  GitError,
  startArgoCd,
  startChartRepository,
  startCrossplane,
  startFlux,
  startGitServer,
  startOciRegistry,
  startRollouts,
  type ChartRepositories,
  type ChartRepository,
  type ClusterPort,
  type GitServer,
  type MetricQuery,
  type OciRegistry,
} from '@orrery/delivery-simulator';
import { createTypedStore } from '../controllers/TypedStore';
import type { DeliveryTool } from '../fleet/deliveryServices';
import type { ClusterStore } from '../store/ClusterStore';
import type { Releases } from './createReleases';
import { isSyncedByItself } from './fleet/applications';
import { fleetCommits } from './fleet/fleetCommits';
import { seedArgoCd } from './seedArgoCd';
import { seedFlux } from './seedFlux';

/** A cluster that something is delivered to. */
export interface DeliveredCluster {
  readonly name: string;
  readonly store: ClusterStore;
  readonly port: ClusterPort;
  readonly tools: readonly DeliveryTool[];
  readonly query: MetricQuery;
}

export interface DeliveryOptions {
  readonly clusters: readonly DeliveredCluster[];
  readonly nowMs: () => number;
  /** Become commits once there is a repository. */
  readonly releases: Releases;
  /** How many times faster than real ones the clouds are that Crossplane asks. */
  readonly cloudSpeed: number;
  readonly reportError: (error: unknown, subject: string) => void;
}

/** The tools that deliver to a fleet, and where they deliver from. */
export interface Delivery {
  /** Clone URL of the repository that says what runs where; undefined where there is no git binary. */
  readonly repositoryUrl: string | undefined;
  /** Of the chart repository, for `helm repo add`. */
  readonly chartsUrl: string;
  /** Of the registry, for `helm pull --plain-http`. */
  readonly registryUrl: string;
  stop(): Promise<void>;
}

/** The name of the one repository. */
const FLEET = 'platform/fleet';

/**
 * Starts what delivers to a fleet: a git server with the history of what runs where, a chart repository and a registry,
 * and the controllers of the tools that each cluster has. Without a git binary the tools that need it stay off, and that is
 * reported.
 */
export async function startDelivery(
  options: DeliveryOptions,
): Promise<Delivery> {
  const { clusters, nowMs, reportError } = options;
  const undo: (() => void | Promise<void>)[] = [];
  const stop = async () => {
    for (const each of undo.splice(0).reverse()) await each();
  };
  try {
    const charts = await startChartServers(options);
    undo.push(charts.stop);
    const git = await openRepository(options);
    if (git) {
      undo.push(() => git.stop());
      const followers = startGitOps(options, git, charts);
      undo.push(() => followers.forEach(each => each.dispose()));
    }
    for (const { name, port, tools, query } of clusters) {
      const report = (error: unknown, subject: string) =>
        reportError(error, `${name}: ${subject}`);
      if (tools.includes('rollouts')) {
        const rollouts = startRollouts({
          cluster: port,
          query,
          reportError: report,
        });
        undo.push(() => rollouts.dispose());
      }
      if (tools.includes('crossplane')) {
        const crossplane = startCrossplane({
          cluster: port,
          speed: options.cloudSpeed,
          reportError: report,
        });
        undo.push(() => crossplane.dispose());
      }
    }
    return {
      repositoryUrl: git?.urlOf(FLEET),
      chartsUrl: charts.repository.url,
      registryUrl: charts.registry.url,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }

  function startGitOps(
    { releases }: DeliveryOptions,
    git: GitServer,
    { repository, charts }: ChartServers,
  ): readonly { dispose(): void }[] {
    const repositoryUrl = git.urlOf(FLEET);
    const { repositories } = git;
    const running: { dispose(): void }[] = [];
    const seeds = { repositoryUrl, chartsUrl: repository.url, nowMs: nowMs() };
    const control = clusters.find(({ tools }) => tools.includes('argocd'));
    const destinations = clusters.filter(
      ({ tools }) => control && !tools.includes('flux'),
    );
    if (control) {
      const places = destinations.map(({ name, port, store }) => ({
        name,
        serverUrl: port.serverUrl,
        store,
      }));
      seedArgoCd({
        ...seeds,
        control: { ...control, serverUrl: control.port.serverUrl },
        destinations: places,
      });
      running.push(
        startArgoCd({
          control: control.port,
          destinations: destinations.map(({ port }) => port),
          repositories,
          loadChart: charts.load,
          hasPast: true,
          reportError: error => reportError(error, 'Argo CD'),
        }),
      );
    }
    for (const { name, store, port, tools } of clusters) {
      if (!tools.includes('flux')) continue;
      seedFlux({ ...seeds, cluster: name, store });
      running.push(
        startFlux({
          cluster: port,
          repositories,
          charts,
          reportError: (error, subject) =>
            reportError(error, `${name}: ${subject}`),
        }),
      );
    }
    releases.connect(repositories, repositoryUrl, (cluster, { metadata }) => {
      const place = clusters.find(({ name }) => name === cluster);
      const isFollowed =
        place !== undefined &&
        (place.tools.includes('flux') || destinations.includes(place));
      return isFollowed && isSyncedByItself(metadata.namespace ?? '');
    });
    return running;
  }
}

interface ChartServers {
  readonly repository: ChartRepository;
  readonly registry: OciRegistry;
  readonly charts: ChartRepositories;
  readonly stop: () => Promise<void>;
}

async function startChartServers({
  nowMs,
  reportError,
}: DeliveryOptions): Promise<ChartServers> {
  const charts = demoCharts(nowMs());
  const repository = await startChartRepository({
    charts,
    nowMs,
    onUnexpected: error => reportError(error, 'chart repository'),
  });
  try {
    const registry = await startOciRegistry({
      charts,
      onUnexpected: error => reportError(error, 'chart registry'),
    });
    return {
      repository,
      registry,
      charts: createChartRepositories({
        repositories: [repository],
        registries: [registry],
      }),
      stop: async () => {
        await registry.stop();
        await repository.stop();
      },
    };
  } catch (error) {
    await repository.stop();
    throw error;
  }
}

async function openRepository({
  clusters,
  nowMs,
  reportError,
}: DeliveryOptions): Promise<GitServer | undefined> {
  try {
    return await startGitServer({
      repositories: [
        {
          name: FLEET,
          commits: fleetCommits(
            clusters.map(({ name, store }) => ({
              name,
              store: createTypedStore(store),
            })),
            nowMs(),
          ),
        },
      ],
      nowMs,
      reportError: error => reportError(error, 'git server'),
    });
  } catch (error) {
    if (!(error instanceof GitError) || error.code !== 'git-missing')
      throw error;
    reportError(error, 'GitOps is off');
    return undefined;
  }
}
