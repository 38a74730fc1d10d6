import type { ClusterVersion } from './ClusterConnection';
import { parseRecord } from './parseObject';

/** The answer of `/version`. Throws a `TypeError` on anything else. */
export function parseVersion(value: unknown): ClusterVersion {
  const { gitVersion, major, minor, platform } = parseRecord(value, 'version');
  if (typeof gitVersion !== 'string') {
    throw new TypeError('gitVersion is not a string');
  }
  return {
    gitVersion,
    major: typeof major === 'string' ? major : '',
    minor: typeof minor === 'string' ? minor : '',
    platform: typeof platform === 'string' ? platform : undefined,
  };
}
