import type { JsonObject } from '../json/readJson';
import { StatusError } from '../status/StatusError';
import { badRequest } from '../status/statusErrors';

class WireReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  isDone(): boolean {
    return this.#offset >= this.#bytes.length;
  }

  tag(): { readonly number: number; readonly wireType: number } {
    const tag = Number(this.#varint());
    return { number: tag >>> 3, wireType: tag & 7 };
  }

  value(wireType: number): Raw {
    switch (wireType) {
      case 0:
        return this.#varint();
      case 1:
        return this.#take(8);
      case 2:
        return this.#take(Number(this.#varint()));
      case 5:
        return this.#take(4);
      default:
        throw badRequest(`protobuf: unexpected wire type ${wireType}`);
    }
  }

  #varint(): bigint {
    let result = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const [byte] = this.#take(1);
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return result;
    }
    throw badRequest('protobuf: a varint is longer than ten bytes');
  }

  #take(length: number): Uint8Array {
    const end = this.#offset + length;
    if (end > this.#bytes.length) {
      throw badRequest(
        `protobuf: the message ends early, ${
          end - this.#bytes.length
        } bytes are missing`,
      );
    }
    const taken = this.#bytes.subarray(this.#offset, end);
    this.#offset = end;
    return taken;
  }
}

/** Field shapes of one message: number → name and type word (see `kubernetesMessage`). */
export type MessageFields = ReadonlyMap<
  number,
  { readonly name: string; readonly type: string }
>;
export type MessageCatalog = (name: string) => MessageFields | undefined;

/**
 * Reads a proto2 message into the JSON that the API would carry. Zero, false and empty values, which Go writes for unset fields,
 * are dropped, also where the field is not described: nothing is lost with them. Those of pointers are kept.
 *
 * @throws StatusError BadRequest when the bytes end early or use a wire type that the API does not.
 * @throws StatusError UnsupportedMediaType when a field that says something is not described.
 */
export function decodeMessage(
  bytes: Uint8Array,
  message: string,
  catalog: MessageCatalog,
): JsonObject {
  const fields = catalog(message);
  const value: Record<string, unknown> = {};
  const reader = new WireReader(bytes);
  while (!reader.isDone()) {
    const { number, wireType } = reader.tag();
    const field = fields?.get(number);
    const raw = reader.value(wireType);
    if (!field) {
      if (isEmptyRaw(raw)) continue;
      throw new StatusError(
        'UnsupportedMediaType',
        `the body of the request was in an unsupported format: protobuf field ${number} of ${message} is not described; send JSON`,
      );
    }
    const { name } = field;
    const isPointer = field.type.endsWith('!');
    const type = isPointer ? field.type.slice(0, -1) : field.type;
    if (type.startsWith('^')) {
      Object.assign(value, decodeValue(raw, type.slice(1), catalog));
    } else if (type.startsWith('[]')) {
      const item = decodeValue(raw, type.slice(2), catalog);
      const items = value[name];
      value[name] = Array.isArray(items) ? [...items, item] : [item];
    } else if (type.startsWith('{')) {
      const [key, item] = decodeEntry(raw, type.slice(1, -1), catalog);
      const entries = value[name];
      value[name] = {
        ...(typeof entries === 'object' ? entries : {}),
        [key]: item,
      };
    } else {
      const decoded = decodeValue(raw, type, catalog);
      if (decoded !== undefined && (isPointer || !isEmpty(decoded)))
        value[name] = decoded;
    }
  }
  return value;
}

type Raw = bigint | Uint8Array;

/** Nothing but zeros and empty texts, however deep: Go writes structs that nobody filled. */
function isEmptyRaw(raw: Raw): boolean {
  if (typeof raw === 'bigint') return raw === 0n;
  const reader = new WireReader(raw);
  try {
    while (!reader.isDone()) {
      const { number, wireType } = reader.tag();
      if (number === 0 || !isEmptyRaw(reader.value(wireType))) return false;
    }
    return true;
  } catch {
    return false; // Text or bytes, which say something; the caller reports it.
  }
}

function decodeValue(raw: Raw, type: string, catalog: MessageCatalog): unknown {
  if (typeof raw === 'bigint')
    return type === 'b' ? raw !== 0n : Number(BigInt.asIntN(64, raw));
  if (type.startsWith('|')) return decodeUnion(raw, type.slice(1), catalog);
  switch (type) {
    case 'f':
      return Buffer.from(raw).readDoubleLE();
    case 's':
      return Buffer.from(raw).toString('utf8');
    case 'y':
      return Buffer.from(raw).toString('base64');
    case 'q':
      return decodeMessage(raw, 'Quantity', catalog).string ?? '0';
    case 't':
      return decodeTime(raw, 0, catalog);
    case 'm':
      return decodeTime(raw, 6, catalog);
    case 'd':
      return decodeDuration(raw, catalog);
    case 'r':
      return decodeJson(raw, catalog);
    case 'l':
      return decodeMessage(raw, 'Items', catalog).items ?? [];
    case 'x': {
      const {
        type: isText,
        intVal = 0,
        strVal = '',
      } = decodeMessage(raw, 'IntOrString', catalog);
      return isText === 1 ? strVal : intVal;
    }
    default:
      return decodeMessage(raw, type, catalog);
  }
}

/** One of several forms; a schema is more than a flag beside it. */
function decodeUnion(
  raw: Uint8Array,
  message: string,
  catalog: MessageCatalog,
): unknown {
  const { schema, ...others } = decodeMessage(raw, message, catalog);
  return schema ?? Object.values(others)[0];
}

/** RFC 3339 with so many digits of a second; nothing for the zero time. */
function decodeTime(
  raw: Uint8Array,
  digits: number,
  catalog: MessageCatalog,
): string | undefined {
  const { seconds, nanos = 0 } = decodeMessage(raw, 'Time', catalog);
  if (typeof seconds !== 'number') return undefined;
  const whole = new Date(seconds * 1_000).toISOString().slice(0, 19);
  const fraction = String(nanos).padStart(9, '0').slice(0, digits);
  return digits > 0 ? `${whole}.${fraction}Z` : `${whole}Z`;
}

/** As Go writes a duration; whole seconds are enough for the API. */
function decodeDuration(
  raw: Uint8Array,
  catalog: MessageCatalog,
): string | undefined {
  const { duration } = decodeMessage(raw, 'Duration', catalog);
  return typeof duration === 'number' ? `${duration / 1e9}s` : undefined;
}

function decodeJson(raw: Uint8Array, catalog: MessageCatalog): unknown {
  const { raw: text } = decodeMessage(raw, 'Raw', catalog);
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  } catch {
    throw badRequest('protobuf: an embedded object is not JSON');
  }
}

function decodeEntry(
  raw: Raw,
  type: string,
  catalog: MessageCatalog,
): readonly [string, unknown] {
  if (typeof raw === 'bigint')
    throw badRequest('protobuf: a map entry is not a message');
  let key = '';
  let item: unknown = type === 's' || type === 'y' ? '' : undefined;
  const reader = new WireReader(raw);
  while (!reader.isDone()) {
    const { number, wireType } = reader.tag();
    const part = reader.value(wireType);
    if (number === 1) key = String(decodeValue(part, 's', catalog));
    else if (number === 2) item = decodeValue(part, type, catalog);
  }
  return [key, item];
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === '' || value === 0 || value === false)
    return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0
  );
}
