import { posix } from 'node:path';
import type { Application } from '../application/Application';
import { MANIFEST_PATHS } from '../argoKinds';
import type { ArgoContext } from './ArgoContext';
import type { OperationState } from './OperationState';

/**
 * Whether nothing that an Application is made of has changed since its last operation, although the repository has: only
 * Applications that name their paths know. Without a last operation, or with several sources, nothing is known.
 */
export async function isSameContent(
  { reader }: ArgoContext,
  { object, sources, isMultiSource }: Application,
  revisions: readonly string[],
  state: OperationState | undefined,
): Promise<boolean> {
  const paths = object.metadata.annotations?.[MANIFEST_PATHS];
  const before = state?.syncResult?.revisions[0];
  const [source] = sources;
  const isKnown = paths && before && !isMultiSource && source && !source.chart;
  if (!isKnown || before === revisions[0]) return false;
  const below = paths
    .split(';')
    .map(path =>
      path.startsWith('/')
        ? posix.normalize(path).slice(1)
        : posix.join(source.path, path),
    );
  return reader.isUnchanged(
    source.repoURL,
    below.map(path => (path === '.' ? '' : path.replace(/\/$/, ''))),
    before,
    revisions[0],
  );
}
