// `/ledger`: the heads of ledgers for everybody; exports and vouchers with their files for whoever may read the books.
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Router, type Request, type Response } from 'express';
import { publishedHeads } from '../domains/accounting/queries/anchors.js';
import { inSnapshot } from '../domains/accounting/queries/snapshot.js';
import { chosenOf, fundsSeen, refuseLong } from '../domains/accounting/queries/visible.js';
import { exportFormats, type ExportFormat } from '../domains/accounting/rules/receipts.js';
import type { Caller } from '../kernel/caller.js';
import { isDate, nowIso } from '../kernel/clock.js';
import { ledgerExports } from '../kernel/config.js';
import { fault, Refusal, refuse } from '../kernel/errors.js';
import { decodeId, encodeId } from '../kernel/ids.js';
import { recordExport } from '../platform/audit/record-export.js';
import type { FileStorage } from '../platform/files/storage.js';
import type { Context } from './apollo.js';
import { asCaller } from './as-caller.js';
import { exportLedger, type ExportRequest } from './ledger-export.js';
import { askingAs } from './asking.js';
import type { Platform } from './platform.js';
import { inTurn } from './turns.js';
import { bundleVoucher } from './voucher-bundle.js';
import { writeZip } from './zip.js';

/** The routes below `/ledger`. */
export function ledgerRoutes(platform: Platform, storage: () => Promise<FileStorage>): Router {
  const router = Router();
  router.get(
    '/heads.json',
    asCaller(platform, async (req, res) => {
      const { tenant } = req.query;
      const asked = typeof tenant === 'string' && /^\d{1,9}$/.test(tenant) ? Number(tenant) : null;
      const heads = await publishedHeads(platform.pool, asked, ledgerExports.heads);
      res.setHeader('Cache-Control', `public, max-age=${ledgerExports.headsMaxAgeS}`);
      res.setHeader('Access-Control-Allow-Origin', '*');
      res.json({ heads });
    }),
  );
  router.get(
    '/:tenant/vouchers/:file',
    asCaller(platform, async (req, res, context) => {
      const [tenant, number] = [req.params['tenant'] as string, req.params['file'] as string];
      if (!/^\d{1,9}$/.test(tenant) || !/^[1-9]\d{0,17}\.zip$/.test(number)) throw refuse('NOT_FOUND');
      const voucher = { tenant: Number(tenant), number: number.slice(0, -'.zip'.length) };
      const make = async (path: string): Promise<void> =>
        writeZip(path, await bundleVoucher(platform, await storage(), voucher, context));
      await sendZip(res, `voucher-${tenant}-${number}`, (path) =>
        inTurn(platform, context.payer, () => make(path), 'ledgers'),
      );
    }),
  );
  router.get(
    '/:file',
    asCaller(platform, (req, res, context) => sendExport(platform, req, res, context)),
  );
  return router;
}

async function sendExport(platform: Platform, req: Request, res: Response, context: Context): Promise<void> {
  const { caller, requestId } = context;
  const asked = askedFor(req, caller);
  const { tenant, format } = asked;
  const seen = await fundsSeen(askingAs(platform, caller, requestId, context), tenant);
  const funds = await chosenOf(platform.pool, tenant, seen, asked.funds);
  const command = `npm run cli -- ledger export --tenant ${tenant} --format ${format}`;
  await refuseLong(platform.pool, tenant, funds, command);
  const make = async (path: string): Promise<void> => {
    const made = await inSnapshot(platform.pool, async (client) => {
      const { chunks, receipt } = await exportLedger(client, { ...asked, funds });
      const at = nowIso().replaceAll(/[-:]|\.\d+/g, '');
      const name = `ledger-${tenant}-${at}${exportFormats[format]}`;
      await writeZip(path, [
        { name, content: chunks },
        {
          name: `${name}.receipt.json`,
          content: () => {
            const told = receipt();
            return Buffer.from(`${JSON.stringify({ ...told, file: { ...told.file, name } }, null, 2)}\n`);
          },
        },
      ]);
      return receipt();
    });
    const objects = (funds ?? []).map((key) => encodeId({ prefix: 'fnd', tenant, key }));
    const digest = Buffer.from(made.file.sha256, 'hex');
    const exported = { tenant, operation: 'exportLedger', scope: 'funds:read', objects, digest };
    await recordExport(platform.engine.writePool, exported, caller, requestId);
  };
  // Sent when its turn is over: who reads slowly keeps nobody from making another.
  await sendZip(res, `ledger-${tenant}.${format}.zip`, (path) =>
    inTurn(platform, context.payer, () => make(path), 'ledgers'),
  );
}

/** What the request asks for. @throws Refusal with what is wrong with it */
function askedFor({ params, query }: Request, caller: Caller): ExportRequest {
  const [, tenant, format] = /^(\d{1,9})\.([a-z]+)$/.exec((params['file'] as string | undefined) ?? '') ?? [];
  if (tenant === undefined || !Object.hasOwn(exportFormats, format ?? '')) throw refuse('NOT_FOUND');
  if (caller.app === null) throw refuse('UNAUTHENTICATED');
  // Who prepared and who reviewed is told to nobody else.
  if (caller.audience !== 'INTERNAL') throw refuse('FORBIDDEN');
  const text = (name: string): string | null => {
    const given = query[name];
    return typeof given === 'string' ? given : null;
  };
  const [from, to, knownAt] = [text('from'), text('to'), text('knownAt')];
  const wrong = [
    ...(from === null || isDate(from) ? [] : ['from']),
    ...(to === null || isDate(to) ? [] : ['to']),
    ...(knownAt === null || instantIn(knownAt) !== null ? [] : ['knownAt']),
  ];
  if (wrong.length > 0)
    throw new Refusal(wrong.map((name) => fault('ledger-export-asked', [name], { name })));
  const { fund } = query;
  const named = fund === undefined ? null : (Array.isArray(fund) ? fund : [fund]).map(String);
  const funds = named?.map((id) => {
    const found = decodeId(id);
    if (found?.prefix !== 'fnd' || found.tenant !== Number(tenant)) throw refuse('NOT_FOUND', ['fund']);
    return found.key;
  });
  return {
    tenant: Number(tenant),
    format: format as ExportFormat,
    funds: funds ?? null,
    from,
    to,
    knownAt: knownAt === null ? null : instantIn(knownAt),
    madeBy: {
      subject: caller.subject,
      app: caller.app,
      organizationId: caller.organizationId,
      scope: 'funds:read',
      dataClass: 'CONDITIONAL',
      ranges: caller.ranges('funds:read', 'CONDITIONAL'),
    },
  };
}

/** The instant that a text says; null where it says none, or one that no calendar of the database has. */
function instantIn(text: string): string | null {
  const ms = Date.parse(text);
  const instant = Number.isNaN(ms) ? '' : new Date(ms).toISOString();
  return isDate(instant.slice(0, 10)) ? instant : null;
}

/** Makes a file beside the data, so that a slow reader holds no connection to the database, sends it and removes it. */
async function sendZip(res: Response, name: string, make: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gongzhi-ledger-'));
  try {
    const path = join(folder, 'answer.zip');
    await make(path);
    const { size } = await stat(path);
    res.attachment(name);
    res.setHeader('Content-Type', 'application/zip');
    res.setHeader('Content-Length', size);
    res.setHeader('Cache-Control', 'private, no-store');
    await pipeline(createReadStream(path), res).catch((error: NodeJS.ErrnoException) => {
      // The client went away; anything else is a fault, after which the answer stays incomplete.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
