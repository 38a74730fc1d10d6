import { createCostCache } from './createCostCache';
import { createLimiter } from './createLimiter';

describe('createCostCache()', () => {
  it('drops what was not asked for the longest', () => {
    const cache = createCostCache<string>(6, text => text.length);
    cache.set('a', 'xx');
    cache.set('b', 'xx');
    cache.get('a');
    cache.set('c', 'xxx');
    expect(['a', 'b', 'c'].map(key => cache.get(key))).toEqual([
      'xx',
      undefined,
      'xxx',
    ]);
    cache.set('c', 'much too long');
    expect(cache.get('c')).toBeUndefined();
  });
});

describe('createLimiter()', () => {
  it('runs as many as allowed, the others in order, failures included', async () => {
    const limit = createLimiter(1);
    const log: string[] = [];
    const job = (name: string) =>
      limit(async () => {
        log.push(`start ${name}`);
        await Promise.resolve();
        log.push(`end ${name}`);
        if (name === 'b') throw new Error('b');
        return name;
      });
    const results = await Promise.allSettled(['a', 'b', 'c'].map(job));
    expect(results.map(each => each.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(log).toEqual([
      'start a',
      'end a',
      'start b',
      'end b',
      'start c',
      'end c',
    ]);
  });
});
