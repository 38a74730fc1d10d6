import type { KubernetesObject } from '@orrery/kubernetes-model';

/** One column that `kubectl get` prints; priority 1 and above appear with `-o wide`. */
export interface TableColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  readonly format: string;
  readonly priority: number;
  readonly description?: string;
  /** `null` is left empty. */
  cell(
    object: KubernetesObject,
    nowMs: number,
  ): string | number | boolean | null;
}

type Cell = TableColumn['cell'];

export function column(
  name: string,
  cell: Cell,
  type: TableColumn['type'] = 'string',
): TableColumn {
  return {
    name,
    type,
    format: name === 'Name' ? 'name' : '',
    priority: 0,
    cell,
  };
}

/** Shown with `-o wide` only. */
export function wideColumn(name: string, cell: Cell): TableColumn {
  return { ...column(name, cell), format: '', priority: 1 };
}
