// Step validateInput: judges the whole input and tells all faults at once.
import { createHash } from 'node:crypto';
import { byExternalKey } from '../graph/actions.js';
import { limits } from '../config.js';
import { fault, Refusal, type Fault } from '../errors.js';
import { optional, parseShape, text } from '../input.js';
import type { Step } from '../pipeline.js';

const externalKey = optional(text('', { max: 200 }));

/** Fields of every write, which are no part of what is written. */
const ofEveryWrite = new Set(['idempotencyKey', 'dryRun']);

export const validateInput: Step = async (write, next) => {
  const { operation, given } = write;
  const faults: Fault[] = [];
  const { min, max } = limits.idempotencyKey;
  if (!new RegExp(`^[\\x21-\\x7e]{${min},${max}}$`).test(write.idempotencyKey))
    faults.push(fault('idempotency-key-form', ['idempotencyKey'], { min, max }));
  const input: Record<string, unknown> = { ...parseShape(operation.input, given, [], faults) };
  if (byExternalKey(operation) && 'externalKey' in given)
    input['externalKey'] = externalKey.parse(given['externalKey'], ['externalKey'], faults);
  if (faults.length === 0)
    faults.push(...((await operation.validate?.(input as never)) ?? []).flatMap((refusal) => refusal.faults));
  if (faults.length > 0) throw new Refusal(faults);
  write.input = input;
  write.inputHash = digestOf(given);
  await next();
};

/** Digest of what the caller asked for: equal for equal inputs in any order of fields. */
function digestOf(given: Readonly<Record<string, unknown>>): Buffer {
  const asked = Object.fromEntries(Object.entries(given).filter(([name]) => !ofEveryWrite.has(name)));
  return createHash('sha256').update(canonical(asked)).digest();
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
}
