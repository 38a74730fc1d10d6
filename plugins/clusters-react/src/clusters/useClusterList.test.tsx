import { TestApiProvider } from '@backstage/frontend-test-utils';
import type { ClusterList } from '@orrery/backstage-plugin-clusters-common';
import { render, screen } from '@testing-library/react';
import { clustersApiRef } from '../client/ClustersApi';
import { ClustersError } from '../client/ClustersError';
import { liveConnectionApiRef } from '../live/liveConnectionApiRef';
import { createFakeLive } from '../testing/createFakeLive';
import type { FakeLive } from '../testing/createFakeLive';
import { useClusterList } from './useClusterList';

const listOf = (name: string): ClusterList => ({
  items: [
    {
      name,
      state: 'connected',
      sinceMs: 0,
      writable: false,
      freshness: [],
      source: 'test',
    },
  ],
  problems: [],
});

function Names() {
  const { value, error, isLoading } = useClusterList();
  return (
    <output>
      {isLoading ? 'loading' : ''}
      {value?.items.map(({ name }) => name).join()}
      {error?.message}
    </output>
  );
}

function show(listClusters: () => Promise<ClusterList>, live: FakeLive) {
  const unexpected = async () => {
    throw new Error('not asked in these tests');
  };
  render(
    <TestApiProvider
      apis={[
        [
          clustersApiRef,
          {
            listClusters,
            listObjects: unexpected,
            getObject: unexpected,
            getOwners: unexpected,
            getEvents: unexpected,
          },
        ],
        [liveConnectionApiRef, live.connection],
      ]}
    >
      <Names />
    </TestApiProvider>,
  );
}

describe('useClusterList()', () => {
  it('paints the first answer without waiting for the live connection', async () => {
    show(async () => listOf('first'), createFakeLive({ isSilent: true }));
    expect(screen.getByText('loading')).toBeInTheDocument();
    expect(await screen.findByText('first')).toBeInTheDocument();
  });

  it('follows the live connection, whatever the first request comes to', async () => {
    const live = createFakeLive({ clusters: listOf('live') });
    show(() => Promise.reject(new Error('no answer')), live);
    expect(await screen.findByText('live')).toBeInTheDocument();
  });

  it('says what went wrong when nothing came at all', async () => {
    const refused = new ClustersError('FORBIDDEN', 'read clusters');
    show(() => Promise.reject(refused), createFakeLive({ isSilent: true }));
    expect(await screen.findByText('read clusters')).toBeInTheDocument();
  });
});
