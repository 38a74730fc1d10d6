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
  const { label, revision } = referenceOf(recordAt(object, 'spec', 'ref'));
  const sha = await checkout(url, () => repositories.resolve(url, revision));
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

/** What to resolve, and what revisions call it; a commit alone has no name. */
function referenceOf(ref: JsonRecord | undefined): {
  readonly label?: string;
  readonly revision: string;
} {
  const at = (field: string) => stringAt(ref, field);
  const branch = at('branch') ?? DEFAULT_BRANCH;
  const commit = at('commit');
  if (commit) return { label: at('branch'), revision: commit };
  const name = at('name') ?? at('semver') ?? at('tag');
  return { label: name ?? branch, revision: name ?? branch };
}

async function checkout<T>(url: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new SourceFailure(
      'GitOperationFailed',
      `failed to checkout and determine revision: unable to clone '${url}': ${error.message}`,
    );
  }
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
