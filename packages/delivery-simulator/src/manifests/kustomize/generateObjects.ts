import { createHash } from 'node:crypto';
import {
  stringAt,
  stringMapAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { ManifestError } from '../ManifestError';
import type { KustomizedObject, KustomizeGenerator } from './Kustomization';

/** So that no word comes out by accident. */
const HASH_LETTERS: Readonly<Record<string, string>> = {
  '0': 'g',
  '1': 'h',
  '3': 'k',
  a: 'm',
  e: 't',
};

/**
 * The objects with those of the generators: new ones, or merged into or put in the place of one that a base generated.
 *
 * @throws ManifestError when an object to merge with does not exist, or one to create does.
 */
export function generateObjects(
  objects: readonly KustomizedObject[],
  generators: readonly KustomizeGenerator[],
  folder: string,
): readonly KustomizedObject[] {
  const all = [...objects];
  for (const generator of generators) {
    const index = all.findIndex(
      ({ object, formerNames }) =>
        object.kind === generator.kind &&
        (object.metadata.name === generator.name ||
          formerNames.includes(generator.name)),
    );
    const where = `${folder || '.'}: ${generator.kind} ${generator.name}`;
    if (generator.behavior === 'create') {
      if (index !== -1) throw new ManifestError(`${where} exists already`);
      all.push({
        object: toObject(generator),
        formerNames: [],
        isHashed: generator.isHashed,
      });
    } else if (index === -1) {
      throw new ManifestError(
        `${where} does not exist; cannot ${generator.behavior}`,
      );
    } else {
      all[index] = combined(all[index], generator);
    }
  }
  return all;
}

/** The suffix that a ConfigMap or Secret gets for its content, as kustomize computes it (api/hasher). */
export function contentHashOf(object: KubernetesObject): string {
  const encoded = JSON.stringify({
    data: Object.fromEntries(
      Object.entries(stringMapAt(object, 'data')).sort(([a], [b]) =>
        a < b ? -1 : 1,
      ),
    ),
    kind: object.kind,
    // Kustomize means the name, looks it up in a place where it is not, and hashes that.
    name: '',
    ...(object.kind === 'Secret' ? { type: stringAt(object, 'type') } : {}),
  }).replace(
    /[<>&]/g,
    character => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
  const hash = createHash('sha256').update(encoded).digest('hex');
  return hash
    .slice(0, 10)
    .replace(/[013ae]/g, digit => HASH_LETTERS[digit] ?? digit);
}

function combined(
  base: KustomizedObject,
  generator: KustomizeGenerator,
): KustomizedObject {
  const own = toObject(generator);
  if (generator.behavior === 'replace') {
    return {
      ...base,
      object: {
        ...own,
        metadata: { ...own.metadata, name: base.object.metadata.name },
      },
    };
  }
  return {
    ...base,
    object: {
      ...base.object,
      data: {
        ...stringMapAt(base.object, 'data'),
        ...stringMapAt(own, 'data'),
      },
      metadata: {
        ...base.object.metadata,
        ...metadataOf({
          labels: { ...base.object.metadata.labels, ...generator.labels },
          annotations: {
            ...base.object.metadata.annotations,
            ...generator.annotations,
          },
        }),
      },
    },
  };
}

function toObject(generator: KustomizeGenerator): KubernetesObject {
  const isSecret = generator.kind === 'Secret';
  const data = Object.fromEntries(
    Object.entries(generator.data).map(([key, value]) => [
      key,
      isSecret ? Buffer.from(value).toString('base64') : value,
    ]),
  );
  return {
    apiVersion: 'v1',
    kind: generator.kind,
    metadata: {
      name: generator.name,
      ...(generator.namespace ? { namespace: generator.namespace } : {}),
      ...metadataOf(generator),
    },
    ...(isSecret ? { type: generator.type ?? 'Opaque' } : {}),
    data,
  };
}

function metadataOf(from: {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}) {
  const { labels, annotations } = from;
  return {
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  };
}
