import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';

/** Where manifests come from. */
export interface ApplicationSource {
  readonly repoURL: string;
  readonly path: string;
  readonly targetRevision: string;
  /** A chart of a Helm repository instead of a path in git. */
  readonly chart?: string;
  /** A name by which other sources take value files from this one. */
  readonly ref?: string;
  /** As the Application has it. */
  readonly raw: JsonMap;
}

/** Where they go: `server` or `name` says which cluster. */
export interface ApplicationDestination {
  readonly server?: string;
  readonly name?: string;
  readonly namespace: string;
}

/** What syncs by itself. */
export interface AutomatedSync {
  readonly prune: boolean;
  readonly selfHeal: boolean;
  readonly allowEmpty: boolean;
}

/** How often and how soon a failed sync is tried again. */
export interface RetryStrategy {
  /** Below 0: for ever. */
  readonly limit: number;
  readonly durationMs: number;
  readonly factor: number;
  readonly maxDurationMs: number;
}

/** Differences that are nobody's business. */
export interface IgnoredDifference {
  readonly group: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly jsonPointers: readonly string[];
  readonly jqPathExpressions: readonly string[];
  readonly managedFieldsManagers: readonly string[];
}

/** An `Application` that was read. */
export interface Application {
  readonly object: KubernetesObject;
  readonly name: string;
  readonly namespace: string;
  readonly project: string;
  readonly sources: readonly ApplicationSource[];
  /** It has `spec.sources`: revisions and types are then lists. */
  readonly isMultiSource: boolean;
  readonly destination: ApplicationDestination;
  readonly automated?: AutomatedSync;
  readonly syncOptions: readonly string[];
  readonly retry?: RetryStrategy;
  readonly managedNamespaceMetadata?: JsonMap;
  readonly ignoredDifferences: readonly IgnoredDifference[];
  readonly revisionHistoryLimit: number;
}
