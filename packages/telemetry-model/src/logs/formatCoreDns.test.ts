import { formatCoreDns } from './formatCoreDns';

const request = {
  method: 'GET',
  path: 'AAAA',
  status: 200,
  durationMs: 0.43,
  bytes: 1_234,
  remote: '10.21.4.7',
};
const record = { timeMs: 0, luck: 0.5, message: 'said' };

describe('formatCoreDns()', () => {
  it('writes answers as its log plugin does', () => {
    expect(formatCoreDns({ ...record, level: 'info', request })).toBe(
      '[INFO] 10.21.4.7:46768 - 1235 "AAAA IN kafka.data.svc.cluster.local. udp 46 false 512" NOERROR qr,aa,rd 74 0.000430000s',
    );
  });

  it('finds no name with a search domain too many', () => {
    expect(
      formatCoreDns({
        ...record,
        level: 'info',
        request: { ...request, status: 404 },
      }),
    ).toMatch(
      /"AAAA IN kafka\.data\.svc\.cluster\.local\.shop\.svc\.cluster\.local\. udp \d+ false 512" NXDOMAIN/,
    );
  });

  it('names what nobody resolved, and the plugins that speak', () => {
    expect(formatCoreDns({ ...record, level: 'error', request })).toMatch(
      /^\[ERROR\] plugin\/errors: 2 \S+ AAAA: read udp 10\.21\.4\.7:\d+->10\.0\.0\.2:53: i\/o timeout$/,
    );
    expect(
      formatCoreDns({ ...record, level: 'warn', message: 'plugin/cache: x' }),
    ).toBe('[WARNING] plugin/cache: x');
  });
});
