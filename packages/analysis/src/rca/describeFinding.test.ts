import { metric, normalSteps, service, shop, stepMs } from '../testing/shop';
import { describeFinding } from './describeFinding';

const node = service('web', 200);
const input = shop([node]);
const windowStartMs = normalSteps * stepMs;

function findingOf(each: ReturnType<typeof metric>) {
  return describeFinding(input, { id: 'web', metrics: [each] }, each);
}

describe('describeFinding()', () => {
  it('says how far and since when a metric left normal', () => {
    const finding = findingOf(metric('ms', 'latency', 200, 100, 2));
    expect(finding).toMatchObject({ metric: 'ms', kind: 'latency' });
    expect(finding?.sinceMs).toBe(windowStartMs + 2 * stepMs);
    expect(finding?.usual).toBeCloseTo(200, -1);
    expect(finding?.observed).toBeGreaterThan(290);
    expect(finding?.deviation).toBeGreaterThan(10);
  });

  it('follows the deviation back into the normal period', () => {
    const finding = findingOf(metric('ms', 'latency', 200, 100, -2));
    expect(finding?.sinceMs).toBe(windowStartMs - 2 * stepMs);
  });

  it('is negative for a fall', () => {
    const fall = metric('queue', 'other', 200, -150);
    expect(findingOf(fall)?.deviation).toBeLessThan(-10);
  });

  it('finds nothing in a metric that stayed normal, or that has no values', () => {
    expect(findingOf(metric('ms', 'latency', 200))).toBeUndefined();
    expect(
      findingOf({ ...metric('ms', 'latency', 200), window: [NaN, NaN] }),
    ).toBeUndefined();
    expect(
      findingOf({ ...metric('ms', 'latency', 200), normal: [] }),
    ).toBeUndefined();
  });

  it('is not stopped by a first step that was not measured', () => {
    const late = metric('ms', 'latency', 200, 100);
    const window = Array.from(late.window, (value, step) =>
      step === 0 ? NaN : value,
    );
    expect(findingOf({ ...late, window })?.sinceMs).toBe(
      windowStartMs + stepMs,
    );
  });
});
