import { kubernetesMessage } from '../kubernetesMessages';

/** The bytes that a client sends for an object whose message has this name. */
export function encodeKubernetesBody(
  apiVersion: string,
  kind: string,
  raw: Buffer,
): Buffer {
  return Buffer.concat([
    Buffer.from([0x6b, 0x38, 0x73, 0]),
    part(1, Buffer.concat([text(1, apiVersion), text(2, kind)])),
    part(2, raw),
  ]);
}

/** A message with every field filled, and the JSON that says the same. Messages within themselves are left out. */
export function sampleOf(
  message: string,
  within: readonly string[] = [],
): { readonly raw: Buffer; readonly json: Readonly<Record<string, unknown>> } {
  const parts: Buffer[] = [];
  let json: Record<string, unknown> = {};
  for (const [number, { name, type }] of kubernetesMessage(message) ?? []) {
    const sample = sampleOfType(number, type.replace('!', ''), [
      ...within,
      message,
    ]);
    if (!sample) continue;
    parts.push(sample.raw);
    json = type.startsWith('^')
      ? { ...json, ...Object(sample.value) }
      : { ...json, [name]: sample.value };
  }
  return { raw: Buffer.concat(parts), json };
}

interface Sample {
  readonly raw: Buffer;
  readonly value: unknown;
}

function sampleOfType(
  number: number,
  type: string,
  within: readonly string[],
): Sample | undefined {
  if (type.startsWith('[]')) {
    const item = sampleOfType(number, type.slice(2), within);
    return (
      item && {
        raw: Buffer.concat([item.raw, item.raw]),
        value: [item.value, item.value],
      }
    );
  }
  if (type.startsWith('{')) {
    const item = sampleOfType(2, type.slice(1, -1), within);
    return (
      item && {
        raw: part(number, Buffer.concat([text(1, 'key'), item.raw])),
        value: { key: item.value },
      }
    );
  }
  switch (type) {
    case 's':
      return { raw: text(number, 'word'), value: 'word' };
    case 'i':
      return { raw: int(number, 300), value: 300 };
    case 'b':
      return { raw: int(number, 1), value: true };
    case 'f': {
      const eight = Buffer.alloc(8);
      eight.writeDoubleLE(1.5);
      return {
        raw: Buffer.concat([varint((number << 3) | 1), eight]),
        value: 1.5,
      };
    }
    case 'y':
      return { raw: text(number, 'word'), value: 'd29yZA==' };
    case 'q':
      return { raw: part(number, text(1, '10Mi')), value: '10Mi' };
    case 't':
      return {
        raw: part(number, int(1, 1_700_000_000)),
        value: '2023-11-14T22:13:20Z',
      };
    case 'm':
      return {
        raw: part(
          number,
          Buffer.concat([int(1, 1_700_000_000), int(2, 5_000_000)]),
        ),
        value: '2023-11-14T22:13:20.005000Z',
      };
    case 'd':
      return { raw: part(number, int(1, 2_000_000_000)), value: '2s' };
    case 'x':
      return {
        raw: part(number, Buffer.concat([int(1, 1), text(3, '25%')])),
        value: '25%',
      };
    case 'r':
      return {
        raw: part(number, text(1, '{"any":["thing"]}')),
        value: { any: ['thing'] },
      };
    case 'l':
      return {
        raw: part(number, Buffer.concat([text(1, 'a'), text(1, 'b')])),
        value: ['a', 'b'],
      };
    default:
      return sampleOfMessage(number, type, within);
  }
}

function sampleOfMessage(
  number: number,
  type: string,
  within: readonly string[],
): Sample | undefined {
  const name = type.replace(/^[|^]/, '');
  if (within.includes(name)) return undefined;
  const { raw, json } = sampleOf(name, within);
  if (!type.startsWith('|')) return { raw: part(number, raw), value: json };
  const { schema, ...others } = json;
  return {
    raw: part(number, raw),
    value: schema ?? Object.values(others)[0],
  };
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80))
    bytes.push(rest % 0x80 | 0x80);
  return Buffer.from([...bytes, rest]);
}

function part(number: number, content: Uint8Array): Buffer {
  return Buffer.concat([
    varint((number << 3) | 2),
    varint(content.length),
    content,
  ]);
}

function text(number: number, value: string): Buffer {
  return part(number, Buffer.from(value));
}

function int(number: number, value: number): Buffer {
  return Buffer.concat([varint(number << 3), varint(value)]);
}
