import { ConfigReader } from '@backstage/config';
import { readClusterSettings } from './readClusterSettings';

type JsonObject = ConstructorParameters<typeof ConfigReader>[0];

const read = (clusters?: JsonObject) =>
  readClusterSettings(
    new ConfigReader(clusters ? { orrery: { clusters } } : {}),
  );

describe('readClusterSettings()', () => {
  it('is read-only and finds nothing by default', () => {
    expect(read()).toEqual({
      writes: false,
      kubeconfigs: [],
      inCluster: undefined,
      overrides: {},
      problems: [],
    });
  });

  it('reads every setting, with switches as text too', () => {
    expect(
      read({
        writes: 'true',
        kubeconfigs: [{ file: 'a.yaml', contexts: ['x'], writes: 'false' }],
        inCluster: { name: 'home' },
        overrides: { prod: { writes: false, title: 'Production' } },
      }),
    ).toEqual({
      writes: true,
      kubeconfigs: [{ file: 'a.yaml', contexts: ['x'], writes: false }],
      inCluster: { name: 'home' },
      overrides: { prod: { writes: false, title: 'Production' } },
      problems: [],
    });
  });

  it.each<[JsonObject, string]>([
    [{ writes: 'yes' }, 'orrery.clusters.writes'],
    [{ kubeconfigs: 'a.yaml' }, 'orrery.clusters.kubeconfigs'],
    [{ kubeconfigs: [{}] }, 'orrery.clusters.kubeconfigs[0]'],
    [
      { kubeconfigs: [{ file: 'a', context: 'x' }] },
      'orrery.clusters.kubeconfigs[0]',
    ],
    [{ inCluster: true }, 'orrery.clusters.inCluster'],
    [
      { overrides: { prod: { write: true } } },
      'orrery.clusters.overrides.prod',
    ],
  ])(
    'names what is wrong with %j, and keeps the rest off',
    (clusters, entry) => {
      const settings = read(clusters);
      expect(settings.problems.map(problem => problem.entry)).toEqual([entry]);
      expect(settings).toMatchObject({
        writes: false,
        kubeconfigs: [],
        overrides: {},
      });
    },
  );
});
