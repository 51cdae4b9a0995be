// Keys for trying the platform out: one per role, written to a file beside the data.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { AccessRole, Database } from '../../generated/database.js';
import { makeCaller, type Caller, type Grant, type Language } from '../../kernel/caller.js';
import { nowIso, today } from '../../kernel/clock.js';
import { credentials } from '../../kernel/config.js';
import { codeTree } from '../../kernel/entity.js';
import { Refusal } from '../../kernel/errors.js';
import { loadedId, stableId } from '../../kernel/ids.js';
import { grantsOfRole, roles } from '../access/roles.js';
import { withTransaction } from '../database/pool.js';
import { ensureDemoPurpose } from '../privacy/demo-purpose.js';
import { authenticate } from './authenticate.js';
import { ensureApp, issueKey, type AppRequest } from './keys.js';

/** The demo county, all of whose records are invented. 示例区 */
const demoTenant = 990_101;
const demoOwner = '示例';
const dayMs = 86_400_000;

/** A key for trying out: a role at a place, or everywhere, acting for an organization of the demo county by its name. */
interface DemoKey {
  readonly role: AccessRole;
  readonly division: string | null;
  readonly organization?: string;
}

/** The keys, from the outside to the inside. */
const keys = {
  vendor: { role: 'PARTNER_VENDOR', division: null },
  enterprise: {
    role: 'SOCIAL_ENTERPRISE',
    division: '990101',
    organization: '示例童萌社区服务有限公司',
  },
  'resource-unit': { role: 'RESOURCE_UNIT', division: '990101001' },
  resident: { role: 'RESIDENT', division: '990101001001' },
  'grid-worker': {
    role: 'GRID_WORKER',
    division: '990101001001',
    organization: '示例晨光社区居民委员会',
  },
  community: {
    role: 'COMMUNITY_STAFF',
    division: '990101001001',
    organization: '示例晨光社区居民委员会',
  },
  street: { role: 'STREET_ADMIN', division: '990101001', organization: '示例东街道办事处' },
  district: { role: 'DISTRICT_ADMIN', division: '990101', organization: '示例区民政局' },
  treasurer: { role: 'FUND_TREASURER', division: '990101', organization: '示例社区发展基金会' },
  auditor: { role: 'AUDITOR', division: '990101' },
  admin: { role: 'PLATFORM_ADMIN', division: null },
  'system-admin': { role: 'SYSTEM_ADMIN', division: '990101' },
  'security-admin': { role: 'SECURITY_ADMIN', division: '990101' },
  'audit-admin': { role: 'AUDIT_ADMIN', division: '990101' },
} as const satisfies Record<string, DemoKey>;

export type DemoRole = keyof typeof keys;

/** The names of the roles. */
export const demoRoles = Object.keys(keys) as readonly DemoRole[];

/** 2026-01-01 in Asia/Shanghai: the instant in the ids of the demo apps, which are the same everywhere. */
const appsSince = 1_767_196_800_000;

function appOf(role: DemoRole): AppRequest & { readonly id: string } {
  const name = `demo-${role}`;
  return { id: stableId(`app ${name}`, appsSince), name, owner: demoOwner, purpose: `示例密钥:${role}` };
}

/**
 * A role's caller without its key, for programs in this process that own the database.
 *
 * Takes the role and the language; returns the caller that the role's key makes in a new database.
 */
export function demoCaller(role: DemoRole, language: Language): Caller {
  const { id: app, name: subject } = appOf(role);
  return makeCaller({ app, subject, tenant: demoTenant, language, ...rightsOf(role) }, (division) =>
    codeTree().ranges(division, today()),
  );
}

/** The file of a data directory that holds the demo keys. */
export function demoKeysFile(dataDir: string): string {
  return join(dataDir, 'demo-keys.json');
}

/**
 * Reads the demo keys of a data directory.
 * @throws Error if there is no such file, or it is none of ours
 */
export async function readDemoKeys(dataDir: string): Promise<Readonly<Record<DemoRole, string>>> {
  const known = JSON.parse(await readFile(demoKeysFile(dataDir), 'utf8')) as Record<DemoRole, string>;
  for (const role of demoRoles)
    if (typeof known[role] !== 'string')
      throw new Error(`${demoKeysFile(dataDir)} names no key for ${role}.`);
  return known;
}

/**
 * Makes sure that the file's keys work with the rights that the roles have today; else all are issued anew, and
 * those that were lost are revoked. Servers that share a database and not the directory take each other's keys.
 *
 * Takes the pool of a database with the demo county, and the data directory; returns the file's path.
 * Throws KeyError where there is no demo county.
 */
export async function ensureDemoKeys(pool: pg.Pool, dataDir: string): Promise<string> {
  await ensureDemoPurpose(pool, demoTenant);
  const file = demoKeysFile(dataDir);
  const known = await readDemoKeys(dataDir).catch(() => null);
  if (known !== null && (await allWork(pool, known))) return file;
  await mkdir(dataDir, { recursive: true });
  await withTransaction(pool, async (db) => {
    // Of two processes the second waits here, and then replaces keys and file of the first.
    await db.selectFrom('Tenant').select('tenant').where('tenant', '=', demoTenant).forUpdate().execute();
    const issued: Record<string, string> = {};
    for (const role of demoRoles) {
      const app = appOf(role);
      const appId = await ensureApp(db, demoTenant, app);
      await endInstalls(db, appId);
      const { key } = await issueKey(db, {
        tenant: demoTenant,
        app,
        subject: app.name,
        ...rightsOf(role),
        lifetimeMs: credentials.demoDays * dayMs,
      });
      issued[role] = key;
    }
    // Inside the transaction: a file that cannot be written leaves no keys that nobody knows.
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    await writeFile(draft, `${JSON.stringify(issued, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(draft, file);
  });
  return file;
}

/** What a demo key may see and do, and for whom it acts. */
export function rightsOf(name: DemoRole): Pick<Caller, 'audience' | 'organizationId' | 'grants'> {
  const { role, division, organization }: DemoKey = keys[name];
  return {
    audience: roles[role].audience,
    organizationId: organization === undefined ? null : loadedId('Organization', demoTenant, organization),
    grants: grantsOfRole(role, division),
  };
}

/** Takes an app's earlier keys and installs out of use. */
async function endInstalls(db: Kysely<Database>, appId: string): Promise<void> {
  await db
    .updateTable('AppCredential')
    .set({ state: 'REVOKED', revokedAt: nowIso(), updatedAt: nowIso() })
    .where('tenant', '=', demoTenant)
    .where('appId', '=', appId)
    .where('state', '=', 'ACTIVE')
    .execute();
  await db
    .updateTable('AppInstall')
    .set({ state: 'REMOVED', updatedAt: nowIso() })
    .where('tenant', '=', demoTenant)
    .where('appId', '=', appId)
    .where('state', '<>', 'REMOVED')
    .execute();
}

async function allWork(pool: pg.Pool, known: Readonly<Record<DemoRole, string>>): Promise<boolean> {
  const asText = (grants: readonly Grant[]): string =>
    grants
      .map((grant) => `${grant.scope} ${grant.division} ${grant.dataClass}`)
      .sort()
      .join();
  try {
    for (const role of demoRoles) {
      const caller = await authenticate(pool, `Bearer ${known[role]}`, 'en');
      const rights = rightsOf(role);
      if (
        caller.audience !== rights.audience ||
        caller.organizationId !== rights.organizationId ||
        asText(caller.grants) !== asText(rights.grants)
      )
        return false;
    }
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
