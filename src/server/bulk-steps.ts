// What workers on exports and imports have in common: the platform's own steps, and when work waits or ends.
import type { BulkExportState, BulkImportState } from '../generated/database.js';
import { makeCaller, type Caller, type Language } from '../kernel/caller.js';
import { bulk } from '../kernel/config.js';
import { messageOf, Refusal, refusal, type Fault } from '../kernel/errors.js';
import { pascalName } from '../kernel/graph/names.js';
import { encodeId } from '../kernel/ids.js';
import { platformApp } from '../kernel/job.js';
import type { Answer } from '../kernel/run.js';
import { faultOf } from '../kernel/run-errors.js';
import { LeaseLost, type Lease } from '../platform/bulk/leases.js';
import { standingCaller, type Asker } from '../platform/bulk/rights.js';
import type { Platform } from './platform.js';

/** The work goes on later: it was refused for now, or this process stops. */
export class Paused extends Error {
  override readonly name = 'Paused';
  readonly forMs: number;
  constructor(forMs: number) {
    super(`The work goes on after ${forMs} ms.`);
    this.forMs = forMs;
  }
}

/** The platform itself, as which workers record how far they are. */
const worker: Caller = makeCaller(
  {
    app: platformApp,
    subject: 'platform',
    tenant: 0,
    audience: 'INTERNAL',
    organizationId: null,
    language: 'zh-CN',
    grants: [{ scope: 'apps:admin', division: null, dataClass: 'INTERNAL' }],
  },
  () => [],
);

/** Entities that are worked on: the operation that takes their steps, and how their ids begin. */
const kinds = {
  BulkExport: { operation: 'advanceExport', field: 'bulkExport', prefix: 'bex' },
  BulkImport: { operation: 'advanceImport', field: 'bulkImport', prefix: 'bim' },
} as const;

/** What a worker holds, with the version that it saw. */
export interface Held extends Lease {
  readonly version: number;
}

/**
 * Takes a step in the life of what is worked on. @returns it with its new version
 * @throws LeaseLost where somebody else has taken one meanwhile
 */
export async function advance<Work extends Held>(
  platform: Platform,
  kind: keyof typeof kinds,
  work: Work,
  state: BulkExportState | BulkImportState,
  reason?: string,
): Promise<Work> {
  const { operation, field, prefix } = kinds[kind];
  const { tenant, id, version } = work;
  const input = {
    [field]: { id: encodeId({ prefix, tenant, key: id }) },
    expectedVersion: version,
    state,
    ...(reason === undefined ? {} : { reason: [...reason].slice(0, 900).join('') }),
    idempotencyKey: `${id} ${version} ${state}`.replaceAll(' ', '-'),
  };
  const type = `${pascalName(operation)}Input!`;
  const source = `mutation ($input: ${type}) { done: ${operation}(input: $input) { ${field} { version } userErrors { code rule message } } }`;
  const { data, errors } = await platform.run({ source, variables: { input } }, worker);
  const payload = data?.['done'] as
    Readonly<Record<string, { readonly version: number } | null>> | null | undefined;
  const changed = payload?.[field];
  if (changed) return { ...work, version: changed.version };
  if (errors) throw new Error(`${operation} failed: ${errors[0]!.message}`);
  throw new LeaseLost();
}

/** The caller for whom the work is done, as of now. @throws Refusal where there is none with the same rights any more */
export async function callerFor({ pool }: Platform, asker: Asker): Promise<Caller> {
  const caller = await standingCaller(pool, asker);
  if (caller === null) throw refusal('bulk-rights-hold');
  return caller;
}

/** Refusals of a moment: the same request is accepted later. */
const passing = new Set(['RATE_LIMITED', 'UNAVAILABLE', 'TIMEOUT']);

/** Whether it was refused for now. */
export function isPassing({ errors = [] }: Answer): boolean {
  return errors.some((error) => passing.has(faultOf(error).code));
}

/** The data of an answer. @throws Paused where it was refused for now; Refusal where it was for good */
export function dataOf(answer: Answer): Readonly<Record<string, unknown>> {
  const { data, errors } = answer;
  if (!errors) return data!;
  if (isPassing(answer)) throw new Paused(bulk.pauseMs);
  throw new Refusal(errors.map(faultOf));
}

/** What is wrong, in the language of who asked. */
export function reasonOf(faults: readonly Fault[], language: Language): string {
  return [...new Set(faults.map((fault) => messageOf(fault, language)))].join(language === 'en' ? ' ' : '');
}
