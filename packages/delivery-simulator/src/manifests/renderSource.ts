import {
  fieldAt,
  isTrueAt,
  recordAt,
  recordsAt,
  stringAt,
  stringsAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { posix } from 'node:path';
import { isJsonMap, type JsonMap } from '../cluster/JsonMap';
import { parseSetValue, setValue } from '../helm/values/setValue';
import type { ChartRelease, RenderChart } from './ChartSource';
import { buildKustomization } from './kustomize/buildKustomization';
import { findKustomization } from './kustomize/parseKustomization';
import { ManifestError } from './ManifestError';
import { parseDocuments } from './parseManifests';
import { readDirectory } from './readDirectory';

/** How manifests are made; Argo CD's `status.sourceType`. */
export type SourceType = 'Directory' | 'Kustomize' | 'Helm';

/** Everything that the manifests of one source depend on. */
export interface RenderRequest {
  /** The whole repository at one commit, or a chart at the root. */
  readonly files: ReadonlyMap<string, string>;
  readonly path: string;
  /** The source as the Application has it: `directory`, `kustomize`, `helm`. */
  readonly source: JsonMap;
  readonly release: ChartRelease;
  readonly capabilities: Parameters<RenderChart>[0]['capabilities'];
  /** Files of other sources by their `ref`, for value files `$ref/path`. */
  readonly refs: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly renderChart: RenderChart;
}

/** What came out. */
export interface RenderedSource {
  readonly type: SourceType;
  readonly objects: readonly KubernetesObject[];
}

/**
 * Makes the manifests of a source: a chart where there is a `Chart.yaml`, a kustomization where there is one, else plain
 * files. Pure: the same request gives the same objects.
 *
 * @throws ManifestError naming file and line
 */
export function renderSource(request: RenderRequest): RenderedSource {
  const type = sourceTypeOf(request);
  switch (type) {
    case 'Helm':
      return { type, objects: renderHelm(request) };
    case 'Kustomize':
      return {
        type,
        objects: buildKustomization(
          request.files,
          request.path,
          recordAt(request.source, 'kustomize') ?? {},
        ),
      };
    default:
      return {
        type,
        objects: readDirectory(filesBelow(request.files, request.path), {
          recurse: isTrueAt(request.source, 'directory', 'recurse'),
          include: stringAt(request.source, 'directory', 'include'),
          exclude: stringAt(request.source, 'directory', 'exclude'),
        }),
      };
  }
}

/** The files of a folder, by their path below it. */
export function filesBelow(
  files: ReadonlyMap<string, string>,
  path: string,
): ReadonlyMap<string, string> {
  if (path === '' || path === '.') return files;
  const prefix = `${path}/`;
  return new Map(
    [...files].flatMap(([name, text]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), text]] : [],
    ),
  );
}

function sourceTypeOf({ files, path, source }: RenderRequest): SourceType {
  if (recordAt(source, 'kustomize')) return 'Kustomize';
  if (recordAt(source, 'helm')) return 'Helm';
  if (recordAt(source, 'directory')) return 'Directory';
  if (files.has(posix.join(path, 'Chart.yaml'))) return 'Helm';
  return findKustomization(files, path) ? 'Kustomize' : 'Directory';
}

function renderHelm(request: RenderRequest): readonly KubernetesObject[] {
  const { source, release } = request;
  const name = stringAt(source, 'helm', 'releaseName') || release.name;
  const namespace = stringAt(source, 'helm', 'namespace') ?? release.namespace;
  return request.renderChart({
    files: filesBelow(request.files, request.path),
    values: valuesOf(request),
    release: { ...release, name, namespace },
    capabilities: {
      kubeVersion:
        stringAt(source, 'helm', 'kubeVersion') ??
        request.capabilities.kubeVersion,
      apiVersions: [
        ...request.capabilities.apiVersions,
        ...stringsAt(source, 'helm', 'apiVersions'),
      ],
    },
    includeCrds: !isTrueAt(source, 'helm', 'skipCrds'),
  });
}

/** Value files in their order, then `values` or `valuesObject`, the parameters, and those out of files. */
function valuesOf(request: RenderRequest): JsonMap {
  const { source } = request;
  let values: JsonMap = {};
  for (const path of stringsAt(source, 'helm', 'valueFiles')) {
    const text = readValueFile(request, path);
    if (text !== undefined)
      values = mergeValues(values, parseValues(text, path));
  }
  const object = recordAt(source, 'helm', 'valuesObject');
  const inline = stringAt(source, 'helm', 'values') ?? '';
  values = mergeValues(values, object ?? parseValues(inline, 'values'));
  for (const parameter of recordsAt(source, 'helm', 'parameters')) {
    const text = stringAt(parameter, 'value') ?? '';
    values = setValue(
      values,
      stringAt(parameter, 'name') ?? '',
      isTrueAt(parameter, 'forceString') ? text : parseSetValue(text),
    );
  }
  for (const parameter of recordsAt(source, 'helm', 'fileParameters')) {
    const text = readValueFile(request, stringAt(parameter, 'path') ?? '');
    values = setValue(values, stringAt(parameter, 'name') ?? '', text);
  }
  return values;
}

function readValueFile(
  { files, path, refs, source }: RenderRequest,
  valueFile: string,
): string | undefined {
  const [ref, ...rest] = valueFile.split('/');
  const text = ref.startsWith('$')
    ? refs.get(ref.slice(1))?.get(rest.join('/'))
    : files.get(
        valueFile.startsWith('/')
          ? valueFile.slice(1)
          : posix.join(path, valueFile),
      );
  if (
    text === undefined &&
    !isTrueAt(source, 'helm', 'ignoreMissingValueFiles')
  ) {
    throw new ManifestError(`${valueFile}:1: no such file or directory`);
  }
  return text;
}

function parseValues(text: string, file: string): JsonMap {
  const [document] = parseDocuments(text, file);
  if (document === undefined) return {};
  if (!isJsonMap(document.value)) {
    throw new ManifestError(`${file}:${document.line}: values must be a map`);
  }
  return document.value;
}

function mergeValues(base: JsonMap, over: JsonMap): JsonMap {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = fieldAt(base, key);
    merged[key] =
      isJsonMap(value) && isJsonMap(before)
        ? mergeValues(before, value)
        : value;
  }
  return merged;
}
