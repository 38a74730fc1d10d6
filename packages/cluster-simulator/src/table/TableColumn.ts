import type { KubernetesObject } from '@orrery/kubernetes-model';

/** One column that `kubectl get` prints; priority 1 appears with `-o wide`. */
export interface TableColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean';
  readonly format: '' | 'name';
  readonly priority: 0 | 1;
  cell(object: KubernetesObject, nowMs: number): string | number | boolean;
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
