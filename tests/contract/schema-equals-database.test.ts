// The models, the migrations and a migrated database say the same.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { diffSchemas } from '../../src/platform/database/schema-diff.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase('empty');

test('the migrations give what the models want', async () => {
  expect(await diffSchemas(database.adminUrl, 'migrations', 'models')).toMatchObject({ equal: true });
});

test("Prisma's own command finds a migrated database up to date", async () => {
  const prisma = ['node_modules/prisma/build/index.js', 'migrate', 'status'];
  const env = { ...process.env, DATABASE_URL: database.url, DATABASE_ADMIN_URL: database.adminUrl };
  const { stdout } = await promisify(execFile)(process.execPath, prisma, { env });
  expect(stdout).toContain('Database schema is up to date!');
});

test('a migrated database equals the models, and an altered one does not', async () => {
  expect(await diffSchemas(database.adminUrl, 'database', 'models')).toMatchObject({ equal: true });

  await database.query('ALTER TABLE "Tenant" ADD COLUMN "stray" integer');
  const difference = await diffSchemas(database.adminUrl, 'database', 'models');
  expect(difference).toMatchObject({ equal: false });
  expect(difference.sql).toContain('DROP COLUMN "stray"');
});
