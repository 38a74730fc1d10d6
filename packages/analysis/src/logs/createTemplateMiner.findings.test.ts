import { createTemplateMiner } from './createTemplateMiner';

describe('createTemplateMiner(), rates and findings', () => {
  it('reports a new pattern only once it has learned the usual ones', () => {
    const miner = createTemplateMiner({ learningMs: 60_000 });
    miner.add('started', 0);
    miner.add('listening on port 80', 59_999);
    const match = miner.add('FATAL: disk lost', 60_000);
    miner.add('FATAL: disk lost', 60_001);
    expect(match.isNew).toBe(true);
    expect(miner.takeFindings()).toEqual([
      {
        kind: 'newPattern',
        templateId: match.templateId,
        atMs: 60_000,
        severity: 'fatal',
        text: 'FATAL: disk lost',
      },
    ]);
    expect(miner.takeFindings()).toEqual([]);
  });

  it('reports no new pattern for one more value of a variable', () => {
    const miner = createTemplateMiner({ learningMs: 0 });
    miner.add('login of user ann failed', 0);
    miner.add('login of user bob failed', 1);
    miner.takeFindings();
    expect(miner.add('login of user cid failed', 2).isNew).toBe(false);
    expect(miner.takeFindings()).toEqual([]);
  });

  it('reports the minute in which a template comes far more often, and the one in which it stops', () => {
    const miner = createTemplateMiner({ learningMs: Infinity });
    const addMinute = (minute: number, requests: number) => {
      for (let i = 0; i < requests; i += 1)
        miner.add(`request ${i} served`, minute * 60_000 + i);
      miner.add('tick', minute * 60_000 + 59_999);
    };
    for (let minute = 0; minute < 40; minute += 1) addMinute(minute, 30);
    addMinute(40, 200);
    for (let minute = 41; minute < 80; minute += 1) addMinute(minute, 30);
    addMinute(80, 0);
    addMinute(81, 30);
    const findings = miner.takeFindings();
    expect(findings).toMatchObject([
      {
        kind: 'rateChange',
        direction: 'up',
        linesPerMinute: 200,
        atMs: 41 * 60_000,
      },
      {
        kind: 'rateChange',
        direction: 'down',
        linesPerMinute: 0,
        atMs: 81 * 60_000,
      },
    ]);
    expect(findings.map(finding => finding.text)).toEqual(
      Array(2).fill('request <*> served'),
    );
  });

  it('takes a time that goes back for the latest, and one that is no number for none', () => {
    const miner = createTemplateMiner();
    const { templateId } = miner.add('a b', 120_000);
    for (const atMs of [5, NaN, Infinity, undefined]) miner.add('a b', atMs);
    miner.add('a b', 180_000);
    expect(miner.template(templateId)).toMatchObject({
      lines: 6,
      firstSeenMs: 120_000,
      lastSeenMs: 180_000,
      linesPerMinute: 2,
    });
  });

  it('keeps at most 1000 findings that nobody took', () => {
    const miner = createTemplateMiner({ learningMs: 0 });
    for (let i = 0; i < 1500; i += 1)
      miner.add(`${'x'.repeat(1 + (i % 200))} ${'y'.repeat(i / 200)}`, i);
    const findings = miner.takeFindings();
    expect([findings.length, findings[0].atMs]).toEqual([1000, 500]);
  });
});
