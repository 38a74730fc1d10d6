import {
  fieldAt,
  stringAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { ClusterPort } from '../cluster/ClusterPort';
import type { GitCommit, GitRepositories } from '../git/GitRepositories';
import { refOf } from '../reconciling/refOf';
import { toTimestamp } from '../reconciling/toTimestamp';
import type { Application } from './application/Application';
import { parseApplication } from './application/parseApplication';
import { APPLICATION, ARGO_MANAGER } from './argoKinds';

interface RememberOptions {
  readonly control: ClusterPort;
  readonly repositories: GitRepositories;
}

const MAX_COMMITS = 10_000;
const NOTICE_MS = 40_000;
const SYNC_MS = 4_000;

/**
 * Gives Applications that are meant to be old the past that they would have: every commit to their folder was deployed
 * soon after it was made, by Argo CD itself or by its author. Applications that have an operation already, several
 * sources or a chart are left alone. Call it before `startArgoCd`. Cost: one log per repository and branch.
 */
export async function rememberDeployments({
  control,
  repositories,
}: RememberOptions): Promise<void> {
  const logs = new Map<string, Promise<readonly GitCommit[]>>();
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
    const log = logs.get(key) ?? readLog(repositories, repoURL, targetRevision);
    logs.set(key, log);
    const commits = (await log).filter(({ files }) =>
      files.some(file => file.startsWith(`${path}/`)),
    );
    if (commits.length === 0) continue;
    await control.mergePatch(
      refOf(object),
      { status: pastOf(application, commits) },
      { manager: ARGO_MANAGER },
    );
  }
}

async function readLog(
  repositories: GitRepositories,
  url: string,
  revision: string,
): Promise<readonly GitCommit[]> {
  const head = await repositories.resolve(url, revision);
  return repositories.commitsBetween(url, undefined, head, MAX_COMMITS);
}

/** Commits come newest first. */
function pastOf(
  { object, sources, automated, revisionHistoryLimit }: Application,
  commits: readonly GitCommit[],
) {
  const source = sources[0].raw;
  const history = commits
    .slice(0, Math.max(0, revisionHistoryLimit))
    .map(({ sha, author, dateMs }, index) => ({
      id: commits.length - 1 - index,
      revision: sha,
      deployStartedAt: toTimestamp(dateMs + delayOf(object, sha)),
      deployedAt: toTimestamp(dateMs + delayOf(object, sha) + SYNC_MS),
      initiatedBy: automated
        ? { automated: true }
        : { username: author.email.split('@')[0] },
      source,
    }))
    .reverse();
  const last = history[history.length - 1];
  if (!last) return { history };
  return {
    history,
    operationState: {
      operation: {
        initiatedBy: last.initiatedBy,
        sync: {
          revision: last.revision,
          ...(automated?.prune ? { prune: true } : {}),
        },
      },
      phase: 'Succeeded',
      message: 'successfully synced (all tasks run)',
      startedAt: last.deployStartedAt,
      finishedAt: last.deployedAt,
      syncResult: { revision: last.revision, resources: [], source },
    },
  };
}

/** Between the commit and its deployment: never the same, always the same again. */
function delayOf(object: KubernetesObject, sha: string): number {
  const digits = Number.parseInt(sha.slice(0, 4), 16) || 0;
  const name = stringAt(object, 'metadata', 'name') ?? '';
  return NOTICE_MS + ((digits + name.length * 977) % 90_000);
}
