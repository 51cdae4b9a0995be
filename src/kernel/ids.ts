// Identities: UUIDv7 keys and the opaque global ids made of type, tenant and key.
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { nowMs } from './clock.js';

/** A new time-ordered key (RFC 9562, version 7). */
export function newId(): string {
  return v7({ msecs: nowMs() });
}

/**
 * The same UUIDv7 for the same name every time, so that loading twice finds what it wrote.
 * @param name what is identified, unique in the platform
 * @param atMs the instant that the key's time part carries
 */
export function stableId(name: string, atMs: number): string {
  const digest = createHash('sha256').update(name.normalize('NFC')).digest();
  return v7({ msecs: atMs, random: digest.subarray(0, 16), seq: digest.readUInt32BE(16) & 0x7fffffff });
}

/** 2023-06-30 in UTC, the day of the first code list: the time part of the ids of loaded rows. */
const loadedInstantMs = 1_688_083_200_000;

/** The id of a row that is loaded from a file, under the file's own key: the same on every machine. */
export function loadedId(model: string, tenant: number, key: string): string {
  return stableId(`${model} ${tenant} ${key}`, loadedInstantMs);
}

/** What a global id says. */
export interface GlobalId {
  /** The entity's id prefix. */
  readonly prefix: string;
  readonly tenant: number;
  /** UUIDv7, or the plain key of a reference table. */
  readonly key: string;
}

const pattern = /^([a-z]{2,4})_(0|[1-9]\d{0,8})_([0-9A-Za-z.-]{1,64})$/;

/** Writes a global id. Callers must treat it as opaque; the read engine writes the same text in SQL. */
export function encodeId({ prefix, tenant, key }: GlobalId): string {
  return `${prefix}_${tenant}_${key}`;
}

/** Reads a global id; null if it is none. */
export function decodeId(text: string): GlobalId | null {
  const match = pattern.exec(text);
  return match ? { prefix: match[1]!, tenant: Number(match[2]), key: match[3]! } : null;
}

/** Whether the text is a UUID, so that the database can be asked for it. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}
