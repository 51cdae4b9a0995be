// The share rules as a module for pages: `import { simulate } from 'https://…/rules.js'`.
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';

const bundle = fileURLToPath(new URL('../../dist/rules.js', import.meta.url));

/** Sends the bundle with its ETag; pages of every origin may import it, for there is nothing of anybody in it. */
export const rulesModule: RequestHandler = (_req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.sendFile(bundle, next);
};
