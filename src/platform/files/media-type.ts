// What type a file is, told by its content and never by its name.
import { readFile, stat } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { openPromise } from 'yauzl';
import { files, sheets } from '../../kernel/config.js';
import { isSeparated, tableTypes } from '../sheets/read.js';

/** Types that are accepted; where they are ZIPs, by what is in them. */
const accepted = new Set(['application/pdf', 'image/jpeg', 'image/png']);
const { csv, xlsx } = tableTypes;
const ofd = 'application/ofd';

/**
 * Takes the path of a complete file; returns its media type, or null where it is none that is accepted, or broken.
 *
 * A ZIP is read by its central directory, as the programs read it that open the file in earnest: what only looks like one
 * at the beginning is none.
 */
export async function mediaTypeOf(path: string): Promise<string | null> {
  // A parser that stumbles over what it was given says: none of these.
  const found = await fileTypeFromFile(path).catch(() => undefined);
  if (found === undefined) return (await isCsv(path)) ? csv : null;
  if (accepted.has(found.mime)) return found.mime;
  if (found.mime !== 'application/zip' && found.mime !== xlsx) return null;
  const names = await namesInZip(path).catch(() => new Set<string>());
  if (names.has('OFD.xml')) return ofd;
  const workbook = names.has('[Content_Types].xml') && names.has('xl/workbook.xml');
  return found.mime === xlsx && workbook && !names.has('xl/vbaProject.bin') ? xlsx : null;
}

/** Whether it is a small text that is a table; text has no signature, so that all of it is read. */
async function isCsv(path: string): Promise<boolean> {
  const known = await stat(path).catch(() => null);
  return known !== null && known.size <= sheets.fileBytes && isSeparated(await readFile(path));
}

/** Names of the entries. @throws Error where it is no ZIP, or has more entries than any document */
async function namesInZip(path: string): Promise<ReadonlySet<string>> {
  const zip = await openPromise(path);
  try {
    if (zip.entryCount > files.zipEntries) throw new Error('The ZIP has too many entries.');
    const names = new Set<string>();
    for await (const { fileName } of zip.eachEntry()) names.add(fileName);
    return names;
  } finally {
    zip.close();
  }
}
