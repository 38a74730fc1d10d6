import {
  fieldAt,
  isTrueAt,
  recordAt,
  recordsAt,
  stringAt,
  stringsAt,
} from '@orrery/kubernetes-model';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import type {
  Application,
  ApplicationSource,
  RetryStrategy,
} from '../application/Application';
import { parseRetry, parseSources } from '../application/parseApplication';
import type { ResourceName } from '../tracking/resourceKeyOf';
import { parseSyncOptions, type SyncOptions } from './syncOptionsOf';

/** `.operation` of an Application, read. */
export interface SyncOperation {
  readonly raw: JsonMap;
  readonly isAutomated: boolean;
  readonly username: string;
  readonly prune: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
  /** Hooks run unless the strategy is `apply`. */
  readonly runsHooks: boolean;
  /** Only these; all of them when undefined. */
  readonly resources?: readonly ResourceName[];
  readonly sources: readonly ApplicationSource[];
  readonly isMultiSource: boolean;
  readonly revisions: readonly string[];
  readonly options: SyncOptions;
  readonly retry?: RetryStrategy;
}

/** Reads an operation; what it does not say comes from the Application. */
export function parseSyncOperation(
  raw: JsonMap,
  application: Application,
): SyncOperation {
  const sync = recordAt(raw, 'sync') ?? {};
  const own = parseSources(
    recordsAt(sync, 'sources'),
    recordAt(sync, 'source'),
  );
  const selected = recordsAt(sync, 'resources');
  const revision = stringAt(sync, 'revision');
  const listed = stringsAt(sync, 'revisions');
  const strategy = recordAt(sync, 'syncStrategy');
  return {
    raw,
    isAutomated: isTrueAt(raw, 'initiatedBy', 'automated'),
    username: stringAt(raw, 'initiatedBy', 'username') ?? '',
    prune: isTrueAt(sync, 'prune'),
    dryRun: isTrueAt(sync, 'dryRun'),
    force:
      isTrueAt(strategy, 'apply', 'force') ||
      isTrueAt(strategy, 'hook', 'force'),
    runsHooks: !isJsonMap(fieldAt(strategy, 'apply')),
    ...(selected.length > 0 ? { resources: selected.map(toName) } : {}),
    sources: own.length > 0 ? own : application.sources,
    isMultiSource:
      own.length > 0
        ? recordsAt(sync, 'sources').length > 0
        : application.isMultiSource,
    revisions: listed.length > 0 ? listed : [revision ?? ''],
    options: parseSyncOptions([
      ...application.syncOptions,
      ...stringsAt(sync, 'syncOptions'),
    ]),
    retry: parseRetry(recordAt(raw, 'retry')),
  };
}

function toName(entry: JsonMap): ResourceName {
  return {
    group: stringAt(entry, 'group') ?? '',
    kind: stringAt(entry, 'kind') ?? '',
    namespace: stringAt(entry, 'namespace') ?? '',
    name: stringAt(entry, 'name') ?? '',
  };
}
