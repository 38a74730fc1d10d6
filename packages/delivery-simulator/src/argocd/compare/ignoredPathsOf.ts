import {
  groupOf,
  parseJsonPointer,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { matchGlob } from '../../manifests/matchGlob';
import type { IgnoredDifference } from '../application/Application';
import { managedPaths } from './managedPaths';
import { parseJqPath, type PathStep } from './parseJqPath';

/** The paths of an object that `ignoreDifferences` leaves out of the comparison. A program that is not a path is left out. */
export function ignoredPathsOf(
  ignored: readonly IgnoredDifference[],
  live: KubernetesObject,
): readonly (readonly PathStep[])[] {
  return ignored
    .filter(entry => isFor(entry, live))
    .flatMap(entry => [
      ...entry.jsonPointers.map(pointer =>
        parseJsonPointer(pointer).map(toStep),
      ),
      ...entry.jqPathExpressions.flatMap(text => {
        const path = parseJqPath(text);
        return path ? [path] : [];
      }),
      ...managedPaths(live, entry.managedFieldsManagers).map(path =>
        path.map(toStep),
      ),
    ]);
}

function isFor(entry: IgnoredDifference, live: KubernetesObject): boolean {
  const { namespace, name } = live.metadata;
  return (
    matchGlob(entry.group, groupOf(live.apiVersion), { crossesSlash: true }) &&
    matchGlob(entry.kind, live.kind ?? '') &&
    (!entry.name || entry.name === name) &&
    (!entry.namespace || entry.namespace === namespace)
  );
}

function toStep(part: string | number): PathStep {
  if (typeof part === 'number') return { kind: 'index', index: part };
  return /^\d+$/.test(part)
    ? { kind: 'index', index: Number(part) }
    : { kind: 'field', name: part };
}
