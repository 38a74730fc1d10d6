import { isOneShotCommand } from './isOneShotCommand';

describe('isOneShotCommand()', () => {
  it.each([
    [['wget', 'x:80']],
    [['echo', 'hello']],
    [['/bin/false']],
    [['sh', '-c', 'echo a | wc -l && date; exit 3']],
    [['/bin/sh', '-ec', 'X=1; sleep 5; echo $X > /tmp/x']],
  ])('knows that %j ends', command => {
    expect(isOneShotCommand({ name: 'x', command })).toBe(true);
  });

  it.each([
    [[]],
    [['sh']],
    [['/app/server']],
    [['sleep', 'infinity']],
    [['tail', '-f', '/dev/null']],
    [['sh', '-c', 'echo ready; /app/server']],
    [['sh', '-c', 'while true; do date; done']],
  ])('lets %j run on', command => {
    expect(isOneShotCommand({ name: 'x', command })).toBe(false);
  });

  it('reads arguments without a command, as kubectl run passes them', () => {
    expect(isOneShotCommand({ name: 'x', args: ['ls', '/'] })).toBe(true);
  });
});
