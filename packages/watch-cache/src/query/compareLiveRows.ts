/** One criterion; `field` names a field of the row. `health` sorts by severity (desc = worst first), `age` by creation (asc = youngest first). */
export interface RowSort {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

export declare const defaultSort: readonly RowSort[];

export declare function compareLiveRows(
  sort?: readonly RowSort[],
): (
  a: { readonly cluster: string; readonly key: string },
  b: { readonly cluster: string; readonly key: string },
) => number;
