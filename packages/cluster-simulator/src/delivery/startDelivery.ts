import {
  GitError,
  startCrossplane,
  startGitServer,
  startRollouts,
  type ClusterPort,
  type GitServer,
  type MetricQuery,
} from '@orrery/delivery-simulator';
import { createTypedStore } from '../controllers/TypedStore';
import type { DeliveryTool } from '../fleet/deliveryServices';
import type { ClusterStore } from '../store/ClusterStore';
import type { Releases } from './createReleases';
import { fleetCommits } from './fleet/fleetCommits';

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
  stop(): Promise<void>;
}

/** The name of the one repository. */
const FLEET = 'platform/fleet';

/**
 * Starts what delivers to a fleet: a git server with the history of what runs where, and the controllers of the tools that
 * each cluster has. Without a git binary the tools that need it stay off, and that is reported.
 */
export async function startDelivery(
  options: DeliveryOptions,
): Promise<Delivery> {
  const { clusters, reportError } = options;
  const undo: (() => void | Promise<void>)[] = [];
  const stop = async () => {
    for (const each of undo.splice(0).reverse()) await each();
  };
  try {
    const git = await openRepository(options);
    if (git) undo.push(() => git.stop());
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
    return { repositoryUrl: git?.urlOf(FLEET), stop };
  } catch (error) {
    await stop();
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
