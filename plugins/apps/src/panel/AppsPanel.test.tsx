import { errorApiRef, storageApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import {
  clustersApiRef,
  liveConnectionApiRef,
} from '@orrery/backstage-plugin-clusters-react';
import type { ClustersApi } from '@orrery/backstage-plugin-clusters-react';
import { createFakeLive } from '@orrery/backstage-plugin-clusters-react/testing';
import type {
  FakeLive,
  FakeLiveOptions,
} from '@orrery/backstage-plugin-clusters-react/testing';
import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';
import {
  act,
  fireEvent,
  render,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { deploymentOf, ill, pod, workload } from '../testing/appRows';
import { AppsPanel } from './AppsPanel';

function Location() {
  return (
    <output aria-label="location">
      {decodeURIComponent(useLocation().search)}
    </output>
  );
}

/** The whole screen over a fake live backend. */
async function open(live: FakeLive, path = '/') {
  const detailOf = (name: string): LiveRow => pod(name);
  const clustersApi: ClustersApi = {
    listClusters: async () => ({ items: [], problems: [] }),
    listObjects: async () => {
      throw new Error('not asked in these tests');
    },
    getObject: async ({ name }) => ({
      object: {
        kind: 'Pod',
        metadata: { name, managedFields: [{}] },
        spec: { containers: [] },
      },
      row: detailOf(name),
      writable: false,
    }),
    getOwners: async () => ({ items: [] }),
    getEvents: async () => ({ items: [] }),
  };
  const view = render(
    <MemoryRouter initialEntries={[path]}>
      <TestApiProvider
        apis={[
          [clustersApiRef, clustersApi],
          [liveConnectionApiRef, live.connection],
          [storageApiRef, mockApis.storage()],
          [errorApiRef, mockApis.error()],
        ]}
      >
        <AppsPanel
          scope={{ clusters: [] }}
          emptyHint="Nothing is labelled so."
          pageHrefOf={({ kind, name }, tab) => `/page/${kind}/${name}/${tab}`}
        />
        <Location />
      </TestApiProvider>
    </MemoryRouter>,
  );
  // The fake answers in microtasks.
  await act(async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  });
  return view;
}

const rowNames = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(row =>
      row.getAttribute('data-row-id')?.split('|').slice(1).join(' ').trim(),
    );
const location = () => screen.getByLabelText('location').textContent;
const change = (run: () => void) =>
  act(async () => {
    run();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  });

const FLEET = [
  ...deploymentOf('checkout', ['checkout-a', 'checkout-b']),
  ...deploymentOf('web', ['web-a']),
];

describe('AppsPanel', () => {
  it('shows a skeleton until the workloads are here', async () => {
    await open(createFakeLive({ isSilent: true }));
    expect(
      screen.getByRole('status', { name: 'Loading workloads' }),
    ).toBeInTheDocument();
  });

  it('says why there is nothing', async () => {
    await open(createFakeLive());
    expect(screen.getByText('No workloads here')).toBeInTheDocument();
    expect(screen.getByText('Nothing is labelled so.')).toBeInTheDocument();
  });

  it('shows a refusal of everything as a refusal', async () => {
    await open(
      createFakeLive({
        refuse: () => ({ code: 'FORBIDDEN', message: 'list pods in payments' }),
      }),
    );
    expect(
      screen.getByText('Not permitted: list pods in payments'),
    ).toBeInTheDocument();
  });

  it('offers to try again after an error', async () => {
    await open(
      createFakeLive({
        refuse: () => ({ code: 'INTERNAL_ERROR', message: 'out of cheese' }),
      }),
    );
    expect(screen.getByRole('alert')).toHaveTextContent('out of cheese');
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });

  it('shows the others when one kind is refused', async () => {
    const refuse: FakeLiveOptions['refuse'] = ({ kind }) =>
      kind === 'CronJob'
        ? { code: 'FORBIDDEN', message: 'list cronjobs' }
        : undefined;
    await open(createFakeLive({ rows: FLEET, refuse }));
    expect(rowNames()).toEqual([
      '',
      'Deployment shop/checkout',
      'Deployment shop/web',
    ]);
  });

  it('shows no 0 and no empty workload for pods that are not loaded or not permitted', async () => {
    const refuse: FakeLiveOptions['refuse'] = ({ kind }) =>
      kind === 'Pod'
        ? { code: 'FORBIDDEN', message: 'not permitted: list pods' }
        : undefined;
    await open(createFakeLive({ rows: FLEET, refuse }));
    expect(screen.getAllByTitle('not permitted: list pods')).toHaveLength(2);
    expect(
      screen.getByRole('button', { name: '— failed' }),
    ).toBeInTheDocument();
    await userEvent.setup().keyboard('jj{ArrowRight}');
    expect(screen.getByText('not permitted: list pods')).toBeInTheDocument();
  });

  it('keeps stale rows on screen and says how old they are', async () => {
    const freshness = [
      {
        cluster: 'prod',
        state: 'stale',
        synced: true,
        asOfMs: Date.now() - 60_000,
        cause: 'connection refused',
      },
    ] as const;
    await open(createFakeLive({ rows: FLEET, freshness }));
    expect(rowNames()).toHaveLength(3);
    expect(screen.getByText(/connection refused/)).toBeInTheDocument();
  });

  it('shows no endless skeleton for a cluster that has not answered yet', async () => {
    const freshness = [
      {
        cluster: 'prod',
        state: 'failed',
        synced: false,
        cause: 'connection refused',
      },
    ] as const;
    await open(createFakeLive({ freshness }));
    expect(screen.getByText('No workload is known yet')).toBeInTheDocument();
    expect(
      screen.queryByRole('status', { name: 'Loading workloads' }),
    ).not.toBeInTheDocument();
  });

  it('is worked by keyboard: down, open the tree, open the drawer, close it', async () => {
    await open(createFakeLive({ rows: FLEET }));
    const user = userEvent.setup();
    await user.keyboard('jj{ArrowRight}');
    expect(rowNames()).toEqual([
      '',
      'Deployment shop/checkout',
      'ReplicaSet shop/checkout-1',
      'Pod shop/checkout-a',
      'Pod shop/checkout-b',
      'Deployment shop/web',
    ]);
    await user.keyboard('jj{Enter}');
    const drawer = await screen.findByRole('dialog');
    expect(location()).toBe('?object=prod/Pod/shop/checkout-a');
    expect(
      await within(drawer).findByRole('tab', { name: 'Containers' }),
    ).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(location()).toBe('');
    expect(screen.getByRole('treegrid')).toHaveFocus();
  });

  it('opens the drawer that a link names', async () => {
    await open(
      createFakeLive({ rows: FLEET }),
      '/?object=prod/Pod/shop/checkout-a&tab=conditions',
    );
    const drawer = await screen.findByRole('dialog');
    expect(
      await within(drawer).findByRole('tab', {
        name: 'Conditions',
        selected: true,
      }),
    ).toBeInTheDocument();
  });

  it('moves to the filter with a slash, filters, and keeps the text in the URL', async () => {
    await open(createFakeLive({ rows: FLEET }));
    const user = userEvent.setup();
    await user.keyboard('/');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.keyboard('web');
    await waitFor(() =>
      expect(rowNames()).toEqual(['', 'Deployment shop/web']),
    );
    expect(location()).toBe('?q=web');
  });

  it('goes from the filter to what it found with Escape, and keeps the filter', async () => {
    await open(createFakeLive({ rows: FLEET }));
    const user = userEvent.setup();
    await user.keyboard('/web{Escape}');
    expect(screen.getByRole('treegrid')).toHaveFocus();
    await waitFor(() =>
      expect(rowNames()).toEqual(['', 'Deployment shop/web']),
    );
    await user.keyboard('j{Enter}');
    expect(location()).toBe('?q=web&object=prod/Deployment/shop/web');
  });

  it('clears every filter at once, not only the last of them', async () => {
    await open(createFakeLive({ rows: FLEET }), '/?health=Failed&q=nothing');
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(location()).toBe('');
    expect(rowNames()).toHaveLength(3);
  });

  it('counts workloads by health and filters by them', async () => {
    const sick = workload('StatefulSet', 'db', { desired: 2 });
    const rows = [
      ...FLEET,
      sick,
      pod('db-0', { owner: sick, health: ill('CrashLoopBackOff') }),
    ];
    await open(createFakeLive({ rows }));
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: '1 degraded' }));
    expect(rowNames()).toEqual(['', 'StatefulSet shop/db']);
    expect(screen.getByText('1 pod crash-looping')).toBeInTheDocument();
    expect(location()).toBe('?health=Degraded');
    await user.click(screen.getByRole('button', { name: '1 degraded' }));
    expect(rowNames()).toHaveLength(4);
  });

  it('follows the fleet: a new pod appears, a restart is counted, a deleted pod goes', async () => {
    const live = createFakeLive({ rows: FLEET });
    await open(live);
    const user = userEvent.setup();
    await user.keyboard('jj{ArrowRight}');
    const [, replicaSet, first] = FLEET;
    act(() => screen.getByRole('treegrid').blur());
    await change(() => live.put(pod('checkout-c', { owner: replicaSet })));
    expect(rowNames()).toContain('Pod shop/checkout-c');
    await change(() =>
      live.put(pod('checkout-a', { owner: replicaSet, restarts: 7 })),
    );
    expect(screen.getAllByText('7').length).toBeGreaterThan(0);
    await change(() => live.remove(first));
    expect(rowNames()).not.toContain('Pod shop/checkout-a');
  });

  it('keeps open rows and the focus over a reconnect', async () => {
    const live = createFakeLive({ rows: FLEET });
    await open(live);
    await userEvent.setup().keyboard('jj{ArrowRight}');
    const before = rowNames();
    await change(() => live.drop('backend restarted'));
    expect(
      screen.getByRole('button', { name: /Reconnecting/ }),
    ).toBeInTheDocument();
    expect(rowNames()).toEqual(before);
    await act(() => live.reconnect());
    await change(() => {});
    expect(rowNames()).toEqual(before);
    expect(screen.getByRole('treegrid')).toHaveFocus();
  });

  it('is as it was left when the viewer comes back: open rows and scroll', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `p${index}`);
    const live = createFakeLive({ rows: deploymentOf('huge', names) });
    const first = await open(live);
    await userEvent.setup().keyboard('jj{ArrowRight}');
    const grid = screen.getByRole('treegrid');
    grid.scrollTop = 1_600;
    fireEvent.scroll(grid);
    first.unmount();
    await open(live);
    expect(screen.getByRole('treegrid')).toHaveAttribute(
      'aria-rowcount',
      '204',
    );
    expect(rowNames()).toContain('Pod shop/p137');
  });

  it('draws a bounded number of rows for 10 000 pods', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `p${index}`);
    await open(createFakeLive({ rows: deploymentOf('huge', names) }));
    await userEvent.setup().keyboard('jj{ArrowRight}');
    expect(screen.getByRole('treegrid')).toHaveAttribute(
      'aria-rowcount',
      String(10_000 + 4),
    );
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
  });

  it('leaves out the columns that the viewer does not want', async () => {
    await open(createFakeLive({ rows: FLEET }));
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Image' }));
    await user.keyboard('{Escape}');
    expect(
      screen.getAllByRole('columnheader').map(each => each.textContent),
    ).not.toContain('Image');
  });

  it('leads from the drawer to the page of the object, on the same tab', async () => {
    await open(
      createFakeLive({ rows: FLEET }),
      '/?object=prod/Pod/shop/checkout-a&tab=events',
    );
    const drawer = await screen.findByRole('dialog');
    expect(
      await within(drawer).findByRole('link', { name: 'Open as page' }),
    ).toHaveAttribute('href', '/page/Pod/checkout-a/events');
  });

  it('has no serious accessibility finding', async () => {
    const { container } = await open(createFakeLive({ rows: FLEET }));
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
