import { isOfFormat } from './isOfFormat';

describe('isOfFormat()', () => {
  it.each([
    ['date-time', '2026-01-02T03:04:05Z', '2026-01-02'],
    ['date', '2026-01-02', 'today'],
    ['duration', '1h30m', 'soon'],
    ['uuid', '123e4567-e89b-12d3-a456-426614174000', '123'],
    ['ipv4', '10.0.0.1', '10.0.0.256'],
    ['ipv6', 'fd00::1', '10.0.0.1'],
    ['cidr', '10.0.0.0/8', '10.0.0.0/33'],
    ['mac', '00:1a:2B:3c:4d:5e', '00:1a'],
    ['hostname', 'db.example.com', '-db'],
    ['email', 'jane@example.com', 'jane'],
    ['uri', 'https://example.com/a', 'example'],
    ['byte', 'YWJj', 'a'],
  ])('tells a %s from another text', (format, text, other) => {
    expect(isOfFormat(format, text)).toBe(true);
    expect(isOfFormat(format, other)).toBe(false);
  });

  it('takes any text for a format that is not checked', () => {
    expect(isOfFormat('colour', 'x')).toBe(true);
  });
});
