// What the verifier remembers of each transaction, in some dozens of bytes: by id what a reversal of it must look like.
import { createHash } from 'node:crypto';

/** Words of 32 bits of a key, and of a digest. */
const words = 4;

/** What is remembered. */
export interface PostedBefore {
  readonly number: number;
  readonly kind: number;
  /** Whether a later transaction took it back. */
  readonly taken: boolean;
}

/**
 * A table from ids (UUIDs, or digests of 128 bits) to numbers, in arrays of numbers: a million rows take some 80 MB, where
 * a Map of texts takes a multiple.
 */
export class PostedTable {
  private capacity = 1 << 12;
  private size = 0;
  private keys = new Uint32Array(this.capacity * words);
  private digests = new Uint32Array(this.capacity * words);
  private numbers = new Float64Array(this.capacity);
  /** Kind + 1 in the lower bits, so that an empty place is 0; the highest says that it was taken back. */
  private marks = new Uint8Array(this.capacity);

  /** Adds a row; false where the key is there already. */
  add(key: Uint32Array, number: number, kind: number, digest?: Uint32Array): boolean {
    if (this.size * 2 >= this.capacity) this.grow();
    const place = this.placeOf(key);
    if (this.marks[place] !== 0) return false;
    this.keys.set(key, place * words);
    if (digest) this.digests.set(digest, place * words);
    this.numbers[place] = number;
    this.marks[place] = kind + 1;
    this.size += 1;
    return true;
  }

  /** The row of the key. */
  find(key: Uint32Array): PostedBefore | undefined {
    const place = this.placeOf(key);
    const mark = this.marks[place]!;
    if (mark === 0) return undefined;
    return { number: this.numbers[place]!, kind: (mark & 0x7f) - 1, taken: mark > 0x7f };
  }

  /** Marks the row as taken back; whether its digest is the given one and nothing took it back before. */
  take(key: Uint32Array, digest: Uint32Array): boolean {
    const place = this.placeOf(key);
    const mark = this.marks[place]!;
    if (mark === 0) return false;
    this.marks[place] = mark | 0x80;
    const same = digest.every((word, i) => this.digests[place * words + i] === word);
    return mark < 0x80 && same;
  }

  private placeOf(key: Uint32Array): number {
    let place = (key[words - 1]! ^ (key[1]! * 0x9e3779b1)) & (this.capacity - 1);
    while (this.marks[place] !== 0) {
      const at = place * words;
      if (
        this.keys[at] === key[0] &&
        this.keys[at + 1] === key[1] &&
        this.keys[at + 2] === key[2] &&
        this.keys[at + 3] === key[3]
      )
        break;
      place = (place + 1) & (this.capacity - 1);
    }
    return place;
  }

  private grow(): void {
    const { keys, digests, numbers, marks, capacity } = this;
    this.capacity = capacity * 2;
    this.keys = new Uint32Array(this.capacity * words);
    this.digests = new Uint32Array(this.capacity * words);
    this.numbers = new Float64Array(this.capacity);
    this.marks = new Uint8Array(this.capacity);
    for (let i = 0; i < capacity; i += 1) {
      if (marks[i] === 0) continue;
      const place = this.placeOf(keys.subarray(i * words, (i + 1) * words));
      this.keys.set(keys.subarray(i * words, (i + 1) * words), place * words);
      this.digests.set(digests.subarray(i * words, (i + 1) * words), place * words);
      this.numbers[place] = numbers[i]!;
      this.marks[place] = marks[i]!;
    }
  }
}

/** A UUID as a key. @throws Error where it is none */
export function keyOfId(id: string): Uint32Array {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Error('no id');
  const hex = id.replaceAll('-', '');
  return Uint32Array.from({ length: words }, (_, i) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16));
}

/** A digest of a text as a key: of 128 bits, so that no two texts of a ledger have the same. */
export function keyOfText(text: string): Uint32Array {
  const digest = createHash('sha256').update(text).digest();
  return Uint32Array.from({ length: words }, (_, i) => digest.readUInt32LE(i * 4));
}
