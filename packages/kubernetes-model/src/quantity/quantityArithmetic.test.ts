import { formatQuantity } from './formatQuantity';
import { parseQuantity } from './parseQuantity';
import {
  addQuantities,
  compareQuantities,
  maxQuantity,
  subtractQuantities,
  ZERO_QUANTITY,
} from './quantityArithmetic';

const quantity = parseQuantity;

describe('compareQuantities()', () => {
  it.each([
    ['1', '1000m', 0],
    ['1Ki', '1024', 0],
    ['1k', '1Ki', -1],
    ['-1', '-2', 1],
    ['9007199254740993', '9007199254740992', 1],
  ])('%s and %s give %d', (a, b, order) => {
    expect(compareQuantities(quantity(a), quantity(b))).toBe(order);
  });
});

describe('addQuantities()', () => {
  it('adds exactly, in the format of the first', () => {
    const sum = addQuantities(quantity('512Mi'), quantity('536870912'));
    expect(formatQuantity(sum)).toBe('1Gi');
  });

  it('takes the format of the second where the first is zero', () => {
    expect(formatQuantity(addQuantities(ZERO_QUANTITY, quantity('1Gi')))).toBe(
      '1Gi',
    );
  });

  it('has no float error', () => {
    const tenth = quantity('0.1');
    const sum = addQuantities(tenth, addQuantities(tenth, tenth));
    expect(formatQuantity(sum)).toBe('300m');
  });
});

describe('subtractQuantities()', () => {
  it.each([
    ['1', '250m', '750m'],
    ['1Gi', '512Mi', '512Mi'],
    ['0', '1Mi', '-1Mi'],
  ])('%s less %s is %s', (a, b, difference) => {
    expect(formatQuantity(subtractQuantities(quantity(a), quantity(b)))).toBe(
      difference,
    );
  });
});

describe('maxQuantity()', () => {
  it('is the larger one, the first of equals', () => {
    const [a, b] = [quantity('1'), quantity('1000m')];
    expect(maxQuantity(a, b)).toBe(a);
    expect(maxQuantity(a, quantity('2'))).toEqual(quantity('2'));
  });
});
