import type { AppNode, AppTree } from './AppTree';
import {
  cronJob,
  deploymentOf,
  ill,
  job,
  pod,
  workload,
} from '../testing/appRows';
import { buildAppTree } from './buildAppTree';
import type { UnknownLists } from './UnknownLists';

/** `deployment(rs(pod))` in the order of the tree. */
function outline(nodes: readonly AppNode[]): string {
  return nodes
    .map(({ row, children, olderRevisions }) => {
      const below = outline(children);
      const older = olderRevisions.length
        ? ` older: ${outline(olderRevisions)}`
        : '';
      return below || older ? `${row.name}(${below}${older})` : row.name;
    })
    .join(' ');
}

const outlineOf = (tree: AppTree) =>
  tree.clusters.map(
    ({ cluster, workloads }) => `${cluster}: ${outline(workloads)}`,
  );

describe('buildAppTree()', () => {
  it('hangs pods under ReplicaSets under Deployments, whatever the order of rows', () => {
    const rows = deploymentOf('checkout', ['a', 'b']);
    expect(outlineOf(buildAppTree([...rows].reverse()))).toEqual([
      'prod: checkout(checkout-1(a b))',
    ]);
  });

  it('keeps clusters apart although uids may repeat in copies of a cluster', () => {
    const rows = [
      ...deploymentOf('api', ['a'], { cluster: 'eu' }),
      ...deploymentOf('api', ['a'], { cluster: 'us' }),
    ];
    expect(outlineOf(buildAppTree(rows))).toEqual([
      'eu: api(api-1(a))',
      'us: api(api-1(a))',
    ]);
  });

  it('folds ReplicaSets that run nothing, newest first', () => {
    const deployment = workload('Deployment', 'api', { revision: 4 });
    const replicaSet = (revision: number, desired: number) =>
      workload('ReplicaSet', `rs${revision}`, {
        owner: deployment,
        revision,
        desired,
      });
    const rows = [
      deployment,
      replicaSet(1, 0),
      replicaSet(4, 1),
      replicaSet(3, 0),
      replicaSet(2, 0),
    ];
    expect(outlineOf(buildAppTree(rows))).toEqual([
      'prod: api(rs4 older: rs3 rs2 rs1)',
    ]);
  });

  it('shows an emptied ReplicaSet as active while a pod of it still runs', () => {
    const deployment = workload('Deployment', 'api');
    const old = workload('ReplicaSet', 'old', {
      owner: deployment,
      desired: 0,
      revision: 1,
    });
    const rows = [deployment, old, pod('last', { owner: old })];
    expect(outlineOf(buildAppTree(rows))).toEqual(['prod: api(old(last))']);
  });

  it('hangs Jobs under CronJobs, newest first, and their pods under them', () => {
    const cron = cronJob('settle');
    const first = job('settle-1', { owner: cron, createdAtMs: 1 });
    const second = job('settle-2', { owner: cron, createdAtMs: 2 });
    const rows = [cron, first, second, pod('p', { owner: first })];
    expect(outlineOf(buildAppTree(rows))).toEqual([
      'prod: settle(settle-2 settle-1(p))',
    ]);
  });

  it('shows a pod whose owner is not here as standing for itself', () => {
    const absent = workload('StatefulSet', 'db');
    expect(
      outlineOf(buildAppTree([pod('db-0', { owner: absent }), pod('bare')])),
    ).toEqual(['prod: bare db-0']);
  });

  it('puts the worst workload first and counts workloads by combined health', () => {
    const rows = [
      ...deploymentOf('a', ['ap']),
      ...deploymentOf('b', ['bp', 'bq']),
    ].map(row =>
      row.name === 'bp' ? { ...row, health: ill('CrashLoopBackOff') } : row,
    );
    const tree = buildAppTree(rows);
    expect(outlineOf(tree)).toEqual(['prod: b(b-1(bp bq)) a(a-1(ap))']);
    expect(tree.counts).toMatchObject({ Healthy: 1, Degraded: 1, Failed: 0 });
  });

  it('keeps objects of different kinds apart that share a name', () => {
    const tree = buildAppTree([workload('StatefulSet', 'db'), cronJob('db')]);
    expect(tree.nodes.size).toBe(2);
  });

  it('is the same tree for the same rows', () => {
    const rows = deploymentOf('checkout', ['a', 'b']);
    const tree = buildAppTree(rows);
    expect(buildAppTree([...rows], tree)).toBe(tree);
  });

  it('makes new nodes only on the path of a change', () => {
    const rows = [
      ...deploymentOf('a', ['a1', 'a2']),
      ...deploymentOf('b', ['b1']),
    ];
    const before = buildAppTree(rows);
    const after = buildAppTree(
      rows.map(row =>
        row.name === 'a1' && row.kind === 'Pod' ? { ...row, restarts: 1 } : row,
      ),
      before,
    );
    const isSame = (id: string) => before.nodes.get(id) === after.nodes.get(id);
    expect([...after.nodes.keys()].filter(id => !isSame(id)).sort()).toEqual([
      'prod|Deployment|shop/a',
      'prod|Pod|shop/a1',
      'prod|ReplicaSet|shop/a-1',
    ]);
  });

  it('forgets what was removed', () => {
    const before = buildAppTree(deploymentOf('a', ['a1']));
    expect(buildAppTree([], before)).toMatchObject({
      clusters: [],
      counts: { Healthy: 0 },
    });
  });

  it('agrees with a tree built afresh after every step of a long history', () => {
    let seed = 11;
    const random = () => {
      seed = (seed * 1664525 + 1013904223) % 4294967296;
      return seed / 4294967296;
    };
    let rows = Array.from({ length: 12 }, (_, index) =>
      deploymentOf(`d${index}`, [`p${index}a`, `p${index}b`]),
    ).flat();
    let tree = buildAppTree(rows);
    for (let step = 0; step < 200; step += 1) {
      const at = Math.floor(random() * rows.length);
      rows =
        random() < 0.3
          ? rows.filter((_, index) => index !== at)
          : rows.map((row, index) =>
              index === at
                ? {
                    ...row,
                    health:
                      random() < 0.5
                        ? ill('Error')
                        : { ...row.health, status: 'Healthy' },
                  }
                : row,
            );
      tree = buildAppTree(rows, tree);
      expect(tree).toEqual(buildAppTree(rows));
    }
  });

  describe('while lists are not known', () => {
    const unknown = (
      wanted: string,
      kind: 'missing' | 'forbidden',
    ): UnknownLists => ({
      of: asked =>
        asked === wanted ? { kind, words: `${asked} ${kind}` } : undefined,
    });
    const [deployment, replicaSet, first] = deploymentOf('api', ['a']);
    const nodeOf = (tree: AppTree) =>
      tree.nodes.get('prod|Deployment|shop/api');

    it('claims neither restarts nor the absence of pods', () => {
      const tree = buildAppTree(
        [deployment, replicaSet],
        undefined,
        unknown('Pod', 'missing'),
      );
      expect(nodeOf(tree)).toMatchObject({
        restarts: {},
        unknownBelow: 'Pod missing',
      });
      expect(nodeOf(tree)?.restarts).not.toHaveProperty('count');
    });

    it('is a new node once the list is there, although no row changed', () => {
      const rows = [deployment, replicaSet];
      const loading = buildAppTree(rows, undefined, unknown('Pod', 'missing'));
      const loaded = nodeOf(buildAppTree(rows, loading));
      expect(loaded?.restarts).toEqual({ count: 0 });
      expect(loaded).not.toHaveProperty('unknownBelow');
    });

    it('keeps pods back whose owner may still come', () => {
      const rows = [deployment, first];
      const tree = buildAppTree(
        rows,
        undefined,
        unknown('ReplicaSet', 'missing'),
      );
      expect(outlineOf(tree)).toEqual(['prod: api']);
    });

    it('shows pods by themselves whose owner may not be read', () => {
      const rows = [deployment, first];
      const tree = buildAppTree(
        rows,
        undefined,
        unknown('ReplicaSet', 'forbidden'),
      );
      expect(outlineOf(tree)).toEqual(['prod: a api']);
    });
  });
});
