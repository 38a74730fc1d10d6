import type { LogRecord } from './LogRecord';

/** What is asked for; clients that append their search domains ask in vain first. */
const NAMES = [
  'redis.data.svc.cluster.local.',
  'payments-db.payments.svc.cluster.local.',
  'postgres.data.svc.cluster.local.',
  'auth.platform.svc.cluster.local.',
  'kafka.data.svc.cluster.local.',
  'catalog.shop.svc.cluster.local.',
];
const OUTSIDE = ['card-network.example.', 'carrier-api.example.'];
const UPSTREAM = '10.0.0.2:53';

/**
 * As CoreDNS writes with its `log` and `errors` plugins: a line per answer, an error for each name that nobody upstream
 * resolved, and otherwise what its plugins say. It writes no time. O(length).
 */
export function formatCoreDns({
  request,
  level,
  message,
  luck,
}: LogRecord): string {
  const tag = { info: 'INFO', warn: 'WARNING', error: 'ERROR' }[level];
  if (!request) return `[${tag}] ${message}`;
  const { path: type, status, remote, durationMs, bytes } = request;
  const port = 32_768 + Math.floor(luck * 28_000);
  if (level === 'error') {
    const name = OUTSIDE[bytes % OUTSIDE.length];
    return `[ERROR] plugin/errors: 2 ${name} ${type}: read udp ${remote}:${port}->${UPSTREAM}: i/o timeout`;
  }
  const isUnknown = status === 404;
  const known = NAMES[bytes % NAMES.length];
  const name = isUnknown ? `${known}shop.svc.cluster.local.` : known;
  const code = isUnknown ? 'NXDOMAIN qr,aa,rd' : 'NOERROR qr,aa,rd';
  const asked = name.length + 17;
  const answered = isUnknown ? asked + 93 : 2 * asked - 18;
  const seconds = (durationMs / 1_000).toFixed(9);
  const question = `"${type} IN ${name} udp ${asked} false 512"`;
  return `[INFO] ${remote}:${port} - ${
    1 + (bytes % 65_000)
  } ${question} ${code} ${answered} ${seconds}s`;
}
