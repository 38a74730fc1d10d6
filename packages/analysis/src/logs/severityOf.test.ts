import { severityOf } from './severityOf';

describe('severityOf()', () => {
  it.each([
    ['[error] worker in error state 12', 'error'],
    ['WARN  slow query', 'warning'],
    ['level=info msg="request failed"', 'info'],
    ['{"level":"debug","msg":"no error"}', 'debug'],
    ['error: Lost the broker', 'error'],
    ['E0512 10:11:12.1 1 a.go:7] no lease', 'error'],
    ['I0512 10:11:12.1 1 a.go:7] retry failed', 'info'],
    ['<critical> disk', 'fatal'],
    ['FATAL: disk', 'fatal'],
    ['panic while serving', 'fatal'],
    ['Failed to open the cart', 'error'],
    ['java.lang.NullPointerException', 'error'],
    ['connect: connection refused', 'error'],
    ['operation timed out', 'warning'],
    ['this page tells about info of an error', 'error'],
    ['2024-05-01T10:11:12Z signals warn Poll failed', 'warning'],
    ['cart shared', 'info'],
    ['2024 \u001b[33mwarn\u001b[39m: disk', 'warning'],
    ['command line: panic=-1', 'info'],
    ['', 'info'],
    [`${'x '.repeat(5000)}error`, 'info'],
  ])('judges %j as %s', (line, severity) => {
    expect(severityOf(line)).toBe(severity);
  });
});
