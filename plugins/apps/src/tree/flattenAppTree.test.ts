import { deploymentOf, ill, pod, workload } from '../testing/appRows';
import type { AppRow } from './AppRow';
import { buildAppTree } from './buildAppTree';
import { flattenAppTree } from './flattenAppTree';
import type { FlattenOptions } from './flattenAppTree';

const ALL: FlattenOptions = {
  toggledIds: new Set(),
  health: new Set(),
  text: '',
};
const toggled = (...ids: string[]) => ({ ...ALL, toggledIds: new Set(ids) });

const foldOf = ({ expanded }: AppRow) => {
  if (expanded === undefined) return ' ';
  return expanded ? '▾' : '▸';
};

const textOf = (row: AppRow) => {
  if (row.kind === 'older') return `${row.count} older`;
  if (row.kind === 'note') return `(${row.text})`;
  return row.kind === 'node'
    ? row.node.row.name
    : `${row.cluster} ${row.shownCount}/${row.totalCount}`;
};

/** One line per row, indented by level, with its fold. */
const lines = (rows: readonly AppRow[]) =>
  rows.map(
    row => `${'  '.repeat((row.level ?? 1) - 1)}${foldOf(row)} ${textOf(row)}`,
  );

const tree = buildAppTree([
  ...deploymentOf('api', ['api-x', 'api-y']),
  ...deploymentOf('web', ['web-z']),
]);

describe('flattenAppTree()', () => {
  it('shows clusters open and workloads closed', () => {
    expect(lines(flattenAppTree(tree, ALL))).toEqual([
      '▾ prod 2/2',
      '  ▸ api',
      '  ▸ web',
    ]);
  });

  it('opens a Deployment down to its pods with one toggle', () => {
    expect(
      lines(flattenAppTree(tree, toggled('prod|Deployment|shop/api'))),
    ).toEqual([
      '▾ prod 2/2',
      '  ▾ api',
      '    ▾ api-1',
      '        api-x',
      '        api-y',
      '  ▸ web',
    ]);
  });

  it('closes a cluster', () => {
    expect(lines(flattenAppTree(tree, toggled('prod|')))).toEqual([
      '▸ prod 2/2',
    ]);
  });

  it('folds older revisions under their number', () => {
    const deployment = workload('Deployment', 'api');
    const old = [1, 2].map(revision =>
      workload('ReplicaSet', `rs${revision}`, {
        owner: deployment,
        revision,
        desired: 0,
      }),
    );
    const folded = buildAppTree([deployment, ...old]);
    const id = 'prod|Deployment|shop/api';
    expect(lines(flattenAppTree(folded, toggled(id)))).toEqual([
      '▾ prod 1/1',
      '  ▾ api',
      '    ▸ 2 older',
    ]);
    expect(lines(flattenAppTree(folded, toggled(id, `${id}|older`)))).toEqual([
      '▾ prod 1/1',
      '  ▾ api',
      '    ▾ 2 older',
      '        rs2',
      '        rs1',
    ]);
  });

  it('keeps the whole workload when it matches the text itself', () => {
    const rows = flattenAppTree(tree, {
      ...toggled('prod|Deployment|shop/web'),
      text: 'WEB deployment',
    });
    expect(lines(rows)).toEqual([
      '▾ prod 1/2',
      '  ▾ web',
      '    ▾ web-1',
      '        web-z',
    ]);
  });

  it('finds a workload by its name and its cluster, and does not open it for its pods', () => {
    const rows = [
      ...deploymentOf('api', ['a'], { cluster: 'edge' }),
      ...deploymentOf('api', ['a']),
    ];
    expect(
      lines(flattenAppTree(buildAppTree(rows), { ...ALL, text: 'api edge' })),
    ).toEqual(['▾ edge 1/1', '  ▸ api']);
  });

  it('opens the path to a pod that matches and leaves the others out', () => {
    expect(lines(flattenAppTree(tree, { ...ALL, text: 'api-y' }))).toEqual([
      '▾ prod 1/2',
      '  ▾ api',
      '    ▾ api-1',
      '        api-y',
    ]);
  });

  it('shows only workloads in the chosen states, by their combined health', () => {
    const set = workload('StatefulSet', 'db', { desired: 2 });
    const rows = [
      set,
      pod('db-0', { owner: set, health: ill('Error') }),
      workload('DaemonSet', 'agent'),
    ];
    const sick = flattenAppTree(buildAppTree(rows), {
      ...ALL,
      health: new Set(['Degraded']),
    });
    expect(lines(sick)).toEqual(['▾ prod 1/2', '  ▸ db']);
  });

  it('shows nothing when nothing matches', () => {
    expect(flattenAppTree(tree, { ...ALL, text: 'nowhere' })).toEqual([]);
  });

  it('keeps the identity of lines that did not change, and of the list when none did', () => {
    const before = flattenAppTree(tree, ALL);
    expect(flattenAppTree(tree, { ...ALL }, before)).toBe(before);
    const opened = flattenAppTree(
      tree,
      toggled('prod|Deployment|shop/api'),
      before,
    );
    expect(opened[opened.length - 1]).toBe(before[2]);
    expect(opened[1]).not.toBe(before[1]);
  });

  it('says why pods are not shown instead of claiming that there are none', () => {
    const unknown = {
      of: (kind: string) =>
        kind === 'Pod'
          ? ({ kind: 'missing', words: 'pods not loaded yet' } as const)
          : undefined,
    };
    const [api, replicaSet] = deploymentOf('api', ['api-x']);
    const loading = buildAppTree([api, replicaSet], undefined, unknown);
    expect(
      lines(flattenAppTree(loading, toggled('prod|Deployment|shop/api'))),
    ).toEqual([
      '▾ prod 1/1',
      '  ▾ api',
      '    ▾ api-1',
      '        (pods not loaded yet)',
    ]);
  });
});
