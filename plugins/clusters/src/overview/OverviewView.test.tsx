import type {
  ClusterList,
  ClusterSummary,
} from '@orrery/backstage-plugin-clusters-common';
import { ClustersError } from '@orrery/backstage-plugin-clusters-react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { clusterColumns } from './clusterColumns';
import { OverviewView } from './OverviewView';
import type { OverviewViewProps } from './OverviewView';

function cluster(
  name: string,
  fields: Partial<ClusterSummary> = {},
): ClusterSummary {
  return {
    name,
    state: 'connected',
    sinceMs: 0,
    version: 'v1.34.2',
    writable: false,
    counts: { nodes: 3, pods: 1200, namespaces: 5 },
    freshness: [{ kind: 'Pod', state: 'live', synced: true }],
    source: 'config',
    ...fields,
  };
}

function show(
  items: readonly ClusterSummary[],
  fields: Partial<OverviewViewProps> & Partial<ClusterList> = {},
) {
  return render(viewOf(items, fields));
}

function viewOf(
  items: readonly ClusterSummary[],
  fields: Partial<OverviewViewProps> & Partial<ClusterList> = {},
) {
  const { problems = [], ...props } = fields;
  return (
    <OverviewView
      list={{ items, problems }}
      rows={items.map(each => ({ id: each.name, cluster: each }))}
      columns={{
        shown: clusterColumns,
        optional: [],
        hiddenIds: new Set(),
        hide: () => {},
        reset: () => {},
      }}
      onOpen={() => {}}
      onRetry={() => {}}
      {...props}
    />
  );
}

const cellsOf = (name: string) => {
  const row = screen
    .getAllByRole('row')
    .find(each => each.dataset.rowId === name);
  if (!row) throw new Error(`no row ${name}`);
  return within(row)
    .getAllByRole('gridcell')
    .reduce<Record<string, string>>(
      (cells, cell) => ({
        ...cells,
        [cell.dataset.column ?? '']: cell.textContent ?? '',
      }),
      {},
    );
};

describe('OverviewView', () => {
  it('shows a skeleton while the list is not here', () => {
    show([], { list: undefined });
    expect(
      screen.getByRole('status', { name: 'Loading the clusters' }),
    ).toBeInTheDocument();
  });

  it('says what went wrong and tries again', async () => {
    const onRetry = jest.fn();
    show([], {
      list: undefined,
      error: new ClustersError(
        'UNREACHABLE',
        'The Orrery backend does not answer',
      ),
      onRetry,
    });
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The Orrery backend does not answer',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('says that a list may not be read', () => {
    show([], {
      list: undefined,
      error: new ClustersError('FORBIDDEN', 'read clusters'),
    });
    expect(
      screen.getByText('Not permitted: read clusters'),
    ).toBeInTheDocument();
  });

  it('says how to add the first cluster', () => {
    show([]);
    expect(screen.getByText('No clusters')).toBeInTheDocument();
  });

  it('keeps an old list on screen and says so', () => {
    show([cluster('eu')], { error: new Error('no answer') });
    expect(screen.getByText(/Not up to date: no answer/)).toBeInTheDocument();
    expect(cellsOf('eu').pods).toBe('1,200');
  });

  it('shows state with its cause, version, counts, freshness and access', () => {
    show([
      cluster('us', {
        state: 'unreachable',
        lastError: 'connection refused',
        writable: true,
      }),
    ]);
    expect(cellsOf('us')).toMatchObject({
      state: 'Failed: Unreachable: connection refused',
      version: 'v1.34.2',
      nodes: '3',
      freshness: 'Live',
      access: 'Writable',
    });
    expect(
      screen.getByText('1 of 1 cluster not healthy: us'),
    ).toBeInTheDocument();
  });

  it('never shows an unknown or forbidden count as zero', () => {
    show([
      cluster('edge', {
        counts: { nodes: 0 },
        freshness: [{ kind: 'Pod', state: 'forbidden', synced: false }],
      }),
    ]);
    expect(cellsOf('edge')).toMatchObject({
      nodes: '0',
      pods: 'Not permitted: list pods',
      namespaces: '—',
    });
  });

  it('names every entry of the configuration that could not be used', () => {
    const problems = [
      {
        source: 'config',
        name: 'legacy',
        message: 'authProvider "aks" is not supported yet',
      },
    ];
    show([cluster('eu')], { problems });
    expect(
      screen.getByRole('region', { name: 'Configuration problems' }),
    ).toHaveTextContent(
      'legacy (config) authProvider "aks" is not supported yet',
    );
  });

  it('opens a cluster by keyboard', async () => {
    const onOpen = jest.fn();
    show([cluster('eu'), cluster('us')], { onOpen });
    const user = userEvent.setup();
    // The choice of columns comes first.
    await user.tab();
    await user.tab();
    await user.keyboard('jj{Enter}');
    expect(onOpen).toHaveBeenCalledWith('us');
  });

  it('leaves out what the filter does not find although the table has the focus', async () => {
    const both = [cluster('eu'), cluster('us')];
    const { rerender } = show(both, { userKey: '' });
    const user = userEvent.setup();
    await user.tab();
    await user.tab();
    await user.keyboard('j');
    rerender(
      viewOf(both, {
        rows: [{ id: 'us', cluster: both[1] }],
        userKey: 'us',
      }),
    );
    expect(
      screen.getAllByRole('row').map(({ dataset }) => dataset.rowId),
    ).toEqual([undefined, 'us']);
  });

  it('has no serious accessibility finding', async () => {
    const { container } = show(
      [cluster('eu'), cluster('us', { state: 'failed' })],
      {
        problems: [{ source: 'config', name: 'a', message: 'b' }],
      },
    );
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id }) => id),
    ).toEqual([]);
  });
});
