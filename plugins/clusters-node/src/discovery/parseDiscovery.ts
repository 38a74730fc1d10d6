import type { DiscoveredKind } from '../connection/KindRef';
import { parseRecord } from '../connection/parseObject';

/** A group and its versions, preferred first, as the legacy index `/api` or `/apis` lists them. */
export interface GroupVersions {
  readonly group: string;
  readonly versions: readonly string[];
}

/** Reads an `APIGroupDiscoveryList` (v2 and v2beta1 are alike). Versions come in order of preference. */
export function parseAggregatedDiscovery(value: unknown): DiscoveredKind[] {
  const kinds: DiscoveredKind[] = [];
  for (const item of listOf(parseRecord(value, 'discovery').items)) {
    const entry = parseRecord(item, 'a discovered group');
    const metadata = parseRecord(entry.metadata ?? {}, 'metadata');
    const group = textOf(metadata.name);
    const seen = new Set<string>();
    for (const versionValue of listOf(entry.versions)) {
      const version = parseRecord(versionValue, 'a version');
      for (const resource of listOf(version.resources)) {
        const kind = parseAggregatedResource(
          parseRecord(resource, 'a resource'),
          group,
          textOf(version.version),
          seen,
        );
        if (kind) kinds.push(kind);
      }
    }
  }
  return kinds;
}

/** Reads the legacy indexes: `APIVersions` of `/api` or `APIGroupList` of `/apis`. */
export function parseLegacyIndex(value: unknown): GroupVersions[] {
  const index = parseRecord(value, 'the index');
  if (Array.isArray(index.versions)) {
    return [{ group: '', versions: index.versions.map(textOf) }];
  }
  return listOf(index.groups).map(groupValue => {
    const group = parseRecord(groupValue, 'a group');
    const versions = listOf(group.versions).map(version =>
      textOf(parseRecord(version, 'a version').version),
    );
    const preferred = textOf(
      parseRecord(group.preferredVersion ?? {}, 'preferredVersion').version,
    );
    return {
      group: textOf(group.name),
      versions: [
        ...versions.filter(version => version === preferred),
        ...versions.filter(version => version !== preferred),
      ],
    };
  });
}

/** Reads an `APIResourceList`; `seen` holds the plurals that a preferred version of the group serves already. */
export function parseLegacyResources(
  value: unknown,
  group: string,
  version: string,
  seen: Set<string>,
): DiscoveredKind[] {
  const entries = listOf(parseRecord(value, 'the resource list').resources).map(
    entry => parseRecord(entry, 'a resource'),
  );
  const subresourcesOf = (plural: string) =>
    entries
      .map(entry => textOf(entry.name))
      .filter(name => name.startsWith(`${plural}/`))
      .map(name => name.slice(plural.length + 1));
  return entries
    .filter(entry => !textOf(entry.name).includes('/'))
    .map(entry =>
      kindOf(
        {
          plural: textOf(entry.name),
          kind: textOf(entry.kind),
          singular: textOf(entry.singularName),
          namespaced: entry.namespaced === true,
          entry,
          subresources: subresourcesOf(textOf(entry.name)),
        },
        group,
        version,
        seen,
      ),
    );
}

function parseAggregatedResource(
  entry: Record<string, unknown>,
  group: string,
  version: string,
  seen: Set<string>,
): DiscoveredKind | undefined {
  const responseKind = parseRecord(entry.responseKind ?? {}, 'responseKind');
  const kind = textOf(responseKind.kind);
  // Stale entries of a broken aggregated API have no kind: they cannot be listed.
  if (kind === '') return undefined;
  return kindOf(
    {
      plural: textOf(entry.resource),
      kind,
      singular: textOf(entry.singularResource),
      namespaced: entry.scope === 'Namespaced',
      entry,
      subresources: listOf(entry.subresources).map(value =>
        textOf(parseRecord(value, 'a subresource').subresource),
      ),
    },
    group,
    version,
    seen,
  );
}

interface ResourceParts {
  readonly plural: string;
  readonly kind: string;
  readonly singular: string;
  readonly namespaced: boolean;
  readonly entry: Record<string, unknown>;
  readonly subresources: readonly string[];
}

function kindOf(
  parts: ResourceParts,
  group: string,
  version: string,
  seen: Set<string>,
): DiscoveredKind {
  const { entry, ...rest } = parts;
  const preferred = !seen.has(parts.plural);
  seen.add(parts.plural);
  return {
    ...rest,
    singular: parts.singular || parts.kind.toLowerCase(),
    group,
    version,
    shortNames: listOf(entry.shortNames).map(textOf),
    categories: listOf(entry.categories).map(textOf),
    verbs: listOf(entry.verbs).map(textOf),
    preferred,
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
