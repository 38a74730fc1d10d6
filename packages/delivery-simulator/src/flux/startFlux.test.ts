import { recordAt, recordsAt, stringAt } from '@orrery/kubernetes-model';
import { ClusterRequestError } from '../cluster/ClusterRequestError';
import {
  createFluxCluster,
  type FluxCluster,
} from '../testing/flux/createFluxCluster';
import {
  GIT_URL,
  gitRepository,
  kustomization,
} from '../testing/flux/fluxBuilders';
import { fluxObjects } from './startFlux';

const configMap =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n';

describe('fluxObjects()', () => {
  it('defines every kind with the version, short name and columns of Flux', () => {
    const definitions = fluxObjects().filter(
      each => each.kind === 'CustomResourceDefinition',
    );
    const summary = definitions.map(each => {
      const [version] = recordsAt(each, 'spec', 'versions');
      const names = recordAt(each, 'spec', 'names');
      const columns = recordsAt(version, 'additionalPrinterColumns');
      return [
        `${stringAt(names, 'kind')} ${version.name} ${names?.shortNames ?? ''}`,
        columns.map(column => column.name).join(' '),
      ];
    });
    expect(Object.fromEntries(summary)).toEqual({
      'GitRepository v1 gitrepo': 'URL Age Ready Status',
      'OCIRepository v1 ocirepo': 'URL Age Ready Status',
      'HelmRepository v1 helmrepo': 'URL Age Ready Status',
      'HelmChart v1 hc':
        'Chart Version Source Kind Source Name Age Ready Status',
      'Bucket v1 ': 'Endpoint Age Ready Status',
      'Kustomization v1 ks': 'Age Ready Status',
      'HelmRelease v2 hr': 'Age Ready Status',
      'Alert v1beta3 ': 'Age',
      'Provider v1beta3 ': 'Age',
      'Receiver v1 ': 'Age Ready Status',
    });
  });
});

describe('fluxObjects() for those who look for Flux', () => {
  it('carry the labels of an installation', () => {
    expect(
      fluxObjects().map(({ metadata: { name, labels = {} } }) => [
        name.replace(/\..*/, ''),
        labels['app.kubernetes.io/part-of'],
        labels['app.kubernetes.io/component'],
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['helmreleases', 'flux', 'helm-controller'],
        ['gitrepositories', 'flux', 'source-controller'],
        ['flux-system', 'flux', undefined],
      ]),
    );
  });
});

describe('startFlux()', () => {
  let flux: FluxCluster;
  beforeEach(async () => {
    flux = await createFluxCluster();
    await flux.git.push(GIT_URL, { 'apps/a.yaml': configMap });
    await flux.create(gitRepository(), kustomization());
  });

  it('brings what is there already on its way', async () => {
    await flux.pass(5);
    expect(flux.get('ConfigMap', 'a')).toBeDefined();
    flux.dispose();
  });

  it('leaves everything as it is once disposed', async () => {
    flux.dispose();
    await flux.pass(3_600);
    expect(flux.get('ConfigMap', 'a')).toBeUndefined();
    expect(flux.status('GitRepository', 'config')).toEqual({});
  });

  it('looks again when somebody else wrote first, and reports nothing', async () => {
    flux.cluster.refuseOnce(
      ({ verb, ref }) => verb === 'patch' && ref.kind === 'Kustomization',
      new ClusterRequestError('Conflict', 'somebody wrote first'),
    );
    await flux.pass(5);
    expect(flux.condition('Kustomization', 'apps')).toMatch(/^True/);
    flux.dispose();
  });
});
