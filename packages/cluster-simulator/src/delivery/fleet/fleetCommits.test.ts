import { parse } from 'yaml';
import { createManualClock } from '../../clock/createManualClock';
import { createTypedStore } from '../../controllers/TypedStore';
import { CLUSTERS } from '../../fleet/ClusterBlueprint';
import { seedCluster } from '../../fleet/seedCluster';
import { createRandom } from '../../random/createRandom';
import { createClusterStore } from '../../store/createClusterStore';
import { fleetCommits } from './fleetCommits';
import { deliveredServices, folderOf } from './serviceObjects';

function seeded(name: string) {
  const cluster = CLUSTERS.find(each => each.name === name);
  if (!cluster) throw new Error(`no cluster ${name}`);
  const clock = createManualClock();
  const store = createClusterStore({ clock, random: createRandom(name) });
  seedCluster({ store, cluster, seed: 1, rootCertificate: '' });
  return { name, store: createTypedStore(store), nowMs: clock.nowMs() };
}

describe('fleetCommits()', () => {
  const eu = seeded('prod-eu');
  const us = seeded('prod-us');
  const commits = fleetCommits([eu, us], eu.nowMs);
  const tree = new Map(commits.flatMap(({ files }) => Object.entries(files)));

  it('tells releases in the order in which they happened, all in the past', () => {
    const times = commits.map(({ dateMs }) => dateMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.every(ms => ms <= eu.nowMs)).toBe(true);
    expect(commits.length).toBeGreaterThan(60);
    expect(commits[0].message).toBe('Describe the fleet as it is');
  });

  it('ends with what runs, image by image', () => {
    const wrong = [eu, us].flatMap(({ name, store }) =>
      deliveredServices(store).flatMap(service => {
        const running = store.get(
          'deployments.apps',
          service.namespace,
          service.name,
        );
        if (!running) return [];
        const text = tree.get(`${folderOf(name, service)}/deployment.yaml`);
        const [wanted] = parse(text ?? '').spec.template.spec.containers;
        const [live] = running.spec.template.spec.containers;
        return wanted.image === live.image ? [] : [`${name}/${service.name}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('knows of the release that no ReplicaSet knows of yet', () => {
    expect(commits.map(({ message }) => message)).toContain(
      'prod-us: catalog 4.11.3 → 4.12.0-missing',
    );
  });

  it('leaves the number of replicas to autoscalers', () => {
    const specOf = (service: string) =>
      parse(tree.get(`clusters/prod-eu/shop/${service}/deployment.yaml`) ?? '')
        .spec;
    expect([specOf('cart').replicas, specOf('email').replicas]).toEqual([
      undefined,
      expect.any(Number),
    ]);
  });

  it('keeps secrets out of git', () => {
    const kinds = new Set(
      [...tree]
        .filter(([path]) => path.endsWith('.yaml'))
        .map(([, text]) => parse(text ?? '').kind),
    );
    expect([kinds.has('Deployment'), kinds.has('Secret')]).toEqual([
      true,
      false,
    ]);
  });
});
