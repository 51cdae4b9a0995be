// Secrets at rest: AES-256-GCM under a key from outside of the database, tied to the row that they belong to.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { keyPepper } from '../auth/pepper.js';

const form = 1;
const ivBytes = 12;
const tagBytes = 16;

let known: { readonly pepper: string; readonly key: Buffer } | undefined;

/** Under the secret of the keys, and told from every other use of it. */
async function sealingKey(): Promise<Buffer> {
  const pepper = await keyPepper();
  if (known?.pepper !== pepper)
    known = { pepper, key: Buffer.from(hkdfSync('sha256', pepper, '', 'gongzhi webhook keys 1', 32)) };
  return known.key;
}

/** Encrypts bytes; `row` says whose they are, and only for it they are read again. */
export async function seal(plain: Buffer, row: string): Promise<Buffer> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', await sealingKey(), iv).setAAD(Buffer.from(row));
  const content = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(form), iv, cipher.getAuthTag(), content]);
}

/** Decrypts what `seal` gave. @throws Error where it is of another row, was changed, or the secret is another */
export async function unseal(sealed: Buffer, row: string): Promise<Buffer> {
  if (sealed[0] !== form) throw new Error('A sealed secret has a form that is not known.');
  const iv = sealed.subarray(1, 1 + ivBytes);
  const decipher = createDecipheriv('aes-256-gcm', await sealingKey(), iv, { authTagLength: tagBytes })
    .setAAD(Buffer.from(row))
    .setAuthTag(sealed.subarray(1 + ivBytes, 1 + ivBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(1 + ivBytes + tagBytes)), decipher.final()]);
}
