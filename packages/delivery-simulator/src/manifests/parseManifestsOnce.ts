import type { KubernetesObject } from '@orrery/kubernetes-model';
import { createCostCache } from '../git/createCostCache';
import { parseManifests } from './parseManifests';

const MAX_OBJECTS = 4_000;

/** The same objects for the same text, whoever asked before. */
const parsed = createCostCache<readonly KubernetesObject[]>(
  MAX_OBJECTS,
  objects => objects.length + 1,
);

/**
 * As `parseManifests`, but a file that was read lately is not read again: a commit changes one file of hundreds. Never mutate
 * what it hands out.
 *
 * @throws ManifestError as `parseManifests`, every time
 */
export function parseManifestsOnce(
  text: string,
  file: string,
): readonly KubernetesObject[] {
  const known = parsed.get(text);
  if (known) return known;
  const objects = parseManifests(text, file);
  parsed.set(text, objects);
  return objects;
}
