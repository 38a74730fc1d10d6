import {
  recordAt,
  stringAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { GitError } from '../../git/GitError';
import type { GitRepositories } from '../../git/GitRepositories';
import type { FluxContext } from '../FluxContext';
import { artifactOf, artifactRevision } from './artifactOf';
import { withoutIgnored } from './ignoreFiles';
import {
  beginArtifact,
  intervalMs,
  requireSecret,
  SourceFailure,
  succeed,
} from './sourceOutcome';

const DEFAULT_BRANCH = 'master';

/** One look at a GitRepository: which commit its reference names, and an artifact of it where that is new. */
export async function fetchGitRepository(
  context: FluxContext,
  repositories: GitRepositories,
): Promise<number> {
  const { object } = context;
  requireSecret(context);
  refuseUnsupported(object);
  const url = stringAt(object, 'spec', 'url') ?? '';
  const { label, sha } = await checkout(url, () =>
    resolveReference(repositories, url, recordAt(object, 'spec', 'ref')),
  );
  const stored = label ? `${label}@sha1:${sha}` : `sha1:${sha}`;
  const message = `stored artifact for revision '${stored}'`;
  const ignore = stringAt(object, 'spec', 'ignore');
  const isKnown =
    artifactRevision(object) === stored &&
    stringAt(object, 'status', 'observedIgnore') === ignore;
  if (isKnown) {
    context.event(
      'Normal',
      'GitOperationSucceeded',
      `no changes since last reconcilation: observed revision '${stored}'`,
    );
    await succeed(context, {}, message);
    return intervalMs(context);
  }
  await beginArtifact(context, stored);
  const files = withoutIgnored(
    await checkout(url, () => repositories.readFiles(url, sha)),
    ignore,
  );
  const commit = await checkout(url, () =>
    repositories.describeCommit(url, sha),
  );
  const [subject] = commit.message.split('\n');
  context.event(
    'Normal',
    'NewArtifact',
    `stored artifact for commit '${subject}'`,
  );
  const artifact = artifactOf(
    object,
    { revision: stored, file: `${sha}.tar.gz`, files },
    context.cluster.nowMs(),
  );
  return succeed(context, { artifact, observedIgnore: ignore }, message);
}

/** The files of the artifact that a GitRepository says it stored. */
export async function readGitArtifact(
  repositories: GitRepositories,
  source: KubernetesObject,
): Promise<ReadonlyMap<string, string>> {
  const url = stringAt(source, 'spec', 'url') ?? '';
  const sha = (artifactRevision(source) ?? '').replace(/^.*sha1:/, '');
  return withoutIgnored(
    await repositories.readFiles(url, sha),
    stringAt(source, 'status', 'observedIgnore'),
  );
}

/** The commit of a reference, and what revisions call it; a commit alone has no name. */
async function resolveReference(
  repositories: GitRepositories,
  url: string,
  ref: JsonRecord | undefined,
): Promise<{ readonly label?: string; readonly sha: string }> {
  const at = (field: string) => stringAt(ref, field) || undefined;
  const find = (revision: string, problem: string) =>
    repositories.resolve(url, revision).catch(error => {
      throw error instanceof GitError && error.code === 'revision-not-found'
        ? gitFailure(problem)
        : error;
    });
  const inRefs = async (label: string, name: string) => ({
    label,
    sha: await find(
      name,
      `unable to clone '${url}': couldn't find remote ref "${name}"`,
    ),
  });
  const commit = at('commit');
  if (commit) {
    const problem = `unable to resolve commit object for '${commit}': object not found`;
    return { label: at('branch'), sha: await find(commit, problem) };
  }
  const name = at('name');
  if (name) {
    const problem = `unable to resolve ref '${name}' to a specific commit`;
    return { label: name, sha: await find(name, problem) };
  }
  const range = at('semver');
  const tag = range ? await repositories.matchTag(url, range) : at('tag');
  if (tag) return inRefs(tag, `refs/tags/${tag}`);
  if (range) throw gitFailure(`no match found for semver: ${range}`);
  const branch = at('branch') ?? DEFAULT_BRANCH;
  return inRefs(branch, `refs/heads/${branch}`);
}

async function checkout<T>(url: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw gitFailure(`unable to clone '${url}': ${error.message}`);
  }
}

function gitFailure(problem: string): SourceFailure {
  return new SourceFailure(
    'GitOperationFailed',
    `failed to checkout and determine revision: ${problem}`,
  );
}

function refuseUnsupported(object: KubernetesObject): void {
  for (const field of ['include', 'verify']) {
    const value = recordAt(object, 'spec')?.[field];
    const isSet = Array.isArray(value) ? value.length > 0 : value !== undefined;
    if (isSet) {
      throw new SourceFailure(
        'UnsupportedField',
        `spec.${field} is not simulated`,
      );
    }
  }
}
