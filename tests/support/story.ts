// A served platform with the seeded data, API keys and closed periods: what a story over HTTP needs.
import { readFile } from 'node:fs/promises';
import { beforeAll, expect } from '@jest/globals';
import { parse, print, separateOperations } from 'graphql';
import type { Language } from '../../src/kernel/caller.js';
import { demoKeysFile, rightsOf, type DemoRole } from '../../src/platform/auth/demo-keys.js';
import { issueKey } from '../../src/platform/auth/keys.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { runJobs } from '../../src/server/jobs.js';
import type { Platform } from '../../src/server/platform.js';
import { dump, grown, type Dump } from './dump.js';
import { useServer } from './http-server.js';
import { usePlatform } from './platform.js';

/** A role with its key, a colleague of the enterprise who has the community's rights, or nobody. */
type Who = DemoRole | 'colleague' | 'anonymous';
// oxlint-disable-next-line no-explicit-any
export type Data = any;
export type Values = Readonly<Record<string, unknown>>;

/** What a step did. */
interface Step {
  /** The payload of the one that did it. */
  readonly payload: Data;
  /** The payload of the dry run before. */
  readonly tried: Data;
  /** By how many rows each table grew. */
  readonly rows: Values;
}

export interface Story {
  readonly platform: () => Platform;
  readonly url: () => string;
  /** The file with the demo keys. */
  readonly keysFile: () => string;
  /** The whole answer to a document, or to the example's document of that name. */
  readonly send: (who: Who, document: string, variables: Values, language?: Language) => Promise<Data>;
  /** The data of an answer without errors. */
  readonly ask: (who: Who, document: string, variables?: Values) => Promise<Data>;
  /** The payload of a write of one field. */
  readonly write: (who: Who, document: string, input: Values) => Promise<Data>;
  /** The database without what it remembers of a refusal. */
  readonly records: () => Promise<Dump>;
  /** Uploads a PDF with this text for the demo community. @returns the file's id */
  readonly upload: (who: DemoRole, kind: string, fileName: string, text: string) => Promise<string>;
  /** A write that is tried first, which writes nothing, then sent twenty-five times at once, which does it once. */
  readonly step: (who: Who, document: string, input: Values) => Promise<Step>;
}

/** Serves a platform for a test file. Call it once at the top of the file. */
export function useStory(): Story {
  const gongzhi = usePlatform('seeded');
  const served = useServer(gongzhi);
  let colleague: string;
  /** The documents of the example, each with the fragments that it uses. */
  let documents: Readonly<Record<string, string>>;

  beforeAll(async () => {
    colleague = await keyOfColleague(gongzhi.platform);
    documents = await exampleDocuments();
    await runJobs(gongzhi.platform);
  });

  const url = (): string => `${served.base}/graphql`;
  const keyOf = (who: DemoRole | 'colleague'): string => (who === 'colleague' ? colleague : served.keys[who]);
  const send: Story['send'] = async (who, document, variables, language = 'zh-CN') => {
    const response = await fetch(url(), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': language,
        ...(who === 'anonymous' ? {} : { authorization: `Bearer ${keyOf(who)}` }),
      },
      body: JSON.stringify({ query: documents[document] ?? document, variables }),
    });
    return response.json();
  };
  const ask: Story['ask'] = async (who, document, variables = {}) => {
    const { data, errors } = await send(who, document, variables);
    expect(errors).toBeUndefined();
    return data;
  };
  const write: Story['write'] = async (who, document, input) =>
    Object.values(await ask(who, document, { input }))[0];

  const upload: Story['upload'] = async (who, kind, fileName, text) => {
    const said = new URLSearchParams({ division: '990101001001', kind, fileName }).toString();
    const response = await fetch(`${url().replace(/graphql$/, 'files')}?${said}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keyOf(who)}` },
      body: `%PDF-1.7\n${text}\n`,
    });
    const { data } = (await response.json()) as Data;
    expect(response.status).toBe(201);
    return data.registerEvidenceFile.evidenceFile.id;
  };

  let count = 0;
  const step: Story['step'] = async (who, document, input) => {
    const full = { idempotencyKey: `story-${document}-${(count += 1)}`, ...input };
    const before = await dump(gongzhi.pool);
    const tried = await write(who, document, { ...full, dryRun: true });
    expect(tried).toMatchObject({ replayed: false, userErrors: [] });
    expect(await dump(gongzhi.pool)).toEqual(before);

    const payloads = await Promise.all(Array.from({ length: 25 }, () => write(who, document, full)));
    expect(payloads.map(({ userErrors }) => userErrors)).toEqual(payloads.map(() => []));
    expect(payloads.filter(({ replayed }) => replayed)).toHaveLength(24);
    const after = await dump(gongzhi.pool);
    expect(await write(who, document, full)).toMatchObject({ replayed: true });
    expect(await dump(gongzhi.pool)).toEqual(after);
    return { payload: payloads.find(({ replayed }) => !replayed), tried, rows: grown(before, after) };
  };

  return {
    platform: () => gongzhi.platform,
    url,
    keysFile: () => demoKeysFile(served.dataDir),
    send,
    ask,
    write,
    upload,
    records: async () => {
      const { IdempotencyKey: _keys, AuditEvent: _audit, ...rest } = await dump(gongzhi.pool);
      return rest;
    },
    step,
  };
}

function keyOfColleague({ pool }: Platform): Promise<string> {
  return withTransaction(pool, async (db) => {
    const { key } = await issueKey(db, {
      tenant: 990_101,
      app: { name: 'colleague', owner: '示例', purpose: '示例' },
      subject: 'colleague',
      ...rightsOf('community'),
      organizationId: rightsOf('enterprise').organizationId,
      lifetimeMs: 3_600_000,
    });
    return key;
  });
}

async function exampleDocuments(): Promise<Readonly<Record<string, string>>> {
  const files = ['reading', 'writing'].map((name) =>
    readFile(`examples/report-revenue/${name}.graphql`, 'utf8'),
  );
  return Object.fromEntries(
    (await Promise.all(files))
      .flatMap((text) => Object.entries(separateOperations(parse(text))))
      .map(([name, document]) => [name, print(document)]),
  );
}

/** A table for accountants: columns as wide as their longest cell, numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows
    .map((row) =>
      row.map((cell, i) =>
        /^-?\d+\.\d\d$/.test(cell) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!),
      ),
    )
    .map((row) => row.join('  ').trimEnd())
    .join('\n');
}

/** An amount as its digits; a dash for none. */
export const yuan = (amount: { yuan: string } | null): string => amount?.yuan ?? '–';
