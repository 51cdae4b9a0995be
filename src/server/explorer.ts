// The explorer at /graphiql: one page without a single outside address, rendered once and served from a file.
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { access, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RequestHandler } from 'express';

const renderer = fileURLToPath(new URL('./render-explorer.mjs', import.meta.url));

/** What the explorer shows first. */
const firstQuery = `# Where does "2440" come from? 2440 从何而来?
{
  publishedFigures(filter: { value: { eq: "2440" } }) {
    nodes {
      subject
      measure
      text
      division { name }
      line
      source { title publisher publishedOn }
    }
  }
}
`;

// Relative, so that the explorer works below a sub-path as well.
const options = JSON.stringify({ title: 'Gongzhi 共治', endpoint: './graphql', defaultQuery: firstQuery });

/**
 * Serves the page.
 * @param dataDir where the rendered page is kept; another version of the project renders another one
 */
export function explorer(dataDir: string): RequestHandler {
  const version = createHash('sha256')
    .update(options)
    .update(readFileSync(new URL('../../package-lock.json', import.meta.url)))
    .digest('hex')
    .slice(0, 12);
  const file = join(dataDir, `explorer-${version}.html`);
  let rendered: Promise<void> | undefined;
  return async (req, res) => {
    rendered ??= render(file);
    try {
      await rendered;
    } catch (error) {
      rendered = undefined;
      throw error;
    }
    res.type('html').setHeader('Vary', 'Accept-Encoding');
    // Both forms are there, so that nothing is packed or unpacked for anybody.
    const packed = req.acceptsEncodings('gzip') !== false;
    if (packed) res.setHeader('Content-Encoding', 'gzip');
    pipeline(createReadStream(packed ? `${file}.gz` : file), res, closed);
  };
}

/** A client that went away leaves nothing open, and nothing to be told. */
const closed = (): void => {};

async function render(file: string): Promise<void> {
  const exists = await Promise.all([access(file), access(`${file}.gz`)]).then(
    () => true,
    () => false,
  );
  if (exists) return;
  await mkdir(join(file, '..'), { recursive: true });
  // Renamed when it is whole: two processes may render at once, and a reader never sees half a page.
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  await promisify(execFile)(process.execPath, [renderer, options, draft]);
  await rename(draft, file);
  await rename(`${draft}.gz`, `${file}.gz`);
}
