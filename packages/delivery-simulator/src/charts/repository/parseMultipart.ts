/** The files of a `multipart/form-data` body by the names of their fields; undefined when it is none. */
export function parseMultipart(
  contentType: string,
  body: Buffer,
): ReadonlyMap<string, Buffer> | undefined {
  const found =
    /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(
      contentType,
    );
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`--${boundary}`);
  const parts = new Map<string, Buffer>();
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const from = start + delimiter.length;
    const next = body.indexOf(delimiter, from);
    if (next < 0) break;
    addPart(parts, body.subarray(from, next));
    start = next;
  }
  return parts;
}

/** A part is a line feed, headers, an empty line, the content and a line feed. */
function addPart(parts: Map<string, Buffer>, part: Buffer): void {
  const headersEnd = part.indexOf('\r\n\r\n');
  if (headersEnd < 0) return;
  const headers = part.subarray(0, headersEnd).toString('utf8');
  const [, quoted, bare] =
    /^content-disposition:[^\r\n]*[;\s]name=(?:"([^"]*)"|([^\s;]+))/im.exec(
      headers,
    ) ?? [];
  const name = quoted ?? bare;
  if (name !== undefined)
    parts.set(name, part.subarray(headersEnd + 4, part.length - 2));
}
