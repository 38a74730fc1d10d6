import {
  fieldAt,
  parseTimeMs,
  recordAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../cluster/ClusterPort';
import type { JsonMap } from '../cluster/JsonMap';
import type { GitCommit, GitRepositories } from '../git/GitRepositories';
import { parseManifestsOnce } from '../manifests/parseManifestsOnce';
import { refOf } from '../reconciling/refOf';
import { toTimestamp } from '../reconciling/toTimestamp';
import type { Application } from './application/Application';
import { imagesOf } from './application/imagesOf';
import { parseApplication } from './application/parseApplication';
import { APPLICATION, ARGO_MANAGER } from './argoKinds';
import { toOperationState } from './controller/OperationState';
import { kubectlNameOf } from './sync/kubectlNameOf';
import type { SyncResult } from './sync/SyncTask';
import { resourceNameOf } from './tracking/resourceKeyOf';

interface RememberOptions {
  readonly control: ClusterPort;
  readonly repositories: GitRepositories;
}

const MAX_COMMITS = 10_000;
const NOTICE_MS = 40_000;
const SYNC_MS = 4_000;
/** From the end of a sync to the last pod that is ready. */
const ROLLOUT_MS = 70_000;

/** A deployment of the past. */
interface Deployment {
  readonly id: number;
  readonly commit: GitCommit;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly initiatedBy: JsonMap;
  readonly source: JsonMap;
}

/**
 * Gives Applications that are meant to be old the past that they would have: every commit to their folder was deployed
 * soon after it was made, by Argo CD itself or by its author. Applications that have an operation already, several
 * sources or a chart are left alone. Call it before `startArgoCd`. Cost: one log and one reading of the files per repository and branch.
 */
export async function rememberDeployments({
  control,
  repositories,
}: RememberOptions): Promise<void> {
  const branches = new Map<string, Promise<Branch>>();
  for (const object of control.list(APPLICATION)) {
    const application = parseApplication(object);
    const [source] = application.sources;
    const isOld =
      fieldAt(object, 'status', 'operationState') === undefined &&
      !application.isMultiSource &&
      source?.chart === undefined &&
      repositories.has(source?.repoURL ?? '');
    if (!isOld) continue;
    const { repoURL, targetRevision, path } = source;
    const key = `${repoURL} ${targetRevision}`;
    const branch =
      branches.get(key) ?? readBranch(repositories, repoURL, targetRevision);
    branches.set(key, branch);
    const { log, texts } = await branch;
    const commits = log.filter(({ files }) =>
      files.some(file => file.startsWith(`${path}/`)),
    );
    if (commits.length === 0) continue;
    const deployments = deploymentsOf(application, commits);
    const last = deployments[deployments.length - 1];
    const results = last ? resultsOf(texts, application, last) : [];
    await control.mergePatch(
      refOf(object),
      { status: pastOf(application, deployments, results) },
      { manager: ARGO_MANAGER },
    );
  }
}

/** A branch as it is: what its last commit to a folder wrote is still there. */
interface Branch {
  /** Newest first. */
  readonly log: readonly GitCommit[];
  readonly texts: ReadonlyMap<string, string>;
}

async function readBranch(
  repositories: GitRepositories,
  url: string,
  revision: string,
): Promise<Branch> {
  const head = await repositories.resolve(url, revision);
  const [log, texts] = await Promise.all([
    repositories.commitsBetween(url, undefined, head, MAX_COMMITS),
    repositories.readFiles(url, head),
  ]);
  return { log, texts };
}

/**
 * Commits come newest first. Those before the Application was created came together, with its first sync.
 */
function deploymentsOf(
  { object, sources, automated, revisionHistoryLimit }: Application,
  commits: readonly GitCommit[],
): readonly Deployment[] {
  const createdAtMs = parseTimeMs(object.metadata.creationTimestamp) ?? 0;
  const since = commits.filter(({ dateMs }) => dateMs >= createdAtMs);
  const [newestBefore] = commits.slice(since.length);
  const deployed = newestBefore
    ? [...since, { ...newestBefore, dateMs: createdAtMs - NOTICE_MS }]
    : since;
  return deployed
    .slice(0, Math.max(0, revisionHistoryLimit))
    .map((commit, index): Deployment => {
      const startedAtMs = commit.dateMs + delayOf(object, commit.sha);
      return {
        id: deployed.length - 1 - index,
        commit,
        startedAtMs,
        finishedAtMs: startedAtMs + SYNC_MS,
        initiatedBy: automated
          ? { automated: true }
          : { username: commit.author.email.split('@')[0] },
        source: sources[0].raw,
      };
    })
    .reverse();
}

function pastOf(
  application: Application,
  deployments: readonly Deployment[],
  results: readonly SyncResult[],
): JsonMap {
  const history = deployments.map(each => ({
    id: each.id,
    revision: each.commit.sha,
    deployStartedAt: toTimestamp(each.startedAtMs),
    deployedAt: toTimestamp(each.finishedAtMs),
    initiatedBy: each.initiatedBy,
    source: each.source,
  }));
  const last = deployments[deployments.length - 1];
  if (!last) return { history };
  const { automated, syncOptions, object } = application;
  const retry = recordAt(object, 'spec', 'syncPolicy', 'retry');
  return {
    history,
    sync: { status: 'Synced', revision: last.commit.sha },
    health: {
      status: 'Healthy',
      lastTransitionTime: toTimestamp(last.finishedAtMs + ROLLOUT_MS),
    },
    operationState: toOperationState({
      operation: {
        initiatedBy: last.initiatedBy,
        ...(automated && retry ? { retry } : {}),
        sync: {
          revision: last.commit.sha,
          ...(automated?.prune ? { prune: true } : {}),
          ...(syncOptions.length > 0 ? { syncOptions } : {}),
        },
      },
      phase: 'Succeeded',
      message: 'successfully synced (all tasks run)',
      startedAtMs: last.startedAtMs,
      finishedAtMs: last.finishedAtMs,
      retryCount: 0,
      syncResult: {
        revisions: [last.commit.sha],
        results,
        source: last.source,
      },
    }),
  };
}

/** What the last sync applied: the objects in the files of its commit. */
function resultsOf(
  texts: ReadonlyMap<string, string>,
  { sources, destination }: Application,
  { id, commit }: Deployment,
): readonly SyncResult[] {
  const [{ path }] = sources;
  return commit.files
    .filter(file => file.startsWith(`${path}/`) && /\.(ya?ml|json)$/.test(file))
    .flatMap(file => parseManifestsOnce(texts.get(file) ?? '', file))
    .map((object): SyncResult => {
      const images = imagesOf(object);
      return {
        ...resourceNameOf(object),
        namespace: object.metadata.namespace ?? destination.namespace,
        version: (object.apiVersion ?? '').split('/').slice(-1)[0],
        status: 'Synced',
        message: `${kubectlNameOf(object)} ${
          id === 0 ? 'created' : 'configured'
        }`,
        hookPhase: 'Running',
        syncPhase: 'Sync',
        ...(images.length > 0 ? { images } : {}),
      };
    });
}

/** Between the commit and its deployment: never the same, always the same again. */
function delayOf(object: KubernetesObject, sha: string): number {
  const digits = Number.parseInt(sha.slice(0, 4), 16) || 0;
  const name = stringAt(object, 'metadata', 'name') ?? '';
  return NOTICE_MS + ((digits + name.length * 977) % 90_000);
}
