// Tells the Prisma CLI where the schema is; `.config/prisma.ts` is one of its own default places.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

const inProject = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

// The CLI wants its native schema engine before every command, even for `generate`, and would download it
// from a host that many offices cannot reach. This file is read before that check, so the stand-in, which
// runs the same engine as WebAssembly from npm, is put in its place here.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= inProject('prisma/schema-engine.mjs');
process.env['CHECKPOINT_DISABLE'] ??= '1';
process.env['PRISMA_HIDE_UPDATE_MESSAGE'] ??= '1';

// Prisma's commands change tables, and so want the login that owns them.
const url = process.env['DATABASE_ADMIN_URL'] || process.env['DATABASE_URL'];

// Prisma reads the default export of this file.
export default defineConfig({
  schema: inProject('prisma'),
  migrations: { path: inProject('prisma/migrations') },
  ...(url === undefined ? {} : { datasource: { url } }),
});
