import type { Quantity } from './Quantity';

const NANOS_PER_UNIT = 10n ** 9n;

/**
 * The canonical text of an amount: no fraction, the largest suffix that keeps it whole (`1500m`, `1536Mi`, `12e3`).
 * Nothing is lost: `parseQuantity` reads the same amount back. As in Kubernetes, a binary amount below 1024, or one
 * that is not whole, is written in decimal form. Zero is `0`.
 */
export function formatQuantity({ nanos, format }: Quantity): string {
  if (nanos === 0n) {
    return '0';
  }
  const sign = nanos < 0n ? '-' : '';
  const magnitude = nanos < 0n ? -nanos : nanos;
  const isWhole = magnitude % NANOS_PER_UNIT === 0n;
  if (format === 'BinarySI' && isWhole && magnitude >= 1024n * NANOS_PER_UNIT) {
    return sign + formatBinary(magnitude / NANOS_PER_UNIT);
  }
  const { digits, power } = shorten(magnitude);
  return `${sign}${digits}${suffixOf(power, format === 'DecimalExponent')}`;
}

function formatBinary(amount: bigint): string {
  let [rest, power] = [amount, 0];
  while (power < 6 && rest % 1024n === 0n) {
    rest /= 1024n;
    power += 1;
  }
  return `${rest}${['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'][power]}`;
}

/** Takes thousands away, from billionths (power −9) up to 10^18, while the amount stays whole. */
function shorten(nanos: bigint): { digits: bigint; power: number } {
  let [digits, power] = [nanos, -9];
  while (power < 18 && digits % 1000n === 0n) {
    digits /= 1000n;
    power += 3;
  }
  return { digits, power };
}

function suffixOf(power: number, isExponent: boolean): string {
  if (isExponent && power !== 0) {
    return `e${power}`;
  }
  return ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'][power / 3 + 3];
}
