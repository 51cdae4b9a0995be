// ZIPs for tests, stored without compression: OFD and XLSX are ZIPs with certain entries.
import { crc32 } from 'node:zlib';

/** A ZIP with these entries. */
export function zipOf(entries: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const local = header(0x04034b50, 30, path, data, 4);
    locals.push(local, path, data);
    const listed = header(0x02014b50, 46, path, data, 6);
    listed.writeUInt32LE(offset, 42);
    central.push(listed, path);
    offset += local.length + path.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length / 2, 8);
  end.writeUInt16LE(central.length / 2, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** A header of an entry; what both kinds have in common begins at `from`. */
function header(signature: number, length: number, path: Buffer, data: Buffer, from: number): Buffer {
  const made = Buffer.alloc(length);
  made.writeUInt32LE(signature, 0);
  made.writeUInt16LE(20, from);
  made.writeUInt32LE(crc32(data), from + 10);
  made.writeUInt32LE(data.length, from + 14);
  made.writeUInt32LE(data.length, from + 18);
  made.writeUInt16LE(path.length, from + 22);
  return made;
}
