import { causeBeside } from './causeBeside';

describe('causeBeside()', () => {
  it.each([
    [
      'cluster eu: list pods: connection refused',
      'list pods: connection refused',
    ],
    [
      'cluster eu-2: list pods: connection refused',
      'cluster eu-2: list pods: connection refused',
    ],
    ['list pods in payments', 'list pods in payments'],
  ])('says %j beside the name of eu as %j', (message, cause) => {
    expect(causeBeside('eu', message)).toBe(cause);
  });
});
