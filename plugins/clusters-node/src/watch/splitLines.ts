const newline = 10;

/**
 * The lines of a byte stream, without their newline; empty lines are skipped, a last line without newline is yielded.
 * Each byte is copied at most once: parts of a long line are joined when its end arrives.
 * Throws a `RangeError` for a line of more than `maxBytes`, which bounds memory.
 */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  maxBytes = 64 * 1024 * 1024,
): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let partBytes = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(newline, start);
      if (end === -1) break;
      const segment = chunk.subarray(start, end);
      start = end + 1;
      const line =
        parts.length > 0 ? Buffer.concat([...parts, segment]) : segment;
      parts = [];
      partBytes = 0;
      if (line.length > 0) yield line;
    }
    if (start < chunk.length) {
      parts.push(chunk.subarray(start));
      partBytes += chunk.length - start;
      if (partBytes > maxBytes) {
        throw new RangeError(`a line exceeds ${maxBytes} bytes`);
      }
    }
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}
