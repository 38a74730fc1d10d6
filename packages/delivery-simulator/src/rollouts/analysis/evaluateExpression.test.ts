import { evaluateExpression } from './evaluateExpression';

describe('evaluateExpression()', () => {
  it.each([
    ['result[0] >= 0.95', [0.96], true],
    ['result[0] >= 0.95', [0.9], false],
    ['result < 0.05', 0.01, true],
    ['len(result) == 0 || result[0] < 1', [], true],
    ['isNaN(result) or result == 0', NaN, true],
    ['!isNaN(result) && result <= 1', NaN, false],
    ['default(result, 0) < 5', undefined, true],
    ['default(result, 0) < 5', NaN, true],
    ['all(result, {# > 0.5})', [0.6, 0.7], true],
    ['all(result, # > 0.65)', [0.6, 0.7], false],
    ['any(result, {# > 0.65})', [0.6, 0.7], true],
    ['none(result, {# < 0})', [0.6, 0.7], true],
    ['len(filter(result, {# > 1})) == 2', [1, 2, 3], true],
    ['result * 100 - 1 > 2 + 3 * 4', 0.17, true],
    ['(result + 1) * 2 == 6', 2, true],
    ['10 % 4 == 2', 0, true],
    ['-result < 0', 1, true],
    ['result > 1 ? true : false', 2, true],
    ["asFloat('1.5') > 1", 0, true],
    ["'a' in ['a', 'b']", 0, true],
    ['result[-1] == 3', [1, 2, 3], true],
    ['max(1, result, 3) == 5 and min(2, 4) == 2', 5, true],
    ['result == nil', undefined, true],
    ['1e3 == 1000', 0, true],
  ])('evaluates %s', (expression, result, expected) => {
    expect(evaluateExpression(expression, { result })).toBe(expected);
  });

  it.each([
    ['result[0] > 1', [], 'index out of range (index 0, length 0)'],
    ['result > 1', [1], 'is no number'],
    ['result[0] > 1', 1, 'cannot index 1'],
    ['result >', 1, 'unexpected end'],
    ['result > 1)', 1, 'unexpected token ")"'],
    ['(result > 1', 1, 'expected ")"'],
    ['nothing > 1', 1, 'unknown name nothing'],
    ['constructor(1)', 1, 'unknown name constructor'],
    ['result && true', 1, 'expected a bool, but got 1'],
    ['result $ 1', 1, 'unrecognized character'],
  ])('refuses %s', (expression, result, message) => {
    expect(() => evaluateExpression(expression, { result })).toThrow(message);
  });
});
