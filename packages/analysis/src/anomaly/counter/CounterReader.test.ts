import { CounterReader } from './CounterReader';

/** Reads samples 10 s apart; the readings and where their meaning changed. */
function readAll(values: readonly number[]) {
  const reader = new CounterReader();
  const changes: number[] = [];
  const readings = values.map((value, i) => {
    const sample = { timeMs: i * 10_000, value };
    if (reader.judge(sample)) changes.push(i);
    return reader.read(sample);
  });
  return { reader, readings, changes };
}

const counter = (count: number) =>
  Array.from({ length: count }, (_, i) => i * 50);
const wave = (count: number) =>
  Array.from({ length: count }, (_, i) => Math.sin(i / 5));

describe('CounterReader', () => {
  it('reads a gauge as it is', () => {
    const { readings, changes } = readAll(wave(200));
    expect(readings).toEqual(wave(200));
    expect(changes).toEqual([]);
  });

  it('reads a counter as a rate per second once it has seen 64 steps', () => {
    const { readings, changes } = readAll(counter(200));
    expect(changes).toEqual([64]);
    expect(new Set(readings.slice(65))).toEqual(new Set([5]));
  });

  it('gives no reading at a restart and goes on from there', () => {
    const { readings } = readAll([...counter(100), 20, 70]);
    expect(readings.slice(100)).toEqual([undefined, 5]);
  });

  it('takes a rare step down in a counter for a restart, many for a gauge', () => {
    const { changes } = readAll([...counter(100), ...wave(100)]);
    expect(changes).toHaveLength(2);
  });

  it('does not take a flat line for a counter', () => {
    expect(readAll(Array.from({ length: 200 }, () => 7)).changes).toEqual([]);
  });

  it('gives no reading when no time has passed, and counts the increase later', () => {
    const { reader } = readAll(counter(100));
    const read = (timeMs: number, value: number) =>
      reader.read({ timeMs, value });
    expect(read(990_000, 4960)).toBeUndefined();
    expect(read(1_000_000, 5000)).toBe(5);
  });

  it('starts anew from a clock that was set back', () => {
    const { reader } = readAll(counter(100));
    expect(reader.read({ timeMs: 0, value: 5000 })).toBeUndefined();
    expect(reader.read({ timeMs: 10_000, value: 5050 })).toBe(5);
  });

  it('turns other readings of the sample back into values', () => {
    const { reader } = readAll(counter(100));
    expect(reader.valueOf(5)).toBe(4950);
    expect(reader.valueOf(0)).toBe(4900);
    expect(readAll([3]).reader.valueOf(8)).toBe(8);
  });

  it('goes on from its saved state as if it had not stopped', () => {
    const values = [...counter(90), ...wave(60)];
    const going = new CounterReader();
    values.forEach((value, i) => {
      const resumed = new CounterReader(
        JSON.parse(JSON.stringify(going.state())),
      );
      const sample = { timeMs: i * 1000, value };
      expect(resumed.judge(sample)).toBe(going.judge(sample));
      expect(resumed.read(sample)).toBe(going.read(sample));
    });
  });
});
