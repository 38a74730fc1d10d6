import { routeResolutionApiRef } from '@backstage/frontend-plugin-api';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { appsRouteRef, rootRouteRef } from '../routes';
import { PageKeys } from './PageKeys';

function Page() {
  return (
    <>
      <PageKeys />
      <input aria-label="text" />
      <output>{useLocation().pathname}</output>
    </>
  );
}

async function open() {
  renderInTestApp(<Page />, {
    mountedRoutes: { '/fleet': rootRouteRef, '/apps': appsRouteRef },
  });
  await screen.findByLabelText('text');
  return userEvent.setup();
}

const path = () => screen.getByRole('status').textContent;

describe('PageKeys', () => {
  it('goes to a page with g and its letter, wherever the page is mounted', async () => {
    const user = await open();
    await user.keyboard('gc');
    expect(path()).toBe('/fleet');
  });

  it('leaves letters to a text field', async () => {
    const user = await open();
    await user.type(screen.getByLabelText('text'), 'gc');
    expect(screen.getByLabelText('text')).toHaveValue('gc');
    expect(path()).toBe('/');
  });

  it('lists the keys of the pages that there are, and closes when one of them is used', async () => {
    const user = await open();
    await user.keyboard('?');
    const list = await screen.findByRole('dialog');
    expect(
      within(list)
        .getAllByRole('definition')
        .map(each => each.textContent),
    ).toEqual(['Go to Clusters', 'Go to Apps', 'This list']);
    await user.keyboard('gc');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(path()).toBe('/fleet');
  });

  it('knows the pages that came after it, as after a sign-in', async () => {
    let isSignedIn = false;
    const routes = {
      resolve: () => (isSignedIn ? () => '/fleet' : undefined),
    };
    render(
      <MemoryRouter>
        <TestApiProvider apis={[[routeResolutionApiRef, routes]]}>
          <Page />
        </TestApiProvider>
      </MemoryRouter>,
    );
    const user = userEvent.setup();
    await user.keyboard('gc');
    expect(path()).toBe('/');
    isSignedIn = true;
    await user.keyboard('gc');
    expect(path()).toBe('/fleet');
  });
});
