import type { KubernetesObject } from '@orrery/kubernetes-model';
import { FakeWatchSource } from '../testing/FakeWatchSource';
import { ManualClock } from '../testing/ManualClock';
import { pod } from '../testing/pod';
import { listAll } from './listAll';

/** Three pages of one pod each; `log` tells in which order things happen. */
function threePages() {
  const source = new FakeWatchSource();
  source.pageSize = 1;
  for (const name of ['a', 'b', 'c']) source.put(pod(name));
  const log: string[] = [];
  const { list } = source;
  source.list = (request, signal) => {
    const page = source.calls.length + 1;
    log.push(`asked for page ${page}`);
    signal.addEventListener('abort', () => log.push(`gave page ${page} up`));
    return list.call(source, request, signal);
  };
  return { source, log };
}

const clock = new ManualClock();

describe('listAll()', () => {
  it('asks for the next page before it works on one', async () => {
    const { source, log } = threePages();
    const { signal } = new AbortController();
    const onItems = (items: Iterable<KubernetesObject>) => {
      for (const { metadata } of items) log.push(`took ${metadata.name}`);
    };
    await expect(listAll(source, onItems, clock, signal)).resolves.toBe('103');
    expect(log.filter(line => !line.startsWith('gave'))).toEqual([
      'asked for page 1',
      'asked for page 2',
      'took a',
      'asked for page 3',
      'took b',
      'took c',
    ]);
    expect(clock.sleepers).toBe(0);
  });

  it('gives the page that is on its way up when an item cannot be taken', async () => {
    const { source, log } = threePages();
    const { signal } = new AbortController();
    const onItems = () => {
      throw new Error('odd item');
    };
    await expect(listAll(source, onItems, clock, signal)).rejects.toThrow(
      'odd item',
    );
    expect(log).toContain('gave page 2 up');
    await clock.advance(0);
    expect(clock.sleepers).toBe(0);
  });

  it('takes what arrived before it throws that the next page failed', async () => {
    const { source, log } = threePages();
    const { signal } = new AbortController();
    const onItems = (items: Iterable<KubernetesObject>) => {
      for (const { metadata } of items) log.push(`took ${metadata.name}`);
      source.failNext('list', new Error('gone'));
    };
    await expect(listAll(source, onItems, clock, signal)).rejects.toThrow(
      'gone',
    );
    expect(log).toContain('took b');
    expect(log).not.toContain('took c');
  });
});
