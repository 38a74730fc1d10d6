import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { ClustersError } from '../client/ClustersError';
import { EmptyView } from './EmptyView';
import { ErrorView } from './ErrorView';
import { ForbiddenView } from './ForbiddenView';
import { FreshnessBanner } from './FreshnessBanner';
import { LoadingView } from './LoadingView';

describe('the five states of a view', () => {
  it('says what is loading', () => {
    render(<LoadingView what="nodes" />);
    expect(
      screen.getByRole('status', { name: 'Loading nodes' }),
    ).toBeInTheDocument();
  });

  it('says what went wrong, in which field, and tries again', async () => {
    const onRetry = jest.fn();
    const error = new ClustersError(
      'VALIDATION_ERROR',
      'The selector cannot be read',
      { selector: 'ends too early' },
    );
    render(<ErrorView what="workloads" error={error} onRetry={onRetry} />);
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Cannot show workloads',
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      'selector ends too early',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('shows a refusal as a refusal, not as an error', () => {
    render(
      <ErrorView
        what="pods"
        error={new ClustersError('FORBIDDEN', 'list pods in payments')}
      />,
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      'Not permitted: list pods in payments',
    );
  });

  it('says which clusters are stale, since when and why, and is silent about live ones', () => {
    render(
      <FreshnessBanner
        freshness={[
          { cluster: 'eu', state: 'live', synced: true },
          {
            cluster: 'us',
            state: 'stale',
            synced: true,
            asOfMs: Date.now() - 180_000,
            cause: 'connection refused',
          },
          {
            cluster: 'edge',
            state: 'live',
            synced: true,
            forbiddenNamespaces: ['payments'],
          },
        ]}
      />,
    );
    const [us, edge, ...others] = screen
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(us).toMatch(/^us as of \d\d:\d\d:\d\d, 3m ago: connection refused$/);
    expect(edge).toBe('edge not permitted in payments');
    expect(others).toEqual([]);
  });

  it('says that a cluster is not read completely yet', () => {
    render(
      <FreshnessBanner
        freshness={[{ cluster: 'eu', state: 'loading', synced: false }]}
      />,
    );
    expect(screen.getByRole('listitem')).toHaveTextContent(
      'eu is still being read; what you see of it is not complete',
    );
  });

  it('draws no banner while all is live', () => {
    const { container } = render(
      <FreshnessBanner
        freshness={[{ cluster: 'eu', state: 'live', synced: true }]}
      />,
    );
    expect(container).toBeEmptyDOMElement();
  });

  it('has no serious accessibility finding', async () => {
    const { container } = render(
      <main>
        <LoadingView what="nodes" />
        <EmptyView title="Nothing">At all</EmptyView>
        <ErrorView what="nodes" error={new Error('no')} onRetry={() => {}} />
        <ForbiddenView what="list nodes" />
        <FreshnessBanner
          freshness={[{ cluster: 'us', state: 'failed', synced: false }]}
        />
      </main>,
    );
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
