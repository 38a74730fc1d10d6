import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { TransportResponse } from './HttpTransport';

const unzip = promisify(gunzip);

/** The whole body, decompressed. Rejects on a broken stream or broken gzip. */
export async function collectBody(
  response: Pick<TransportResponse, 'headers' | 'body'>,
): Promise<Buffer> {
  const body = Buffer.from(await response.body.arrayBuffer());
  return response.headers['content-encoding'] === 'gzip' && body.length > 0
    ? unzip(body)
    : body;
}
