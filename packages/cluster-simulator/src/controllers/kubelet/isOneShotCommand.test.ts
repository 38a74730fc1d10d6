import { isOneShotCommand } from './isOneShotCommand';

describe('isOneShotCommand()', () => {
  it.each([
    [['wget', 'x:80']],
    [['echo', 'hello']],
    [['/bin/false']],
    [['sh', '-c', 'echo a | wc -l && date; exit 3']],
    [['/bin/sh', '-ec', 'X=1; sleep 5; echo $X > /tmp/x']],
    [['sh', '-c', 'for i in 1 2; do echo $i; done']],
    [['sh', '-c', 'until nc -z db 5432; do sleep 1; done']],
    [['sh', '-c', 'while true; do date; sleep 5; done']],
    [['sh', '-c', 'f() { echo $1; }; if f; then f a; fi']],
  ])('knows how to run %j', command => {
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
