import type { SimulatedCluster, Simulator } from '@orrery/cluster-simulator';
import type { Programs } from '../clients/findPrograms';
import type { ClientName, RecordedGroup, Scope } from '../recorded/Recorded';
import { runGroup, type GroupOutcome } from './runGroup';
import { clientsOf, scopeOf } from './scopeOf';

/** Most of a group is waiting for the cluster, so more run at once than there are cores. */
const LANES = 6;

export interface GroupRun {
  readonly group: RecordedGroup;
  readonly client: ClientName;
  /** Missing when the client is missing. */
  readonly outcome?: GroupOutcome;
  readonly durationMs: number;
}

/** Runs every group with each of its clients, some at once; tells each run when it is over. */
export async function runGroups(
  groups: readonly RecordedGroup[],
  { clusters, delivery }: Simulator,
  programs: Programs,
  onRun: (run: GroupRun) => void,
): Promise<void> {
  const nodes = readyNodesOf(clusterNamed(clusters, 'prod-us'));
  const queue = groups.flatMap(group =>
    clientsOf(group).map(client => ({ group, client })),
  );
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { group, client } = next;
      const startedAt = performance.now();
      const isMissing = client !== 'client-node' && !programs.has(client);
      const outcome = isMissing
        ? undefined
        : await runOne(
            group,
            scopeOf(group, client, {
              node: nodes.shift() ?? '',
              chartsUrl: delivery?.chartsUrl ?? '',
              registryUrl: delivery?.registryUrl ?? '',
            }),
            clusterNamed(clusters, group.cluster ?? 'edge'),
            programs,
          );
      const durationMs = performance.now() - startedAt;
      onRun({ group, client, outcome, durationMs });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** What breaks before the first step is a failure of the group, not the end of the run. */
async function runOne(
  group: RecordedGroup,
  scope: Scope,
  cluster: SimulatedCluster,
  programs: Programs,
): Promise<GroupOutcome> {
  try {
    return await runGroup(group, scope, cluster, programs);
  } catch (error) {
    const problem = error instanceof Error ? `${error.stack}` : String(error);
    return { steps: 1, failures: [{ step: 'preparation', problem }] };
  }
}

function clusterNamed(
  clusters: readonly SimulatedCluster[],
  name: string,
): SimulatedCluster {
  const found = clusters.find(each => each.name === name);
  if (!found) throw new Error(`the simulator has no cluster ${name}`);
  return found;
}

function readyNodesOf({ store }: SimulatedCluster): string[] {
  return store.list('nodes').map(({ metadata }) => metadata.name);
}
