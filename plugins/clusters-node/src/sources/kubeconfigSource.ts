import { resolve } from 'node:path';
import { FileContent } from '../credentials/FileContent';
import type { ClusterSource } from '../registry/ClusterSource';
import { wordsOf } from './collectEntries';
import { parseKubeconfig } from './parseKubeconfig';
import type { KubeconfigSettings } from './readClusterSettings';

const refreshMs = 30_000;

/** The contexts of one kubeconfig that the configuration names. No other file and no environment variable is looked at. */
export function kubeconfigSource(settings: KubeconfigSettings): ClusterSource {
  const file = resolve(settings.file);
  const content = new FileContent(file);
  return {
    name: `kubeconfig ${settings.file}`,
    refreshMs,
    async list() {
      const { contexts, writes } = settings;
      const text = await readText(content, settings.file);
      try {
        return parseKubeconfig(text, { file, contexts, writes });
      } catch (error) {
        throw new TypeError(wordsOf(error));
      }
    },
  };
}

async function readText(content: FileContent, file: string): Promise<string> {
  try {
    return await content.read();
  } catch (error) {
    throw new Error(`cannot read ${file}`, { cause: error });
  }
}
