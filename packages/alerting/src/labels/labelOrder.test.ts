import { compareAlertLabels, compareLabelSets } from './labelOrder';

describe('compareLabelSets()', () => {
  it('puts smaller sets first, then those without the first label, then compares values', () => {
    const sorted: Record<string, string>[] = [
      {},
      { b: '0' },
      { a: '1' },
      { a: '2' },
      { a: '0', b: '0' },
    ];
    expect([...sorted].reverse().sort(compareLabelSets)).toEqual(sorted);
    expect(compareLabelSets({ a: '1' }, { a: '1' })).toBe(0);
  });
});

describe('compareAlertLabels()', () => {
  it('goes by job and instance first, and puts those without last', () => {
    const sorted: Record<string, string>[] = [
      { job: 'a', instance: '1', z: '' },
      { job: 'a', instance: '2' },
      { job: 'a' },
      { job: 'b' },
      { instance: '1' },
      { x: '1' },
    ];
    expect([...sorted].reverse().sort(compareAlertLabels)).toEqual(sorted);
  });
});
