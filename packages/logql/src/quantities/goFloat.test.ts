import { parseGoFloat } from './goFloat';

describe('parseGoFloat()', () => {
  it.each([
    ['1', 1],
    ['-1.5e3', -1_500],
    ['.5', 0.5],
    ['+Inf', Infinity],
    ['-infinity', -Infinity],
    ['NaN', NaN],
  ])('reads %s', (text, value) => {
    expect(parseGoFloat(text)).toBe(value);
  });

  it.each(['', ' 1', '1s', '0x10', 'one'])('refuses "%s"', text => {
    expect(parseGoFloat(text)).toBeUndefined();
  });
});
