// A voucher with all that supports it in one bundle: what was posted, as data, and the files that the caller may read.
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { inSnapshot } from '../domains/accounting/queries/snapshot.js';
import { chosenOf, fundsSeen } from '../domains/accounting/queries/visible.js';
import { voucherLines } from '../domains/funds/queries/verify.js';
import { nowIso } from '../kernel/clock.js';
import { limits } from '../kernel/config.js';
import { refuse } from '../kernel/errors.js';
import { decodeId } from '../kernel/ids.js';
import { recordExport } from '../platform/audit/record-export.js';
import type { FileStorage } from '../platform/files/storage.js';
import type { Context } from './apollo.js';
import { makeDocument } from './documents.js';
import { askingAs } from './asking.js';
import type { Platform } from './platform.js';
import { openStored, storedFileFields, type StoredFile } from './stored-files.js';
import type { ZipPart } from './zip.js';

/** The voucher, and every file that the graph shows of what it settles and of what was paid. */
const question = `query ($tenant: Int!, $number: BigInt!, $first: Int!) {
  ledgerTransactions(first: 1, filter: { tenant: { eq: $tenant }, number: { eq: $number } }) { nodes {
    id number kind effectiveOn recordedAt summary summaryEn attachments hash amount { fen yuan } fund { id name }
    legs { position debit credit amount { fen yuan } }
    settlements(first: $first) { nodes { report { evidence { file { ${storedFileFields} } } } } }
    payments(first: $first) { nodes { documents(first: $first) { nodes { file { ${storedFileFields} } } } } } } } }`;

interface Voucher {
  readonly id: string;
  readonly fund: { readonly id: string } | null;
  readonly hash: string | null;
  readonly amount: unknown;
  readonly settlements: { readonly nodes: readonly { readonly report: Supported | null }[] };
  readonly payments: {
    readonly nodes: readonly { readonly documents: { readonly nodes: readonly Supporting[] } }[];
  };
}

interface Supported {
  readonly evidence: readonly Supporting[];
}

interface Supporting {
  readonly file: StoredFile | null;
}

/** Objects of one question: what a voucher settles or pays is few. */
const each = 20;

/**
 * The parts of the bundle: `voucher.json` as the graph tells it, `voucher.html` as it is printed, `voucher.jsonl` with the
 * records over which its hash is made, the files, and `manifest.json` with the digest of each.
 *
 * @throws Refusal where there is no such voucher for the caller, or its amounts are not theirs to read
 */
export async function bundleVoucher(
  platform: Platform,
  storage: FileStorage,
  { tenant, number }: { readonly tenant: number; readonly number: string },
  context: Context,
): Promise<readonly ZipPart[]> {
  const { caller, requestId } = context;
  if (caller.app === null) throw refuse('UNAUTHENTICATED');
  if (caller.audience !== 'INTERNAL') throw refuse('FORBIDDEN');
  const ask = askingAs(platform, caller, requestId, context);
  const { ledgerTransactions } = (await ask(question, {
    tenant,
    number,
    first: Math.min(each, limits.pageSize),
  })) as {
    readonly ledgerTransactions: { readonly nodes: readonly Voucher[] };
  };
  const [voucher] = ledgerTransactions.nodes;
  if (!voucher) throw refuse('NOT_FOUND');
  if (!voucher.hash || !voucher.amount) throw refuse('FORBIDDEN');
  const funds = await chosenOf(platform.pool, tenant, await fundsSeen(ask, tenant), null);
  const parts: { name: string; content: Buffer }[] = [
    { name: 'voucher.json', content: jsonOf(voucher) },
    { name: 'voucher.jsonl', content: await recordsOf(platform, tenant, number, funds) },
  ];
  if (voucher.fund)
    parts.push({ name: 'voucher.html', content: await pageOf(platform, voucher.fund.id, number, context) });
  const digest = createHash('sha256').update(parts[1]!.content).digest();
  const exported = { tenant, operation: 'exportVoucher', scope: 'funds:read', objects: [voucher.id], digest };
  await recordExport(platform.engine.writePool, exported, caller, requestId);
  const files = new Map(evidenceOf(voucher).map((one) => [one.id, one]));
  for (const one of files.values()) {
    const content = await buffer(await openStored(platform, storage, one, context));
    parts.push({ name: `files/${decodeId(one.id)!.key}-${plainName(one.fileName)}`, content });
  }
  const manifest = {
    form: 'gongzhi-voucher-bundle-1',
    tenant,
    number,
    madeAt: nowIso(),
    madeBy: { subject: caller.subject, app: caller.app },
    parts: parts.map(({ name, content }) => ({
      name,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  };
  return [...parts, { name: 'manifest.json', content: jsonOf(manifest) }].map(({ name, content }) => ({
    name,
    content: () => content,
  }));
}

/** The voucher as a form to be printed. */
async function pageOf(
  platform: Platform,
  fund: string,
  number: string,
  { caller, requestId, payer }: Context,
): Promise<Buffer> {
  const asked = { name: 'vouchers', format: 'html', given: { fund, number }, requestId, payer } as const;
  return Buffer.from((await makeDocument(platform, asked, caller)).content);
}

function jsonOf(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

/** A name that no program takes for a path. */
function plainName(name: string): string {
  return name.replaceAll(/[/\\:\p{C}]/gu, '_');
}

function evidenceOf({ settlements, payments }: Voucher): readonly StoredFile[] {
  const supporting = [
    ...settlements.nodes.flatMap(({ report }) => report?.evidence ?? []),
    ...payments.nodes.flatMap(({ documents }) => documents.nodes),
  ];
  return supporting.flatMap(({ file: one }) => (one && one.state === 'STORED' ? [one] : []));
}

/** The voucher's own line of an export, after the accounts of its legs. */
function recordsOf(
  platform: Platform,
  tenant: number,
  number: string,
  funds: readonly string[] | null,
): Promise<Buffer> {
  return inSnapshot(platform.pool, async (client) => {
    let lines = '';
    for await (const line of voucherLines(client, tenant, number, funds)) lines += `${line}\n`;
    return Buffer.from(lines);
  });
}
