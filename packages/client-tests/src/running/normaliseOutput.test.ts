import { normaliseOutput } from './normaliseOutput';

describe('normaliseOutput()', () => {
  it('makes ages, addresses, hashes and blanks of a table alike', () => {
    const table = `
NAME                   READY   STATUS    RESTARTS      AGE     IP
web-5d4f8c7b9d-x2x9z   1/1     Running   1 (3s ago)    2m10s   10.2.0.17
`;
    expect(normaliseOutput(table)).toBe(
      'NAME READY STATUS RESTARTS AGE IP\nweb-<pod> 1/1 Running 1 (<age> ago) <age> <ip>',
    );
  });

  it('makes times, uids and ports alike', () => {
    expect(
      normaliseOutput(
        '2026-01-01T00:00:00Z 2026-01-01 00:00:00.123 +0000 9b2d3f4a-1c2d-3e4f-8a6b-7c8d9e0f1a2b 127.0.0.1:8080',
      ),
    ).toBe('<time> <time> +0000 <uid> <ip>:<port>');
  });

  it('leaves words alone that only look like an age', () => {
    expect(normaliseOutput('cpu 250m/s v1 5d-old')).toBe(
      'cpu 250m/s v1 5d-old',
    );
  });
});
