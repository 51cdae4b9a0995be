// Parsed and validated documents that a process keeps: so many, and only as heavy together as memory allows.
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { keptDocuments as sizes } from '../kernel/config.js';

/** Documents by whatever tells them apart. */
export type KeptDocuments = LRUCache<string, DocumentNode>;

/** A place for documents. What is too heavy for it is parsed each time. */
export function keepDocuments(): KeptDocuments {
  return new LRUCache({ max: sizes.entries, maxSize: sizes.bytes, sizeCalculation: weightOf });
}

/** Bytes of memory, about: a document of many short fields is far heavier than its text. */
function weightOf({ loc }: DocumentNode, key: string): number {
  let tokens = 0;
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) tokens += 1;
  return key.length + (loc?.source.body.length ?? 0) + tokens * sizes.tokenBytes;
}
