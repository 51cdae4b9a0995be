// Loads the seed: real divisions, figures and bodies with their sources, and the synthetic demo county.
import { PrismaPg } from '@prisma/adapter-pg';
import { models } from '../../src/generated/datamodel.js';
import { PrismaClient } from '../../src/generated/prisma/client.js';
import { Absent, generations } from './absent.js';
import { seedDigest, seedName } from './digest.js';
import { seedRows } from './rows.js';

/** Seconds are enough; a slow disk gets minutes. */
const transactionTimeoutMs = 300_000;

/** Rows per statement, well below PostgreSQL's 65,535 parameters. */
const rowsPerInsert = 1_000;

interface Inserter {
  createMany(insert: { data: readonly unknown[]; skipDuplicates: true }): Promise<{ readonly count: number }>;
}

/**
 * Loads what is missing of the seed, all or nothing; a second run changes nothing. What somebody recorded before the seed
 * did stays as it is: then the seed's own row is left out, with all that refers to it.
 * @param log gets one line per table
 */
export async function loadSeed(databaseUrl: string, log: (line: string) => void = () => {}): Promise<void> {
  const adapter = new PrismaPg({ connectionString: databaseUrl, options: '-c TimeZone=UTC' });
  const prisma = new PrismaClient({ adapter });
  try {
    const tables = Object.entries(seedRows());
    await prisma.$transaction(
      async (tx) => {
        const absent = new Absent(tx);
        for (const [table, rows] of tables) {
          const inserter = (tx as unknown as Record<string, Inserter>)[
            table[0]!.toLowerCase() + table.slice(1)
          ]!;
          let added = 0;
          let missing = 0;
          for (const generation of generations(table, rows)) {
            const fit = generation.filter((row) => !absent.isBehind(table, row));
            for (let at = 0; at < fit.length; at += rowsPerInsert) {
              const data = fit.slice(at, at + rowsPerInsert).map((row) => withInstants(table, row));
              added += (await inserter.createMany({ data, skipDuplicates: true })).count;
            }
            missing += await absent.note(table, generation);
          }
          log(`${table}: ${added} of ${rows.length} rows added`);
          if (missing > 0)
            log(
              `${table}: ${missing} of ${rows.length} rows are left out, because other rows stand in their place or in that of what they refer to`,
            );
        }
        const digest = seedDigest();
        await tx.loadedData.upsert({
          where: { name: seedName },
          create: { name: seedName, digest },
          update: { digest },
        });
      },
      { timeout: transactionTimeoutMs },
    );
  } finally {
    await prisma.$disconnect();
  }
}

/** Prisma takes a day as the instant at its midnight in UTC. */
function withInstants(table: string, row: object): object {
  const days = Object.values(models[table]!.columns).filter(({ native }) => native === 'date');
  const instants = days.flatMap(({ name }) => {
    const day: unknown = (row as Record<string, unknown>)[name];
    return typeof day === 'string' ? [[name, `${day}T00:00:00.000Z`] as const] : [];
  });
  return { ...row, ...Object.fromEntries(instants) };
}
