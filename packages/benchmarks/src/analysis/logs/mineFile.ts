import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

import { createTemplateMiner } from '@orrery/analysis';

import { linesOf } from './linesOf';
import { toCsvField } from './parseCsv';

const idLength = 16;
const linesPerWrite = 4096;

/**
 * Mines one log file and writes `line,group,template` for each of its lines, with the group and the text as they are when
 * the file ends. The lines are read once; in between the ids stand in a file beside the output, 16 bytes a line, so that
 * memory does not grow with the number of lines.
 */
export async function mineFile(input: string, output: string): Promise<void> {
  const idsFile = `${output}.ids`;
  const ids = await open(idsFile, 'w+');
  try {
    const templateOf = await writeIds(input, ids);
    const result = await open(output, 'w');
    try {
      await result.write('line,group,template\n');
      await writeRows(ids, result, templateOf);
    } finally {
      await result.close();
    }
  } finally {
    await ids.close();
    await rm(idsFile, { force: true });
  }
}

interface FinalTemplate {
  readonly id: string;
  readonly text: string;
}

/** Writes the template id of each line; the answer tells what became of an id. */
async function writeIds(
  input: string,
  ids: FileHandle,
): Promise<(id: string) => FinalTemplate> {
  const miner = createTemplateMiner();
  const successors = new Map<string, string>();
  const evicted = new Map<string, FinalTemplate>();
  let pending: string[] = [];
  for await (const line of linesOf(input)) {
    const match = miner.add(line);
    for (const id of match.merged) successors.set(id, match.templateId);
    if (match.evicted) evicted.set(match.evicted.id, match.evicted);
    pending.push(match.templateId);
    if (pending.length === linesPerWrite) {
      await ids.write(pending.join(''));
      pending = [];
    }
  }
  await ids.write(pending.join(''));

  return id => {
    let last = id;
    for (
      let next = successors.get(last);
      next !== undefined;
      next = successors.get(last)
    )
      last = next;
    const template = miner.template(last) ?? evicted.get(last);
    if (!template) throw new Error(`${input}: no template ${last}`);
    return template;
  };
}

async function writeRows(
  ids: FileHandle,
  result: FileHandle,
  templateOf: (id: string) => FinalTemplate,
): Promise<void> {
  const buffer = Buffer.alloc(idLength * linesPerWrite);
  const rowEnds = new Map<string, string>();
  let line = 0;
  for (;;) {
    const { bytesRead } = await ids.read(
      buffer,
      0,
      buffer.length,
      line * idLength,
    );
    if (bytesRead === 0) return;
    const text = buffer.toString('latin1', 0, bytesRead);
    let rows = '';
    for (let at = 0; at + idLength <= text.length; at += idLength) {
      const id = text.slice(at, at + idLength);
      let end = rowEnds.get(id);
      if (end === undefined) {
        const template = templateOf(id);
        end = `${template.id},${toCsvField(template.text)}\n`;
        rowEnds.set(id, end);
      }
      line += 1;
      rows += `${line},${end}`;
    }
    await result.write(rows);
  }
}
