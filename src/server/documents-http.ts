// `/documents`: documents for people, made as their caller, as a page, a workbook or CSV.
import { Router, type Response } from 'express';
import { documentFormats, type DocumentFormat } from '../kernel/document.js';
import { refuse } from '../kernel/errors.js';
import { pagePolicy } from '../platform/sheets/page.js';
import { asCaller } from './as-caller.js';
import { makeDocument, makeIndex, type MadeDocument } from './documents.js';
import type { Platform } from './platform.js';

/** The routes below `/documents`: the list of all, and each by its name and form. */
export function documentRoutes(platform: Platform): Router {
  const router = Router();
  const routed = asCaller(platform, async (req, res, { caller, requestId, payer }) => {
    const { name, format } = placeOf(req.params['file'] as string | undefined);
    const given = req.query as Readonly<Record<string, string>>;
    const made =
      name === null
        ? await makeIndex(caller, format)
        : await makeDocument(platform, { name, format, given, requestId, payer }, caller);
    send(res, made, format);
  });
  router.get('/', routed);
  router.get('/:file', routed);
  return router;
}

/** `trial-balance.xlsx` as name and form; the list of all where there is none. */
function placeOf(file: string | undefined): {
  readonly name: string | null;
  readonly format: DocumentFormat;
} {
  if (file === undefined) return { name: null, format: 'html' };
  const dot = file.lastIndexOf('.');
  const format = documentFormats.find((one) => one === file.slice(dot + 1));
  if (dot < 1 || !format) throw refuse('NOT_FOUND');
  return { name: file.slice(0, dot), format };
}

const mediaTypes: Readonly<Record<DocumentFormat, string>> = {
  html: 'text/html; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8; header=present',
};

function send(res: Response, { content, title }: MadeDocument, format: DocumentFormat): void {
  // Who may see what changes, and so do the books.
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('Vary', 'Authorization, Accept-Language');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Security-Policy', format === 'html' ? pagePolicy : "sandbox; default-src 'none'");
  if (format !== 'html') res.attachment(`${title}.${format}`);
  res.setHeader('Content-Type', mediaTypes[format]);
  res.send(content);
}
