/** A line of a watch response. */
export function podLine(
  type: string,
  name: string,
  resourceVersion: string,
  note = '',
): string {
  const metadata = {
    name,
    namespace: 'default',
    uid: `uid-${name}`,
    resourceVersion,
    labels: { note },
  };
  return lineOf({ type, object: { apiVersion: 'v1', kind: 'Pod', metadata } });
}

/** A line of a watch response. */
export function bookmarkLine(resourceVersion: string): string {
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { resourceVersion, creationTimestamp: null },
  };
  return lineOf({ type: 'BOOKMARK', object });
}

/** A line of a watch response. */
export function errorLine(code: number): string {
  const object = {
    apiVersion: 'v1',
    kind: 'Status',
    status: 'Failure',
    reason: 'Expired',
    message: 'too old resource version: 10 (14)',
    code,
  };
  return lineOf({ type: 'ERROR', object });
}

function lineOf(event: unknown): string {
  return `${JSON.stringify(event)}\n`;
}
