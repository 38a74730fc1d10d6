import {
  asKubernetesObject,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import { ChartError } from '../ChartError';
import { parseGoYaml } from '../yaml/parseGoYaml';
import { compareInstallOrder } from './installOrder';
import type {
  HookEvent,
  RenderedHook,
  RenderedManifest,
} from './RenderedChart';

const events: readonly string[] = [
  'pre-install',
  'post-install',
  'pre-delete',
  'post-delete',
  'pre-upgrade',
  'post-upgrade',
  'pre-rollback',
  'post-rollback',
  'test',
];

/** Splits rendered templates into manifests and hooks, sorted as Helm installs them. Throws a ChartError for what is not YAML. */
export function splitManifests(
  rendered: Iterable<readonly [path: string, text: string]>,
): {
  readonly manifests: readonly RenderedManifest[];
  readonly hooks: readonly RenderedHook[];
} {
  const manifests: RenderedManifest[] = [];
  const hooks: RenderedHook[] = [];
  const sorted = [...rendered].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  for (const [path, text] of sorted) {
    for (const content of documentsOf(text)) {
      const manifest = parseManifest(path, content);
      if (manifest === undefined) continue;
      const hook = toHook(manifest);
      if (hook === undefined) manifests.push(manifest);
      else if (hook.events.length > 0) hooks.push(hook);
    }
  }
  const byKind = (left: RenderedManifest, right: RenderedManifest) =>
    compareInstallOrder(left.object.kind ?? '', right.object.kind ?? '');
  return { manifests: manifests.sort(byKind), hooks: hooks.sort(byKind) };
}

/** The texts between lines of `---`. */
export function documentsOf(text: string): string[] {
  return text
    .trim()
    .split(/(?:^|\s*\n)---\s*/)
    .map(content => content.trim())
    .filter(content => content !== '');
}

/** Reads one document; undefined when it holds nothing but comments. */
export function parseManifest(
  path: string,
  content: string,
): RenderedManifest | undefined {
  let value: unknown;
  try {
    value = parseGoYaml(content);
  } catch (error) {
    throw new ChartError(
      'render',
      `YAML parse error on ${path}: error converting YAML to JSON: yaml: ${messageOf(
        error,
      )}`,
      { cause: error },
    );
  }
  if (value === undefined || value === null) return undefined;
  const object = isJsonMap(value) ? parseObject(value) : undefined;
  if (object === undefined) {
    throw new ChartError(
      'render',
      `YAML parse error on ${path}: error unmarshaling JSON: it is not an object with apiVersion, kind and metadata.name`,
    );
  }
  return { path, content, object };
}

function parseObject(value: JsonMap): KubernetesObject | undefined {
  const hasKind =
    typeof value.kind === 'string' && typeof value.apiVersion === 'string';
  return hasKind ? asKubernetesObject(value) : undefined;
}

function toHook(manifest: RenderedManifest): RenderedHook | undefined {
  const annotations = manifest.object.metadata?.annotations ?? {};
  const names = listOf(annotations['helm.sh/hook']);
  if (names.length === 0) return undefined;
  const weight = Number.parseInt(annotations['helm.sh/hook-weight'] ?? '0', 10);
  return {
    ...manifest,
    events: names
      .map(name => (name === 'test-success' ? 'test' : name))
      .filter(isEvent),
    weight: Number.isNaN(weight) ? 0 : weight,
    deletePolicies: listOf(annotations['helm.sh/hook-delete-policy']),
  };
}

function isEvent(name: string): name is HookEvent {
  return events.includes(name);
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(part => part.trim().toLowerCase())
    .filter(part => part !== '');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
