import { ownCpuCoresOf } from './ownCpuCoresOf';

describe('ownCpuCoresOf()', () => {
  it.each([
    ['stress-ng --cpu 4', 3.76],
    ['ffmpeg -threads 5 -i a.mov b.webm', 4.7],
    ['make -j8', 7.52],
    ['train --workers=2', 1.88],
  ])('reads `%s` as %p cores', (line, cores) => {
    expect(ownCpuCoresOf({ name: 'x', args: line.split(' ') })).toBeCloseTo(
      cores,
      6,
    );
  });

  it.each(['serve --port 8080', 'sleep infinity'])(
    'reads nothing into `%s`',
    line => {
      expect(
        ownCpuCoresOf({ name: 'x', args: line.split(' ') }),
      ).toBeUndefined();
    },
  );
});
