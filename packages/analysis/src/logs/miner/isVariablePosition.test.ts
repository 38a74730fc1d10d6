import { isVariablePosition } from './isVariablePosition';

const isVariable = (
  values: string[],
  previous: string | undefined,
  commonWords: number,
) => isVariablePosition({ values, previous, commonWords });

describe('isVariablePosition()', () => {
  it('takes two names after "user" for a variable', () => {
    expect(isVariable(['ann', 'bob'], 'user', 3)).toBe(true);
  });

  it('wants three names after "container", and after "from" in a line with more in common', () => {
    expect(isVariable(['alpha', 'beta', 'gamma'], 'from', 3)).toBe(true);
    expect(isVariable(['alpha', 'beta', 'gamma'], 'from', 2)).toBe(false);
    expect(isVariable(['nginx', 'redis'], 'container', 2)).toBe(false);
    expect(isVariable(['nginx', 'redis', 'app'], 'Container', 2)).toBe(true);
  });

  it('wants five values in a line with much in common, eight in one with less', () => {
    const values = ['red', 'green', 'blue', 'black', 'white'];
    expect(isVariable(values, 'the', 4)).toBe(true);
    expect(isVariable(values, 'the', 3)).toBe(false);
    expect(isVariable([...values, 'pink', 'grey', 'brown'], 'the', 3)).toBe(
      true,
    );
  });

  it('does not merge whatever begins a line that has little else in common', () => {
    const names = Array.from({ length: 50 }, (_, i) => `d${'x'.repeat(i)}`);
    expect(isVariable(names, undefined, 1)).toBe(false);
    expect(isVariable(names.slice(0, 15), undefined, 2)).toBe(false);
    expect(isVariable(names.slice(0, 16), undefined, 2)).toBe(true);
    expect(isVariable(names.slice(0, 10), undefined, 4)).toBe(true);
  });

  it('wants twelve values where one word is all that lines have in common', () => {
    const names = Array.from({ length: 12 }, (_, i) => `d${'x'.repeat(i)}`);
    expect(isVariable(names.slice(1), 'Unpacking', 1)).toBe(false);
    expect(isVariable(names, 'Unpacking', 1)).toBe(true);
  });

  it('counts identifiers for more than words', () => {
    const names = ['avahi-daemon', 'lib#:amd#', 'a.b', 'x_y'];
    expect(isVariable(names, 'the', 4)).toBe(true);
  });

  it('counts words of state half', () => {
    const states = [
      'Started',
      'Stopped',
      'Paused',
      'Moved',
      'Destroyed',
      'WAITING',
      'Spawning',
    ];
    expect(isVariable(states, 'machine', 4)).toBe(false);
    expect(isVariable([...states, 'up', 'down'], 'machine', 4)).toBe(true);
  });

  it('believes a position that held a variable before', () => {
    expect(isVariable(['<*>', 'localhost', 'gateway'], 'host:', 3)).toBe(true);
    expect(isVariable(['<*>', 'localhost'], 'host:', 3)).toBe(false);
    expect(isVariable(['<*>', 'proxy:<*>'], 'host:', 3)).toBe(true);
    expect(isVariable(['(<*>)', '<*>,'], 'host:', 2)).toBe(true);
  });

  it('keeps values of different names apart, and an empty value from a given one', () => {
    expect(isVariable(['uid=<*>', 'gid=<*>', 'pid=<*>'], 'by', 5)).toBe(false);
    expect(
      isVariable(['origin=', 'origin=<*>', 'a', 'b', 'c', 'd'], 'by', 5),
    ).toBe(false);
  });

  it('does not merge lines that have nothing in common', () => {
    expect(isVariable(['ann', 'bob', 'cid'], 'user', 1)).toBe(false);
  });
});
