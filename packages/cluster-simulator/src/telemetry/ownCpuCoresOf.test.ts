import { ownCpuCoresOf } from './ownCpuCoresOf';

describe('ownCpuCoresOf()', () => {
  it.each([
    ['stress-ng --cpu 4', 3.76],
    ['ffmpeg -threads 5 -i a.mov b.webm', 4.7],
    ['make -j8', 7.52],
    ['train --workers=2', 1.88],
    ['serve --port 8080', undefined],
    ['sleep infinity', undefined],
  ])('reads `%s` as %p cores', (line, cores) => {
    const read = ownCpuCoresOf({ name: 'x', args: line.split(' ') });
    if (cores === undefined) expect(read).toBeUndefined();
    else expect(read).toBeCloseTo(cores, 6);
  });
});
