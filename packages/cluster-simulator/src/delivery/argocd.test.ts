import {
  argoCdObjects,
  startArgoCd,
  startGitServer,
  trackingIdOf,
  type ArgoCd,
  type GitServer,
} from '@orrery/delivery-simulator';
import {
  recordsAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { createManualClock } from '../clock/createManualClock';
import { createTypedStore } from '../controllers/TypedStore';
import { CLUSTERS } from '../fleet/ClusterBlueprint';
import { startCluster, type RunningCluster } from '../startCluster';
import { createReleases } from './createReleases';
import { fleetCommits } from './fleet/fleetCommits';
import { deliveredServices, folderOf } from './fleet/serviceObjects';

const PERSON = { manager: 'kubectl-edit' };
const APPLICATION = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  namespace: 'argocd',
};
const CART = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};
const JANE = { name: 'Jane Doe', email: 'jane@example.com' };

describe('startArgoCd() over a simulated cluster and a git repository', () => {
  const clock = createManualClock();
  const errors: unknown[] = [];
  let running: RunningCluster;
  let git: GitServer;
  let argoCd: ArgoCd;
  let url: string;

  /** Lets virtual time pass until `test` holds; git answers in real time. */
  const until = async (test: () => boolean, seconds = 120) => {
    for (let second = 0; second < seconds && !test(); second++) {
      clock.advance(1_000);
      await new Promise(resolve => setTimeout(resolve, 3));
    }
  };
  const application = (name: string): KubernetesObject => {
    const found = running.port.get({ ...APPLICATION, name });
    if (!found) throw new Error(`no application ${name}`);
    return found;
  };
  const applications = () => running.port.list(APPLICATION);
  const syncOf = (object: KubernetesObject) =>
    stringAt(object, 'status', 'sync', 'status');
  const seedApplication = (
    name: string,
    namespace: string,
    path: string,
    syncPolicy: object,
  ) =>
    running.port.create(
      {
        ...APPLICATION,
        metadata: {
          name,
          namespace: 'argocd',
          annotations: { 'argocd.argoproj.io/manifest-generate-paths': '.' },
        },
        spec: {
          project: 'default',
          source: { repoURL: url, targetRevision: 'main', path },
          destination: { server: running.port.serverUrl, namespace },
          syncPolicy,
        },
      },
      PERSON,
    );

  beforeAll(async () => {
    const blueprint = CLUSTERS.find(({ name }) => name === 'edge');
    if (!blueprint) throw new Error('no cluster edge');
    const onError = (error: unknown) => errors.push(error);
    running = await startCluster(blueprint, {
      clock,
      seed: 1,
      port: 0,
      extraPods: 0,
      quiet: true,
      hasDelivery: false,
      releases: createReleases(onError),
      onError,
    });
    const { port } = running;
    const store = createTypedStore(running.cluster.store);
    git = await startGitServer({
      repositories: [
        {
          name: 'platform/fleet',
          commits: fleetCommits([{ name: 'edge', store }], clock.nowMs()),
        },
      ],
      nowMs: () => clock.nowMs(),
      reportError: onError,
    });
    url = git.urlOf('platform/fleet');
    for (const object of argoCdObjects({
      clusters: [port],
      url: 'https://argocd.example.com',
    })) {
      await port.create(object, PERSON);
    }
    for (const service of deliveredServices(store)) {
      const { namespace, name } = service;
      for (const { object } of service.objects) {
        await port.mergePatch(
          { apiVersion: '', kind: '', ...object, ...object.metadata },
          {
            metadata: {
              annotations: {
                'argocd.argoproj.io/tracking-id': trackingIdOf(
                  name,
                  object,
                  namespace,
                ),
              },
            },
          },
          PERSON,
        );
      }
      await seedApplication(name, namespace, folderOf('edge', service), {
        automated: { prune: true, selfHeal: name === 'cart' },
      });
    }
    argoCd = startArgoCd({
      control: port,
      destinations: [port],
      repositories: git.repositories,
      hasPast: true,
      reportError: onError,
    });
    await until(() => applications().every(each => syncOf(each) !== undefined));
  }, 120_000);

  afterAll(async () => {
    argoCd.dispose();
    await git.stop();
    await running.stop();
  });

  it('finds every seeded service in sync at once', () => {
    expect(errors).toEqual([]);
    expect(applications().length).toBeGreaterThan(5);
    const others = applications()
      .filter(each => syncOf(each) !== 'Synced')
      .map(each => [
        each.metadata.name,
        syncOf(each),
        recordsAt(each, 'status', 'resources')
          .filter(({ status }) => status !== 'Synced')
          .map(({ kind, name }) => `${kind}/${name}`),
        recordsAt(each, 'status', 'conditions'),
      ]);
    expect(others).toEqual([]);
    expect(
      applications().every(each =>
        stringAt(each, 'status', 'health', 'status'),
      ),
    ).toBe(true);
  });

  it('rolls out what is committed', async () => {
    const path = 'clusters/edge/shop/cart/deployment.yaml';
    const head = await git.repositories.resolve(url, 'main');
    const text = (await git.repositories.readFiles(url, head)).get(path) ?? '';
    const next = text.replace(/image: (\S*cart):\S+/, 'image: $1:9.9.9');
    expect(next).not.toBe(text);
    const sha = await git.repositories.commit(url, {
      message: 'Release cart 9.9.9',
      author: JANE,
      files: { [path]: next },
    });
    const isDone = () =>
      stringAt(application('cart'), 'status', 'sync', 'revision') === sha &&
      syncOf(application('cart')) === 'Synced' &&
      stringAt(application('cart'), 'status', 'health', 'status') === 'Healthy';
    await until(isDone, 300);
    expect(application('cart').status).toMatchObject({
      sync: { status: 'Synced', revision: sha },
      health: { status: 'Healthy' },
      operationState: { phase: 'Succeeded' },
    });
    const history = recordsAt(application('cart'), 'status', 'history');
    expect(history.length).toBeGreaterThan(1);
    expect(history.at(-1)).toMatchObject({ revision: sha });
    expect(JSON.stringify(running.port.get(CART)?.spec)).toContain(
      'cart:9.9.9',
    );
  }, 60_000);

  it('takes a hand edit back where it heals itself, and shows it elsewhere', async () => {
    await running.port.mergePatch(
      CART,
      { spec: { revisionHistoryLimit: 77 } },
      PERSON,
    );
    const catalog = { ...CART, name: 'catalog' };
    await running.port.mergePatch(
      catalog,
      { spec: { revisionHistoryLimit: 77 } },
      PERSON,
    );
    const limitOf = (ref: typeof CART) =>
      Object(running.port.get(ref)?.spec).revisionHistoryLimit;
    await until(
      () =>
        limitOf(CART) !== 77 && syncOf(application('catalog')) === 'OutOfSync',
    );
    expect([limitOf(CART), limitOf(catalog)]).toEqual([expect.any(Number), 77]);
    expect(limitOf(CART)).not.toBe(77);
    expect(syncOf(application('catalog'))).toBe('OutOfSync');
  }, 60_000);

  it('syncs new services with hooks, and takes them away again', async () => {
    await git.repositories.commit(url, {
      message: 'Add notes',
      author: JANE,
      files: {
        'clusters/edge/notes/notes/migrate.yaml': [
          'apiVersion: batch/v1',
          'kind: Job',
          'metadata:',
          '  name: migrate',
          '  annotations:',
          '    argocd.argoproj.io/hook: PreSync',
          '    argocd.argoproj.io/hook-delete-policy: HookSucceeded',
          'spec:',
          '  template:',
          '    spec:',
          '      restartPolicy: Never',
          '      containers: [{name: main, image: "shop/notes:1.0.0", command: [sleep, "3"]}]',
          '',
        ].join('\n'),
        'clusters/edge/notes/notes/config.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: notes}\ndata: {level: info}\n',
      },
    });
    await seedApplication('notes', 'notes', 'clusters/edge/notes/notes', {
      automated: {},
      syncOptions: ['CreateNamespace=true'],
    });
    await until(() => syncOf(application('notes')) === 'Synced');
    expect(application('notes').status).toMatchObject({
      sync: { status: 'Synced' },
      operationState: { phase: 'Succeeded' },
    });
    const notes = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'notes',
      name: 'notes',
    };
    expect(running.port.get(notes)?.data).toEqual({ level: 'info' });
    await running.port.mergePatch(
      { ...APPLICATION, name: 'notes' },
      { metadata: { finalizers: ['resources-finalizer.argocd.argoproj.io'] } },
      PERSON,
    );
    await running.port.delete({ ...APPLICATION, name: 'notes' }, PERSON);
    const ref = { ...APPLICATION, name: 'notes' };
    await until(() => running.port.get(ref) === undefined);
    expect([running.port.get(ref), running.port.get(notes)]).toEqual([
      undefined,
      undefined,
    ]);
  }, 60_000);
});
