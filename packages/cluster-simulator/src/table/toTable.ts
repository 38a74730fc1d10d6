import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { JsonObject } from '../json/readJson';
import type { ResourceId } from '../store/ClusterStore';
import { ageColumn, nameColumn } from './cells';
import { clusterColumns } from './clusterColumns';
import { connectionColumns } from './connectionColumns';
import type { TableColumn } from './TableColumn';
import { workloadColumns } from './workloadColumns';

export type IncludeObject = 'None' | 'Metadata' | 'Object';

export function columnsOf(resource: ResourceId): readonly TableColumn[] {
  return (
    workloadColumns[resource] ??
    clusterColumns[resource] ??
    connectionColumns[resource] ?? [nameColumn, ageColumn]
  );
}

/** A `meta.k8s.io/v1` Table: what `kubectl get` prints. */
export function toTable(
  resource: ResourceId,
  objects: readonly KubernetesObject[],
  listMetadata: JsonObject,
  {
    nowMs,
    includeObject = 'Metadata',
    columns = columnsOf(resource),
  }: {
    readonly nowMs: number;
    readonly includeObject?: IncludeObject;
    /** Those of the built-in kind when missing. */
    readonly columns?: readonly TableColumn[];
  },
): JsonObject {
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: listMetadata,
    columnDefinitions: columns.map(
      ({ name, type, format, priority, description = '' }) => ({
        name,
        type,
        format,
        description,
        priority,
      }),
    ),
    rows: objects.map(object => ({
      cells: columns.map(column => column.cell(object, nowMs)),
      ...(includeObject === 'None'
        ? {}
        : {
            object:
              includeObject === 'Object' ? object : toPartialObject(object),
          }),
    })),
  };
}

export function toPartialObject(object: KubernetesObject): KubernetesObject {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}
