import { createHash } from 'node:crypto';
import {
  recordAt,
  stringAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { toTimestamp } from '../../reconciling/toTimestamp';

/** What a source says about what it stored. */
export interface ArtifactContent {
  readonly revision: string;
  /** Last part of its path: `<sha>.tar.gz`. */
  readonly file: string;
  readonly files: ReadonlyMap<string, string>;
}

/** `status.artifact` for what a source fetched. */
export function artifactOf(
  source: KubernetesObject,
  { revision, file, files }: ArtifactContent,
  nowMs: number,
): JsonRecord {
  const { namespace, name } = source.metadata;
  const path = `${source.kind?.toLowerCase()}/${namespace}/${name}/${file}`;
  return {
    digest: digestOf(files),
    lastUpdateTime: toTimestamp(nowMs),
    path,
    revision,
    size: sizeOf(files),
    url: `http://source-controller.flux-system.svc.cluster.local./${path}`,
  };
}

/** `sha256:…` over names and content of files, whatever order they come in. */
export function digestOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const path of [...files.keys()].sort()) {
    hash.update(`${path}\0${files.get(path)}\0`);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** The revision that a source stored, if it stored anything. */
export function artifactRevision(
  source: KubernetesObject | undefined,
): string | undefined {
  return stringAt(recordAt(source, 'status', 'artifact'), 'revision');
}

/** Text packs to about a third of its size. */
function sizeOf(files: ReadonlyMap<string, string>): number {
  let length = 0;
  for (const [path, text] of files) length += path.length + text.length;
  return Math.ceil(length / 3);
}
