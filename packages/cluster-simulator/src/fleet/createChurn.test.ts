import { createRandom } from '../random/createRandom';
import {
  createTestCluster,
  deployment,
} from '../controllers/testing/createTestCluster';
import { createChurn, nextPatch } from './createChurn';

describe('createChurn()', () => {
  it('replaces pods and rolls out patches, and stops when disposed', () => {
    const cluster = createTestCluster();
    cluster.raw.create('deployments.apps', deployment());
    cluster.clock.advance(30_000);
    const before = cluster.pods().map(pod => pod.metadata.name);
    const churn = createChurn({
      store: cluster.store,
      clock: cluster.clock,
      random: createRandom('churn'),
      reportError: error => {
        throw error;
      },
    });
    cluster.clock.advance(1_200_000);
    churn.dispose();
    const image = () => cluster.pods()[0].spec.containers[0].image;
    const after = cluster.pods().map(pod => pod.metadata.name);
    expect(after).toHaveLength(3);
    expect(after.filter(name => before.includes(name))).toEqual([]);
    expect(image()).toMatch(/^shop\/web:1\.0\.[1-9]/);
    cluster.clock.advance(3_600_000);
    expect(cluster.pods().map(pod => pod.metadata.name)).toEqual(after);
    cluster.disposeWithoutErrors();
  });
});

describe('nextPatch()', () => {
  it.each([
    ['shop/web:7.18.2', 'shop/web:7.18.3'],
    ['kube/kube-proxy:v1.32.9', 'kube/kube-proxy:v1.32.10'],
    ['shop/web:latest', 'shop/web:latest'],
  ])('of %s is %s', (image, next) => {
    expect(nextPatch(image)).toBe(next);
  });
});
