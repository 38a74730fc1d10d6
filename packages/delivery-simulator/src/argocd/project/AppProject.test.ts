import { parseApplication } from '../application/parseApplication';
import { permitsResource, projectProblems } from './AppProject';

const EU = { server: 'https://10.0.0.1', name: 'prod-eu' };
const application = parseApplication({
  metadata: { name: 'a', namespace: 'argocd' },
  spec: {
    project: 'retail',
    source: { repoURL: 'https://git.test/shop/deploy.git', path: 'web' },
    destination: { server: EU.server, namespace: 'shop' },
  },
});
const project = (spec: Record<string, unknown>) => ({
  metadata: { name: 'retail' },
  spec,
});
const OPEN = {
  sourceRepos: ['*'],
  destinations: [{ server: '*', namespace: '*' }],
};

describe('projectProblems()', () => {
  it('permits what its globs name', () => {
    expect(projectProblems(project(OPEN), application, EU)).toEqual([]);
    const narrow = {
      sourceRepos: ['https://git.test/*'],
      destinations: [{ name: 'prod-*', namespace: 'sh?p' }],
    };
    expect(projectProblems(project(narrow), application, EU)).toEqual([]);
  });

  it('names repository and destination that are not permitted', () => {
    expect(projectProblems(project({}), application, EU)).toEqual([
      "application repo https://git.test/shop/deploy.git is not permitted in project 'retail'",
      "application destination server 'https://10.0.0.1' and namespace 'shop' do not match any of the allowed destinations in project 'retail'",
    ]);
    expect(projectProblems(undefined, application, EU)).toEqual([
      'Application referencing project retail which does not exist',
    ]);
  });

  it('lets an exclusion win', () => {
    const spec = {
      sourceRepos: ['*', '!https://git.test/shop/*'],
      destinations: [...OPEN.destinations, { server: '*', namespace: '!shop' }],
    };
    expect(projectProblems(project(spec), application, EU).length).toBe(2);
  });
});

describe('permitsResource()', () => {
  const role = {
    group: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    namespace: '',
    name: 'a',
  };
  const secret = { group: '', kind: 'Secret', namespace: 'shop', name: 'a' };

  it('permits cluster-scoped kinds only where they are listed', () => {
    expect(permitsResource(project(OPEN), role, EU)).toBe(false);
    const all = {
      ...OPEN,
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    };
    expect(permitsResource(project(all), role, EU)).toBe(true);
    const but = {
      ...all,
      clusterResourceBlacklist: [{ group: '*', kind: 'Cluster*' }],
    };
    expect(permitsResource(project(but), role, EU)).toBe(false);
  });

  it('permits namespaced kinds unless a list says otherwise', () => {
    expect(permitsResource(project(OPEN), secret, EU)).toBe(true);
    const black = {
      ...OPEN,
      namespaceResourceBlacklist: [{ group: '', kind: 'Secret' }],
    };
    expect(permitsResource(project(black), secret, EU)).toBe(false);
    const white = {
      ...OPEN,
      namespaceResourceWhitelist: [{ group: 'apps', kind: '*' }],
    };
    expect(permitsResource(project(white), secret, EU)).toBe(false);
    const elsewhere = { destinations: [{ server: '*', namespace: 'bank' }] };
    expect(permitsResource(project(elsewhere), secret, EU)).toBe(false);
  });
});
