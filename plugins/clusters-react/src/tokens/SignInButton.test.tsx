import { TestApiProvider } from '@backstage/frontend-test-utils';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { liveConnectionApiRef } from '../live/liveConnectionApiRef';
import { createFakeLive } from '../testing/createFakeLive';
import { FreshnessBanner } from '../view-state/FreshnessBanner';
import { clusterTokensApiRef } from './ClusterTokensApi';

/** A banner over one cluster that waits for a sign-in to okta. */
async function open(signIn: () => Promise<void>) {
  let isSignedIn = false;
  const freshness = [
    {
      cluster: 'prod-oidc',
      state: 'forbidden',
      synced: false,
      tokenProvider: 'okta',
    },
    { cluster: 'eu', state: 'live', synced: true },
  ] as const;
  const live = createFakeLive({
    freshness,
    clusterTokens: (): Record<string, string> =>
      isSignedIn ? { okta: 'mine' } : {},
  });
  live.connection.subscribe({ clusters: [], kind: 'Pod' }, () => {});
  render(
    <TestApiProvider
      apis={[
        [liveConnectionApiRef, live.connection],
        [
          clusterTokensApiRef,
          {
            getToken: async () => undefined,
            signIn: async () => {
              await signIn();
              isSignedIn = true;
            },
          },
        ],
      ]}
    >
      <FreshnessBanner freshness={freshness} />
    </TestApiProvider>,
  );
  return live;
}

describe('a cluster that wants the token of the viewer', () => {
  it('says what to sign in to, alone among the clusters', async () => {
    await open(async () => {});
    expect(
      screen.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual(['Sign in to okta to see prod-oidcSign in']);
  });

  it('gets the token once the viewer signed in', async () => {
    const live = await open(async () => {});
    await userEvent.click(
      screen.getByRole('button', { name: 'Sign in to okta' }),
    );
    await waitFor(() =>
      expect(live.renewed[live.renewed.length - 1]).toEqual({
        token: 'fake',
        clusterTokens: { okta: 'mine' },
      }),
    );
  });

  it('says why it was not, and can be tried again', async () => {
    await open(() => Promise.reject(new Error('the popup was closed')));
    const button = screen.getByRole('button', { name: 'Sign in to okta' });
    await userEvent.click(button);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Not signed in: the popup was closed',
    );
    expect(button).toBeEnabled();
  });
});
