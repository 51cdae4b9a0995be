// How the options of several commands are read.
import { InvalidArgumentError } from 'commander';

/** Reads a tenant's number. @throws InvalidArgumentError for anything else */
export function readTenant(text: string): number {
  if (/^(0|[1-9]\d{0,8})$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A tenant is a number such as 510117.');
}

/** Reads a number of days or hours, of which a part may be meant. @throws InvalidArgumentError for anything else */
export function readSpan(text: string): number {
  const span = Number(text);
  if (/^\d{1,6}(\.\d{1,4})?$/.test(text) && span > 0) return span;
  throw new InvalidArgumentError('Write a positive number.');
}
