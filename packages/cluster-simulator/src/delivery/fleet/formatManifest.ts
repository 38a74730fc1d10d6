import { dump } from 'js-yaml';

/**
 * Plain JSON data as YAML, in the order of its keys, as people write manifests; parsers of YAML 1.1 and 1.2 read the same, but for
 * numbers with underscores. Hundreds are written while the fleet starts: js-yaml takes a fifth of the time that `yaml` takes.
 */
export function formatManifest(value: unknown): string {
  return dump(value, {
    lineWidth: -1,
    noRefs: true,
    quotingType: '"',
    skipInvalid: true,
  });
}
