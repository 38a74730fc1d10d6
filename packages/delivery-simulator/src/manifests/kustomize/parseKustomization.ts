import { posix } from 'node:path';
import {
  isTrueAt,
  recordAt,
  recordsAt,
  stringAt,
  stringMapAt,
  stringsAt,
} from '@orrery/kubernetes-model';
import { stringify } from 'yaml';
import type { JsonMap } from '../../cluster/JsonMap';
import { ManifestError } from '../ManifestError';
import { parseDocuments } from '../parseManifests';
import type {
  Kustomization,
  KustomizeImage,
  KustomizeLabels,
  KustomizePatch,
} from './Kustomization';
import { parseGenerators } from './parseGenerators';

const FILE_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const READ_FIELDS = new Set([
  'resources',
  'bases',
  'components',
  'namespace',
  'namePrefix',
  'nameSuffix',
  'commonLabels',
  'labels',
  'commonAnnotations',
  'images',
  'replicas',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'configMapGenerator',
  'secretGenerator',
  'generatorOptions',
]);
/** Without effect on what is made. */
const IGNORED_FIELDS = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'buildMetadata',
  'sortOptions',
]);

/** Where the kustomization of a folder stands, if it has one. */
export function findKustomization(
  files: ReadonlyMap<string, string>,
  folder: string,
): string | undefined {
  return FILE_NAMES.map(name => posix.join(folder, name)).find(path =>
    files.has(path),
  );
}

/**
 * Reads the kustomization of a folder, with `overrides` (the fields of `source.kustomize` in an Application) put over it.
 *
 * @throws ManifestError where it is missing, is not YAML, names a file that is not there, or uses what is not supported.
 */
export function parseKustomization(
  files: ReadonlyMap<string, string>,
  folder: string,
  overrides: JsonMap = {},
): Kustomization {
  const file = findKustomization(files, folder);
  if (file === undefined) {
    throw new ManifestError(
      `${
        folder || '.'
      }: unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization'`,
    );
  }
  const [document] = parseDocuments(files.get(file) ?? '', file);
  const own = recordAt(document?.value) ?? {};
  for (const field of Object.keys(own)) {
    if (!READ_FIELDS.has(field) && !IGNORED_FIELDS.has(field)) {
      throw new ManifestError(
        `${file}:1: field "${field}" is not supported here`,
      );
    }
  }
  const read = (path: string) => {
    const text = files.get(posix.join(folder, path));
    if (text === undefined) {
      throw new ManifestError(`${file}:1: ${path}: no such file`);
    }
    return text;
  };
  const override = (field: string) =>
    stringAt(overrides, field) ?? stringAt(own, field);
  return {
    resources: [...stringsAt(own, 'resources'), ...stringsAt(own, 'bases')],
    components: [
      ...stringsAt(own, 'components'),
      ...stringsAt(overrides, 'components'),
    ],
    namespace: override('namespace'),
    namePrefix: override('namePrefix') ?? '',
    nameSuffix: override('nameSuffix') ?? '',
    labels: [...labelsOf(own), ...labelsOf(overrides)],
    commonAnnotations: {
      ...stringMapAt(own, 'commonAnnotations'),
      ...stringMapAt(overrides, 'commonAnnotations'),
    },
    images: [
      ...recordsAt(own, 'images').map(toImage),
      ...stringsAt(overrides, 'images').map(parseImageOverride),
    ],
    replicas: [
      ...recordsAt(own, 'replicas'),
      ...recordsAt(overrides, 'replicas'),
    ].map(entry => ({
      name: stringAt(entry, 'name') ?? '',
      count: Number(entry.count),
    })),
    patches: [
      ...patchesOf(own, file, read),
      ...patchesOf(overrides, file, read),
    ],
    generators: parseGenerators(own, file, read),
  };
}

function labelsOf(fields: JsonMap): readonly KustomizeLabels[] {
  const common = stringMapAt(fields, 'commonLabels');
  const listed = recordsAt(fields, 'labels').map(entry => ({
    pairs: stringMapAt(entry, 'pairs'),
    includeSelectors: isTrueAt(entry, 'includeSelectors'),
    includeTemplates:
      isTrueAt(entry, 'includeTemplates') ||
      isTrueAt(entry, 'includeSelectors'),
  }));
  return Object.keys(common).length === 0
    ? listed
    : [
        { pairs: common, includeSelectors: true, includeTemplates: true },
        ...listed,
      ];
}

function toImage(entry: JsonMap): KustomizeImage {
  const tag = entry.newTag;
  return {
    name: stringAt(entry, 'name') ?? '',
    newName: stringAt(entry, 'newName'),
    newTag: tag === undefined || tag === null ? undefined : String(tag),
    digest: stringAt(entry, 'digest'),
  };
}

/** `name=newName:tag`, `name:tag`, `name=newName@sha256:…`. */
function parseImageOverride(text: string): KustomizeImage {
  const equals = text.indexOf('=');
  const image = text.slice(equals + 1);
  const [withTag, digest] = image.split('@');
  const colon = withTag.lastIndexOf(':');
  const hasTag = colon > withTag.lastIndexOf('/');
  const newName = hasTag ? withTag.slice(0, colon) : withTag;
  return {
    name: equals > 0 ? text.slice(0, equals) : newName,
    newName,
    newTag: hasTag ? withTag.slice(colon + 1) : undefined,
    digest,
  };
}

function patchesOf(
  fields: JsonMap,
  file: string,
  read: (path: string) => string,
): readonly KustomizePatch[] {
  const strategic = stringsAt(fields, 'patchesStrategicMerge').map(entry =>
    entry.includes('\n')
      ? { file, text: entry, allowNameChange: false }
      : { file: entry, text: read(entry), allowNameChange: false },
  );
  const targeted = [
    ...recordsAt(fields, 'patches'),
    ...recordsAt(fields, 'patchesJson6902'),
  ].map(entry => {
    const path = stringAt(entry, 'path');
    const target = recordAt(entry, 'target');
    return {
      file: path ?? file,
      text: path === undefined ? inlineTextOf(entry.patch) : read(path),
      allowNameChange: isTrueAt(entry, 'options', 'allowNameChange'),
      ...(target ? { target: stringMapAt(target) } : {}),
    };
  });
  return [...strategic, ...targeted];
}

/** A patch may be written as text or as YAML in place. */
function inlineTextOf(patch: unknown): string {
  return typeof patch === 'string' ? patch : stringify(patch ?? {});
}
