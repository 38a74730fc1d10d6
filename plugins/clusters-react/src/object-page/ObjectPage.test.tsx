import { TestApiProvider } from '@backstage/frontend-test-utils';
import type {
  LiveRow,
  ObjectDetail,
} from '@orrery/backstage-plugin-clusters-common';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { MemoryRouter } from 'react-router-dom';
import { clustersApiRef } from '../client/ClustersApi';
import type { ClustersApi } from '../client/ClustersApi';
import { ClustersError } from '../client/ClustersError';
import { liveConnectionApiRef } from '../live/liveConnectionApiRef';
import { createFakeLive } from '../testing';
import type { FakeLive, FakeLiveOptions } from '../testing';
import { podRow } from '../testing/liveRows';
import { ObjectPage } from './ObjectPage';

const POD = podRow('checkout-1');
const REFERENCE = {
  cluster: 'prod',
  kind: 'Pod',
  name: 'checkout-1',
  namespace: 'shop',
};

function detailOf(row: LiveRow): ObjectDetail {
  return {
    row,
    writable: false,
    object: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: row.name, namespace: 'shop', uid: row.uid },
      spec: { containers: [{ name: 'app', image: 'shop:v1' }] },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    },
  };
}

const settle = (run: () => void = () => {}) =>
  act(async () => {
    run();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  });

async function open(
  live: FakeLive,
  api: Partial<ClustersApi> = {},
  tab?: string,
) {
  const notAsked = async () => {
    throw new Error('not asked in these tests');
  };
  const onSelect = jest.fn();
  const onTab = jest.fn();
  const view = render(
    <MemoryRouter>
      <TestApiProvider
        apis={[
          [
            clustersApiRef,
            {
              listClusters: notAsked,
              listObjects: notAsked,
              getObject: async () => detailOf(POD),
              getOwners: async () => ({
                items: [
                  {
                    apiVersion: 'apps/v1',
                    kind: 'ReplicaSet',
                    name: 'checkout',
                    namespace: 'shop',
                    uid: 'r',
                  },
                ],
              }),
              getEvents: async () => ({ items: [] }),
              ...api,
            },
          ],
          [liveConnectionApiRef, live.connection],
        ]}
      >
        <ObjectPage
          reference={REFERENCE}
          tab={tab}
          onTab={onTab}
          onSelect={onSelect}
        />
      </TestApiProvider>
    </MemoryRouter>,
  );
  await settle();
  return { ...view, onSelect, onTab };
}

const withFreshness = (
  fields: Partial<NonNullable<FakeLiveOptions['freshness']>[number]>,
  rows: readonly LiveRow[] = [POD],
) =>
  createFakeLive({
    rows,
    freshness: [{ cluster: 'prod', state: 'live', synced: true, ...fields }],
  });

describe('ObjectPage', () => {
  it('shows state, summary, owners, containers and conditions at once', async () => {
    await open(createFakeLive({ rows: [POD] }));
    const page = screen.getByRole('article', { name: 'Pod shop/checkout-1' });
    expect(
      within(page)
        .getAllByRole('heading', { level: 2 })
        .map(each => each.textContent),
    ).toEqual(['Summary', 'Owners', 'Containers', 'Conditions']);
    expect(within(page).getByText('app')).toBeInTheDocument();
    expect(
      within(screen.getByRole('region', { name: 'Conditions' })).getByText(
        'Ready',
      ),
    ).toBeInTheDocument();
  });

  it('leads to an owner', async () => {
    const { onSelect } = await open(createFakeLive({ rows: [POD] }));
    await userEvent.click(screen.getByRole('button', { name: 'checkout' }));
    expect(onSelect).toHaveBeenCalledWith({
      cluster: 'prod',
      kind: 'ReplicaSet',
      name: 'checkout',
      namespace: 'shop',
    });
  });

  it('opens the tab that the address names, and the overview for a tab of the drawer', async () => {
    const first = await open(createFakeLive({ rows: [POD] }), {}, 'events');
    expect(screen.getByText('No recent events')).toBeInTheDocument();
    first.unmount();
    await open(createFakeLive({ rows: [POD] }), {}, 'containers');
    expect(
      screen.getByRole('tab', { name: 'Overview', selected: true }),
    ).toBeInTheDocument();
  });

  it('shows a skeleton until the object is here', async () => {
    await open(createFakeLive(), { getObject: () => new Promise(() => {}) });
    expect(
      screen.getByRole('status', { name: 'Loading Pod shop/checkout-1' }),
    ).toBeInTheDocument();
  });

  it('says that an object does not exist', async () => {
    await open(createFakeLive(), {
      getObject: async () => {
        throw new ClustersError('RESOURCE_NOT_FOUND', 'no such pod');
      },
    });
    expect(
      screen.getByText('Pod shop/checkout-1 does not exist'),
    ).toBeInTheDocument();
  });

  it('shows a refusal as a refusal', async () => {
    await open(createFakeLive(), {
      getObject: async () => {
        throw new ClustersError('FORBIDDEN', 'get pods in shop');
      },
    });
    expect(
      screen.getByText('Not permitted: get pods in shop'),
    ).toBeInTheDocument();
  });

  it('offers to try again after an error', async () => {
    let isDown = true;
    await open(createFakeLive({ rows: [POD] }), {
      getObject: async () => {
        if (isDown) throw new ClustersError('K8S_API_ERROR', 'not now');
        return detailOf(POD);
      },
    });
    expect(screen.getByRole('alert')).toHaveTextContent('not now');
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settle();
    expect(screen.getByText('Containers')).toBeInTheDocument();
  });

  it('says how old the object is while its cluster does not answer', async () => {
    await open(
      withFreshness({
        state: 'stale',
        asOfMs: Date.now() - 60_000,
        cause: 'connection refused',
      }),
    );
    expect(screen.getByText(/connection refused/)).toBeInTheDocument();
    expect(screen.getByText('Containers')).toBeInTheDocument();
  });

  it('says that the object was deleted, and keeps its last state', async () => {
    const live = createFakeLive({ rows: [POD] });
    await open(live);
    await settle(() => live.remove(POD));
    expect(
      screen.getByText(/was deleted. What you see is its last known state/),
    ).toBeInTheDocument();
    expect(screen.getByText('Containers')).toBeInTheDocument();
  });

  it('does not call an object deleted whose cluster was not read yet or may not be listed', async () => {
    for (const fields of [
      { state: 'loading', synced: false },
      { state: 'forbidden' },
    ] as const) {
      const { unmount } = await open(withFreshness(fields, []));
      expect(screen.getByText('Containers')).toBeInTheDocument();
      expect(screen.queryByText(/was deleted/)).not.toBeInTheDocument();
      unmount();
    }
  });

  it('has no serious accessibility finding', async () => {
    const { container } = await open(createFakeLive({ rows: [POD] }));
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
