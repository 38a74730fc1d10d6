import type { LogFormat } from '../world/WorldService';
import { formatRecord } from './formatRecord';
import { lineCountOf } from './lineCountOf';
import type { LogRecord } from './LogRecord';

const FORMATS: readonly LogFormat[] = [
  'json',
  'logfmt',
  'java',
  'nginx',
  'klog',
  'postgres',
  'kafka',
  'coredns',
];
const source = {
  namespace: 'shop',
  service: 'web',
  pod: 'web-1',
  container: 'web',
  version: '1',
  doors: [7],
};
const request = {
  method: 'GET',
  path: '/',
  status: 503,
  durationMs: 12,
  bytes: 100,
  remote: '10.0.0.1',
} as const;

describe('lineCountOf()', () => {
  it.each(FORMATS)('counts the lines that %s takes', format => {
    const record: LogRecord = {
      timeMs: 0,
      luck: 0.4,
      level: 'info',
      message: 'said',
    };
    const records: readonly LogRecord[] = [
      record,
      { ...record, request },
      { ...record, level: 'warn', request },
      { ...record, level: 'error' },
      { ...record, level: 'error', request },
      { ...record, level: 'error', request, exception: 'IOException' },
    ];
    expect(records.map(each => lineCountOf(each, format))).toEqual(
      records.map(each => formatRecord(each, format, 'jvm', source).length),
    );
  });
});
