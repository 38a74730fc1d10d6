import { syncWindowVerdict } from './syncWindows';

const NOON = Date.UTC(2026, 2, 2, 12);
const HOUR = 3_600_000;
const SUBJECT = {
  application: 'shop',
  namespace: 'shop',
  clusters: ['prod-eu', 'https://10.0.0.1'],
};
const window = (fields: Record<string, unknown>) => ({
  kind: 'deny',
  schedule: '0 11 * * *',
  duration: '2h',
  applications: ['*'],
  ...fields,
});
const verdict = (
  windows: Record<string, unknown>[],
  isManual = false,
  nowMs = NOON,
) => syncWindowVerdict(windows, SUBJECT, isManual, nowMs);

describe('syncWindowVerdict()', () => {
  it('allows without windows', () => {
    expect(verdict([])).toEqual({ canSync: true });
  });

  it('forbids in an active deny window until it ends', () => {
    expect(verdict([window({})])).toEqual({
      canSync: false,
      untilMs: NOON + HOUR,
    });
    expect(verdict([window({})], false, NOON + 2 * HOUR)).toEqual({
      canSync: true,
      untilMs: NOON + 23 * HOUR,
    });
  });

  it('forbids outside of allow windows, and lets deny win', () => {
    const allow = window({ kind: 'allow' });
    expect(verdict([allow]).canSync).toBe(true);
    expect(verdict([allow, window({})]).canSync).toBe(false);
    expect(verdict([allow], false, NOON + 3 * HOUR).canSync).toBe(false);
  });

  it('lets people through where every window in the way says so', () => {
    const manual = window({ manualSync: true });
    expect(verdict([manual], true).canSync).toBe(true);
    expect(verdict([manual], false).canSync).toBe(false);
    expect(verdict([manual, window({})], true).canSync).toBe(false);
    const closed = window({
      kind: 'allow',
      schedule: '0 1 * * *',
      manualSync: true,
    });
    expect(verdict([closed], true).canSync).toBe(true);
  });

  it.each([
    [{ applications: ['sh*'] }, true],
    [{ applications: ['other'] }, false],
    [{ applications: ['other'], namespaces: ['shop'] }, true],
    [
      { applications: ['other'], namespaces: ['shop'], andOperator: true },
      false,
    ],
    [{ applications: [], clusters: ['https://10.*'] }, true],
    [{ applications: [] }, false],
    [{ schedule: 'sometimes' }, false],
    [{ duration: 'long' }, false],
    [{ timeZone: 'Mars/Olympus' }, false],
  ])('%j applies: %s', (fields, applies) => {
    expect(verdict([window(fields)]).canSync).toBe(!applies);
  });

  it('follows the time zone through a change of clocks', () => {
    const berlin = window({
      schedule: '0 13 * * *',
      duration: '1h',
      timeZone: 'Europe/Berlin',
    });
    expect(verdict([berlin]).untilMs).toBe(NOON + HOUR);
    const summer = Date.UTC(2026, 5, 2, 11, 30);
    expect(verdict([berlin], false, summer).canSync).toBe(false);
  });
});
