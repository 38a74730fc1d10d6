const UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/**
 * Bytes for reading, in binary units with at most one decimal: `512Mi`, `1.5Gi`, `0`. Rounded, so not for sending
 * back to a cluster (that is `formatQuantity`). What is not a finite number reads `?`.
 */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) {
    return '?';
  }
  let [amount, unit] = [Math.abs(bytes), 0];
  // 1023.95 would be rounded to "1024", which is one of the next unit.
  while (unit < UNITS.length - 1 && roundTo(amount, 1) >= 1024) {
    amount /= 1024;
    unit += 1;
  }
  return `${bytes < 0 ? '-' : ''}${roundTo(amount, 1)}${UNITS[unit]}`;
}

/**
 * CPU cores for reading: thousandths below one core (`250m`), else at most two decimals (`1.5`, `12`). More than
 * nothing never reads as `0`: it is at least `1m`. What is not a finite number reads `?`.
 */
export function formatCpu(cores: number): string {
  if (!Number.isFinite(cores)) {
    return '?';
  }
  const sign = cores < 0 ? '-' : '';
  const amount = Math.abs(cores);
  const millis = Math.max(Math.round(amount * 1000), 1);
  if (amount === 0) {
    return '0';
  }
  return millis < 1000 ? `${sign}${millis}m` : `${sign}${roundTo(amount, 2)}`;
}

function roundTo(amount: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(amount * factor) / factor;
}
