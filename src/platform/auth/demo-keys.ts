// Keys for trying the platform out: one per role, written to a file beside the data.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import {
  makeCaller,
  type Audience,
  type Caller,
  type DataClass,
  type Grant,
  type Language,
  type Scope,
} from '../../kernel/caller.js';
import { nowIso, today } from '../../kernel/clock.js';
import { credentials } from '../../kernel/config.js';
import { codeTree } from '../../kernel/entity.js';
import { Refusal } from '../../kernel/errors.js';
import { loadedId, stableId } from '../../kernel/ids.js';
import { withTransaction } from '../database/pool.js';
import { authenticate } from './authenticate.js';
import { ensureApp, issueKey, type AppRequest } from './keys.js';

/** The demo county, all of whose records are invented. 示例区 */
const demoTenant = 990_101;
const demoOwner = '示例';
const dayMs = 86_400_000;

const domains = [
  'territory',
  'organizations',
  'party',
  'facts',
  'partners',
  'calendar',
  'self-governance',
  'funds',
  'revenue-sharing',
  'files',
] as const;
type Domain = (typeof domains)[number];

type Verb = 'read' | 'write' | 'admin';

/** A role's rights: a verb on every domain and class, below one division or everywhere. */
interface Role {
  readonly audience: Audience;
  readonly verb: Verb;
  /** Domains in which it does more. */
  readonly but?: Partial<Record<Domain, Verb>>;
  /** Organization of the demo county that it acts for, by its name. */
  readonly organization?: string;
  readonly division: string | null;
  readonly classes: readonly DataClass[];
}

const staff: readonly DataClass[] = ['PUBLIC', 'CONDITIONAL', 'INTERNAL', 'PERSONAL'];

/** The roles, from the outside to the inside. A wider verb includes reading. */
const roles = {
  vendor: { audience: 'PARTNER', verb: 'read', division: null, classes: ['PUBLIC'] },
  enterprise: {
    audience: 'PARTNER',
    verb: 'read',
    but: { 'revenue-sharing': 'write', files: 'write' },
    organization: '示例童萌社区服务有限公司',
    division: '990101',
    classes: ['PUBLIC'],
  },
  community: {
    audience: 'INTERNAL',
    verb: 'write',
    organization: '示例晨光社区居民委员会',
    division: '990101001001',
    classes: staff,
  },
  street: {
    audience: 'INTERNAL',
    verb: 'write',
    organization: '示例东街道办事处',
    division: '990101001',
    classes: staff,
  },
  district: {
    audience: 'INTERNAL',
    verb: 'write',
    organization: '示例区民政局',
    division: '990101',
    classes: staff,
  },
  treasurer: {
    audience: 'INTERNAL',
    verb: 'read',
    but: { funds: 'write', files: 'write' },
    organization: '示例社区发展基金会',
    division: '990101',
    classes: ['PUBLIC', 'CONDITIONAL'],
  },
  auditor: { audience: 'INTERNAL', verb: 'read', division: '990101', classes: ['PUBLIC', 'CONDITIONAL'] },
  admin: {
    audience: 'INTERNAL',
    verb: 'admin',
    division: null,
    classes: ['PUBLIC', 'CONDITIONAL', 'INTERNAL'],
  },
} as const satisfies Record<string, Role>;

export type DemoRole = keyof typeof roles;

/** The names of the roles. */
export const demoRoles = Object.keys(roles) as readonly DemoRole[];

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
  const keys = JSON.parse(await readFile(demoKeysFile(dataDir), 'utf8')) as Record<DemoRole, string>;
  for (const role of demoRoles)
    if (typeof keys[role] !== 'string') throw new Error(`${demoKeysFile(dataDir)} names no key for ${role}.`);
  return keys;
}

/**
 * Makes sure that the file's keys work with the rights that the roles have today; else all are issued anew, and
 * those that were lost are revoked. Servers that share a database and not the directory take each other's keys.
 *
 * Takes the pool of a database with the demo county, and the data directory; returns the file's path.
 * Throws KeyError where there is no demo county.
 */
export async function ensureDemoKeys(pool: pg.Pool, dataDir: string): Promise<string> {
  const file = demoKeysFile(dataDir);
  const keys = await readDemoKeys(dataDir).catch(() => null);
  if (keys !== null && (await allWork(pool, keys))) return file;
  await mkdir(dataDir, { recursive: true });
  await withTransaction(pool, async (db) => {
    // Of two processes the second waits here, and then replaces keys and file of the first.
    await db.selectFrom('Tenant').select('tenant').where('tenant', '=', demoTenant).forUpdate().execute();
    const issued: Record<string, string> = {};
    for (const role of demoRoles) {
      const app = appOf(role);
      const appId = await ensureApp(db, demoTenant, app);
      await db
        .updateTable('ApiKey')
        .set({ revokedAt: nowIso() })
        .where('tenant', '=', demoTenant)
        .where('appId', '=', appId)
        .where('revokedAt', 'is', null)
        .execute();
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
export function rightsOf(role: DemoRole): Pick<Caller, 'audience' | 'organizationId' | 'grants'> {
  const { audience, verb, but = {}, organization, division, classes }: Role = roles[role];
  return {
    audience,
    organizationId: organization === undefined ? null : loadedId('Organization', demoTenant, organization),
    grants: domains.flatMap((domain) =>
      classes.map((dataClass) => ({
        scope: `${domain}:${but[domain] ?? verb}` as Scope,
        division,
        dataClass,
      })),
    ),
  };
}

async function allWork(pool: pg.Pool, keys: Readonly<Record<DemoRole, string>>): Promise<boolean> {
  const asText = (grants: readonly Grant[]): string =>
    grants
      .map((grant) => `${grant.scope} ${grant.division} ${grant.dataClass}`)
      .sort()
      .join();
  try {
    for (const role of demoRoles) {
      const caller = await authenticate(pool, `Bearer ${keys[role]}`, 'en');
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
