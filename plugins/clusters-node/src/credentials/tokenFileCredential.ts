import { bearer, type CredentialSource } from './CredentialSource';
import { FileContent } from './FileContent';

/** The token in a file, read again when it changes: projected service account tokens rotate about hourly. */
export function tokenFileCredential(file: string): CredentialSource {
  const content = new FileContent(file);
  return {
    async current() {
      const token = (await readToken(content, file)).trim();
      if (token === '') throw new Error(`the token file ${file} is empty`);
      return bearer(token);
    },
    invalidate: () => content.forget(),
  };
}

async function readToken(content: FileContent, file: string): Promise<string> {
  try {
    return await content.read();
  } catch (error) {
    throw new Error(`cannot read the token file ${file}`, { cause: error });
  }
}
