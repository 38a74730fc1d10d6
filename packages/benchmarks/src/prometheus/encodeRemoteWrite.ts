import type { DataSeries } from './createDataset';

/** A `prometheus.WriteRequest` in Snappy's block format, without compressing anything; stale markers keep their bits. */
export function encodeRemoteWrite(series: readonly DataSeries[]): Buffer {
  return toSnappyBlock(Buffer.concat(series.map(one => field(1, encode(one)))));
}

function encode({ labels, timestampsMs, values }: DataSeries): Buffer {
  const names = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const bits = new BigUint64Array(
    values.buffer,
    values.byteOffset,
    values.length,
  );
  return Buffer.concat([
    ...names.map(([name, value]) =>
      field(
        1,
        Buffer.concat([
          field(1, Buffer.from(name)),
          field(2, Buffer.from(value)),
        ]),
      ),
    ),
    ...Array.from(timestampsMs, (timeMs, index) => {
      const value = Buffer.alloc(9);
      value.writeUInt8(0x09);
      value.writeBigUInt64LE(bits[index], 1);
      const time = Buffer.concat([Buffer.from([0x10]), varint(timeMs)]);
      return field(2, Buffer.concat([value, time]));
    }),
  ]);
}

/** A length-delimited field of a message. */
function field(number: number, content: Buffer): Buffer {
  const tag = Buffer.from([number * 8 + 2]);
  return Buffer.concat([tag, varint(content.length), content]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}

/** Literals of up to 64 KiB, each behind a tag with its length less one. */
function toSnappyBlock(content: Buffer): Buffer {
  const parts = [varint(content.length)];
  for (let start = 0; start < content.length; start += 0x10000) {
    const literal = content.subarray(start, start + 0x10000);
    const tag = Buffer.from([61 * 4, 0, 0]);
    tag.writeUInt16LE(literal.length - 1, 1);
    parts.push(tag, literal);
  }
  return Buffer.concat(parts);
}
