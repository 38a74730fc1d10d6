import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { createCostCache } from '../../git/createCostCache';
import type { GitRepositories } from '../../git/GitRepositories';
import type { LoadChart, RenderChart } from '../../manifests/ChartSource';
import { renderSource, type SourceType } from '../../manifests/renderSource';
import type {
  Application,
  ApplicationSource,
} from '../application/Application';

/** What an Application should look like. */
export interface DesiredState {
  /** One commit (or chart version) per source. */
  readonly revisions: readonly string[];
  readonly types: readonly SourceType[];
  readonly objects: readonly KubernetesObject[];
}

/** What to read: the Application's own sources, or those of an operation. */
export interface SourceRequest {
  readonly application: Application;
  readonly sources: readonly ApplicationSource[];
  /** Instead of the target revisions; empty ones count as missing. */
  readonly revisions?: readonly string[];
  readonly destination: ClusterPort;
}

/** Reads and renders sources; what was rendered of a commit is kept. */
export interface SourceReader {
  /** Only the commits, without rendering. */
  resolve(request: SourceRequest): Promise<readonly string[]>;
  /** Whether the files below these paths are the same in both commits. */
  isUnchanged(
    repositoryUrl: string,
    paths: readonly string[],
    before: string,
    after: string,
  ): Promise<boolean>;
  /** @throws Error worded as Argo CD's repository server words it */
  read(request: SourceRequest): Promise<DesiredState>;
}

/** What the reader reads from. */
export interface SourceReaderOptions {
  readonly repositories: GitRepositories;
  readonly loadChart: LoadChart;
  readonly renderChart: RenderChart;
  readonly kubeVersion: string;
}

interface Fetched {
  readonly revision: string;
  readonly files: ReadonlyMap<string, string>;
}

interface Rendered {
  readonly type: SourceType;
  readonly objects: readonly KubernetesObject[];
}

const MAX_CACHED_OBJECTS = 20_000;
const MAX_CACHED_TREES = 8;
const CHART_FILES = 'Chart.yaml';

/** A reader over the repositories of the fleet. */
export function createSourceReader(options: SourceReaderOptions): SourceReader {
  const { repositories, loadChart, renderChart } = options;
  const cache = createCostCache<Rendered>(
    MAX_CACHED_OBJECTS,
    rendered => rendered.objects.length + 1,
  );

  const trees = createCostCache<Promise<ReadonlyMap<string, string>>>(
    MAX_CACHED_TREES,
    () => 1,
  );
  /** Applications of one repository ask for the same commit at the same time. */
  const treeOf = (url: string, revision: string) => {
    const key = `${url} ${revision}`;
    const known = trees.get(key);
    if (known) return known;
    const tree = repositories.readFiles(url, revision);
    trees.set(key, tree);
    tree.catch(() => trees.delete(key));
    return tree;
  };
  const revisionOf = async (source: ApplicationSource, revision: string) => {
    if (source.chart === undefined) {
      return repositories.resolve(source.repoURL, revision);
    }
    const chart = await loadChart(source.repoURL, source.chart, revision);
    return chart.version;
  };
  const fetch = async (
    source: ApplicationSource,
    revision: string,
  ): Promise<Fetched> => {
    if (source.chart === undefined) {
      const files = await treeOf(source.repoURL, revision);
      return { revision, files };
    }
    const chart = await loadChart(source.repoURL, source.chart, revision);
    return { revision, files: chart.files };
  };
  const resolve = (request: SourceRequest) =>
    Promise.all(
      request.sources.map((source, index) =>
        labelled(request, index, () =>
          revisionOf(
            source,
            request.revisions?.[index] || source.targetRevision,
          ),
        ),
      ),
    );
  const render = async (
    request: SourceRequest,
    source: ApplicationSource,
    revisions: readonly string[],
    index: number,
  ): Promise<Rendered | undefined> => {
    const isOnlyValues =
      source.ref !== undefined && source.path === '' && !source.chart;
    if (isOnlyValues) return undefined;
    const { application, destination, sources } = request;
    const refs = sources.flatMap((each, at) =>
      each.ref === undefined
        ? []
        : [{ ref: each.ref, source: each, revision: revisions[at] }],
    );
    const kinds = destination.servedKinds();
    const key = JSON.stringify([
      application.name,
      application.destination.namespace,
      source.raw,
      revisions[index],
      refs.map(({ ref, source: { repoURL }, revision }) => [
        ref,
        repoURL,
        revision,
      ]),
      destination.name,
      kinds.length,
    ]);
    const known = cache.get(key);
    if (known) return known;
    const { files } = await fetch(source, revisions[index]);
    const refFiles = await Promise.all(
      refs.map(async ({ ref, source: each, revision }) => {
        const fetched = await fetch(each, revision);
        return [ref, fetched.files] as const;
      }),
    );
    requirePath(source, files);
    const rendered = renderSource({
      files,
      path: source.chart === undefined ? source.path : '',
      source: source.raw,
      release: {
        name: application.name,
        namespace: application.destination.namespace,
        revision: 1,
        isInstall: true,
        isUpgrade: false,
        service: 'Helm',
      },
      capabilities: {
        kubeVersion: options.kubeVersion,
        apiVersions: apiVersionsOf(kinds),
      },
      refs: new Map(refFiles),
      renderChart,
    });
    cache.set(key, rendered);
    return rendered;
  };

  return {
    resolve,
    isUnchanged: async (url, paths, before, after) => {
      const [old, current] = await Promise.all(
        [before, after].map(async revision => {
          const tree = await treeOf(url, revision);
          return new Map(
            [...tree].filter(([file]) =>
              paths.some(path => isBelow(file, path)),
            ),
          );
        }),
      );
      return (
        old.size === current.size &&
        [...old].every(([file, text]) => current.get(file) === text)
      );
    },
    read: async request => {
      const revisions = await resolve(request);
      const rendered = await Promise.all(
        request.sources.map((source, index) =>
          labelled(request, index, () =>
            render(request, source, revisions, index),
          ),
        ),
      );
      const present = rendered.flatMap(each => each ?? []);
      return {
        revisions,
        types: present.map(each => each.type),
        objects: present.flatMap(each => each.objects),
      };
    },
  };
}

function isBelow(file: string, path: string): boolean {
  return path === '' || file === path || file.startsWith(`${path}/`);
}

/** A failure says which of the sources it was. */
async function labelled<Result>(
  { sources }: SourceRequest,
  index: number,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `failed to generate manifest for source ${index + 1} of ${
        sources.length
      }: rpc error: code = Unknown desc = ${reason}`,
      { cause: error },
    );
  }
}

function requirePath(
  source: ApplicationSource,
  files: ReadonlyMap<string, string>,
): void {
  if (source.chart !== undefined) {
    if (!files.has(CHART_FILES)) {
      throw new Error(`${source.chart}: no ${CHART_FILES} in the chart`);
    }
    return;
  }
  const prefix = source.path === '' ? '' : `${source.path}/`;
  const hasFile = [...files.keys()].some(file => file.startsWith(prefix));
  if (!hasFile) {
    throw new Error(`${source.path}: app path does not exist`);
  }
}

function apiVersionsOf(
  kinds: ReturnType<ClusterPort['servedKinds']>,
): readonly string[] {
  return [
    ...new Set(
      kinds.flatMap(({ apiVersion, kind }) => [
        apiVersion,
        `${apiVersion}/${kind}`,
      ]),
    ),
  ];
}
