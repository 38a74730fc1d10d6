import { startGitServer, type GitServer } from '@orrery/delivery-simulator';
import { parse } from 'yaml';
import type { Deployment } from '../controllers/kinds/Deployment';
import { createReleases } from './createReleases';

const cart: Deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cart', namespace: 'shop', labels: { team: 'checkout' } },
  spec: {
    selector: {},
    template: {
      spec: { containers: [{ name: 'cart', image: 'shop/cart:1.0.0' }] },
    },
  },
};
const path = 'clusters/prod-eu/shop/cart/deployment.yaml';

describe('createReleases()', () => {
  let git: GitServer;
  let url: string;

  beforeAll(async () => {
    git = await startGitServer({
      repositories: [
        {
          name: 'fleet',
          commits: [
            {
              message: 'begin',
              author: { name: 'A', email: 'a@shop.example' },
              dateMs: 0,
              files: { [path]: JSON.stringify(cart) },
            },
          ],
        },
      ],
      nowMs: () => 1_000_000,
      reportError: error => {
        throw error;
      },
    });
    url = git.urlOf('fleet');
  });

  afterAll(() => git.stop());

  it('leaves releases to others as long as there is no repository', () => {
    const releases = createReleases(() => {});
    expect(releases.release('prod-eu', cart, 'shop/cart:1.0.1')).toBe(false);
  });

  it('leaves what no tool follows', () => {
    const releases = createReleases(() => {});
    releases.connect(git.repositories, url, () => false);
    expect(releases.release('prod-eu', cart, 'shop/cart:1.0.1')).toBe(false);
  });

  it('commits the next image and its version', async () => {
    const releases = createReleases(() => {});
    releases.connect(git.repositories, url, () => true);
    const pushed = new Promise<string>(resolve => {
      const unsubscribe = git.repositories.subscribe(({ sha }) => {
        unsubscribe();
        resolve(sha);
      });
    });
    expect(releases.release('prod-eu', cart, 'shop/cart:1.0.1')).toBe(true);
    const sha = await pushed;
    const files = await git.repositories.readFiles(url, sha);
    const { template } = parse(files.get(path) ?? '').spec;
    const { message } = await git.repositories.describeCommit(url, sha);
    expect([
      template.spec.containers[0].image,
      template.metadata.labels,
      message,
    ]).toEqual([
      'shop/cart:1.0.1',
      { 'app.kubernetes.io/version': '1.0.1' },
      'prod-eu: cart 1.0.0 → 1.0.1',
    ]);
  });

  it('reports a release of what the repository does not have', async () => {
    const reported = new Promise<string>(resolve => {
      const releases = createReleases((error, subject) =>
        resolve(`${subject}: ${String(error)}`),
      );
      releases.connect(git.repositories, url, () => true);
      releases.release('edge', cart, 'shop/cart:1.0.1');
    });
    expect(await reported).toBe(
      'release of cart: GitError: clusters/edge/shop/cart: app path does not exist',
    );
  });
});
