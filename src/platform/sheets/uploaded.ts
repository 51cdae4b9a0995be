// Reads the tables of uploaded files for the domains.
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { sheets } from '../../kernel/config.js';
import { refusal } from '../../kernel/errors.js';
import { provideTables } from '../../kernel/tables.js';
import { ownStorage, readVerified, type FileStorage } from '../files/storage.js';
import { readTables } from './read.js';

/** Lets the domains read the tables of files that are in the storage. */
export function readUploads(storage: () => Promise<FileStorage>): void {
  provideTables(async ({ tenant, digest, mediaType, byteSize }) => {
    const { fileBytes: bytes, unpackedBytes: unpacked, rows } = sheets;
    if (byteSize > bytes) throw refusal('uploaded-table-within-limits', ['file'], { bytes, unpacked, rows });
    const content = await readVerified(await storage(), { tenant, digest });
    if (content === null) throw refusal('stored-file-is-what-was-uploaded', ['file']);
    return readTables(await buffer(Readable.from(content)), mediaType);
  });
}

// Where no server says otherwise, as on the command line.
readUploads(ownStorage);
