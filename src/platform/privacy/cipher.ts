// How personal columns are sealed: AES-256-GCM, or SM4 with HMAC-SM3 by configuration, bound to the place of the value.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { provideCipher, type Cipher, type Place } from '../../kernel/personal.js';
import { keyOf, keyRing, type MasterKey } from './keys.js';

/** The first byte of what is sealed says how. */
const aes = 1;
const sm4 = 2;
const [nonceBytes, tagBytes] = [12, 16];
const [ivBytes, macBytes] = [16, 32];
const digestCharacters = 22;

/** Keys that follow from a master key, each for one use. */
interface Keys {
  readonly aes: Buffer;
  readonly sm4: Buffer;
  readonly mac: Buffer;
  readonly digest: Buffer;
}

const derived = new WeakMap<MasterKey, Keys>();

function keysOf(master: MasterKey): Keys {
  let keys = derived.get(master);
  if (!keys) {
    const make = (use: string, bytes: number): Buffer =>
      Buffer.from(hkdfSync('sha256', master.secret, 'gongzhi personal data', use, bytes));
    keys = {
      aes: make('aes-256-gcm', 32),
      sm4: make('sm4-ctr', 16),
      mac: make('hmac-sm3', 32),
      digest: make('digest', 32),
    };
    derived.set(master, keys);
  }
  return keys;
}

/** The place as bytes that are the same for no two places: no part of it contains a space. */
const bytesOf = ({ tenant, model, id, column }: Place): Buffer =>
  Buffer.from(`${tenant} ${model} ${id} ${column}`);

function sealAes(key: Buffer, value: string, place: Place): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bytesOf(place));
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(aes), nonce, text, cipher.getAuthTag()]);
}

function openAes(key: Buffer, sealed: Buffer, place: Place): string {
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(bytesOf(place))
    .setAuthTag(sealed.subarray(-tagBytes));
  const text = sealed.subarray(1 + nonceBytes, -tagBytes);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}

/** Over the place with its length before it, the nonce and the text: what is sealed is authentic as a whole. */
function macOf(key: Buffer, sealed: Buffer, place: Place): Buffer {
  const where = bytesOf(place);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(where.length);
  return createHmac('sm3', key).update(length).update(where).update(sealed).digest();
}

function sealSm4({ sm4: key, mac }: Keys, value: string, place: Place): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('sm4-ctr', key, iv);
  const sealed = Buffer.concat([Buffer.of(sm4), iv, cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([sealed, macOf(mac, sealed, place)]);
}

function openSm4({ sm4: key, mac }: Keys, sealed: Buffer, place: Place): string {
  const content = sealed.subarray(0, -macBytes);
  if (!timingSafeEqual(macOf(mac, content, place), sealed.subarray(-macBytes)))
    throw new Error('the text is not what was sealed there');
  const decipher = createDecipheriv('sm4-ctr', key, content.subarray(1, 1 + ivBytes));
  return Buffer.concat([decipher.update(content.subarray(1 + ivBytes)), decipher.final()]).toString('utf8');
}

function digestOf(
  master: MasterKey,
  value: string,
  { model, column }: Pick<Place, 'model' | 'column'>,
): string {
  const digest = createHmac('sha256', keysOf(master).digest).update(`${model} ${column} ${value}`).digest();
  return `${master.id}.${digest.toString('base64url').slice(0, digestCharacters)}`;
}

/** Seals by the newest key, opens by whichever it was. */
export const personalCipher: Cipher = {
  seal(value, place) {
    const { newest, algorithm } = keyRing();
    const keys = keysOf(newest);
    const sealed = algorithm === 'sm4' ? sealSm4(keys, value, place) : sealAes(keys.aes, value, place);
    return `p1.${digestOf(newest, value, place)}.${sealed.toString('base64url')}`;
  },
  open(text, place) {
    const [, id, , payload] = text.split('.') as [string, string, string, string];
    const where = `${place.model}.${place.column} of ${place.tenant} ${place.id}`;
    const master = keyOf(id);
    if (!master) throw new Error(`${where} is sealed by the key ${id}, which is not among those given.`);
    const sealed = Buffer.from(payload, 'base64url');
    const keys = keysOf(master);
    try {
      if (sealed[0] === aes) return openAes(keys.aes, sealed, place);
      if (sealed[0] === sm4) return openSm4(keys, sealed, place);
      throw new Error('it says of no cipher that it was sealed by it');
    } catch (error) {
      throw new Error(`${where} does not open: it was changed, or moved there from elsewhere.`, {
        cause: error,
      });
    }
  },
  digests: (value, column) => keyRing().all.map((master) => digestOf(master, value, column)),
};

provideCipher(personalCipher);
