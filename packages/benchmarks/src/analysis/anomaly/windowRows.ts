/**
 * The rows of labelled windows: each begins at the first row of its start time after the window before, and ends at the first row of its end time from there.
 * Throws an Error that names the time which no row has.
 */
export function windowRows(
  timestamps: readonly string[],
  windows: readonly (readonly string[])[],
): [first: number, last: number][] {
  let from = 0;
  return windows.map(([start, end]) => {
    const first = rowOf(timestamps, start, from);
    const last = rowOf(timestamps, end, first);
    from = last + 1;
    return [first, last];
  });
}

function rowOf(
  timestamps: readonly string[],
  time: string,
  from: number,
): number {
  const row = timestamps.indexOf(time, from);
  if (row < 0)
    throw new Error(`no row from ${from} on has the window time ${time}`);
  return row;
}
