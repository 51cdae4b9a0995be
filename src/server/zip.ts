// Writes parts into one ZIP, one after the other, however long they are.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A part: chunks that are made while they are written, or content that is made once all parts before it are written. */
export interface ZipPart {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array> | (() => Buffer);
}

/** Writes the file. @throws what making a part throws; the file is then incomplete */
export async function writeZip(path: string, parts: readonly ZipPart[]): Promise<void> {
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(path, { flags: 'wx' }));
  const fill = async (): Promise<void> => {
    for (const { name, content } of parts) {
      if (typeof content === 'function') {
        zip.addBuffer(content(), name);
        continue;
      }
      const stream = Readable.from(content);
      const read = new Promise<void>((resolve, reject) => stream.once('end', resolve).once('error', reject));
      zip.addReadStream(stream, name);
      await read;
    }
    zip.end();
  };
  try {
    await fill();
  } catch (error) {
    (zip.outputStream as Readable).destroy();
    await written.catch(() => undefined);
    throw error;
  }
  await written;
}
