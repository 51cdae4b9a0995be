// A world of several offices whose data bear marks, who has rights in one of them only, and what an answer tells of the others.
import { models } from '../../../src/generated/datamodel.js';
import type { Caller } from '../../../src/kernel/caller.js';
import { graph, type Shape } from '../../../src/kernel/graph/shape.js';
import { encodeId, newId } from '../../../src/kernel/ids.js';
import { allOperations } from '../../../src/kernel/operation.js';
import { demoRoles, rightsOf } from '../../../src/platform/auth/demo-keys.js';
import { allowChanges, fillDatabase } from '../dataset.js';
import { grantsOn, mighty } from '../domains.js';
import { Sight } from '../oracle/rows.js';
import type { Row } from '../oracle/values.js';
import { readWorld, type Known } from '../oracle/world.js';
import { days } from '../oracle/writing.js';
import { callerWith, demoCaller, type TestPlatform } from '../platform.js';
import { keyColumn, mark, markOthers, others, own, settle, type Shown } from './marks.js';

/** Who holds rights in one office's county only, of whatever kind; each time as another app, with statements of its own. */
export function insiders(): readonly Caller[] {
  const roles = demoRoles.filter((role) =>
    rightsOf(role).grants.every(({ division }) => division?.startsWith(own.county)),
  );
  const app = newId();
  return [
    callerWith(grantsOn('admin', own.county), { subject: 'office', app, tenant: own.tenant }),
    ...roles.map((role) => ({ ...demoCaller(role), app })),
  ];
}

/** What is known of the world, and of what is there for everybody. */
export interface Marked {
  readonly known: Known;
  /** Rows that are there for all offices, by table. */
  readonly shown: Shown;
  /** Their keys. */
  readonly everybodys: ReadonlySet<string>;
  /** What an answer tells of other offices that not everybody is told: a mark, or the id of a row. */
  leakIn(answer: string): string | undefined;
}

/**
 * Fills an empty database and marks what is other offices'. The clock must stand at the dataset's instant.
 * @param beforehand what is done before keys and constraints are gone, which change of everything would break
 */
export async function markedWorld(
  { platform, pool, admin }: TestPlatform,
  beforehand: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Marked> {
  await fillDatabase(pool);
  await beforehand();
  await allowChanges(admin);
  await settle(admin);
  await platform.refresh();
  const shown = shownToAnybody(await readWorld(pool));
  const columns = await markOthers(admin, 'a', shown);
  if (columns < 100) throw new Error(`Only ${columns} columns bear a mark.`);
  const everybodys = new Set([...shown.values()].flat());
  return {
    known: inOrder(await readWorld(pool)),
    shown,
    everybodys,
    leakIn(answer) {
      const named = answer.matchAll(/\b[a-z]{2,4}_(?:990102|510117)_([0-9a-f-]{36})/g);
      return mark.exec(answer)?.[0] ?? [...named].find(([, key]) => !everybodys.has(key!))?.[0];
    },
  };
}

/** The world with its rows by their keys: what was changed comes from the database in any order, and chance picks by place. */
function inOrder({ database, pinyin }: Known): Known {
  const sorted = [...database].map(([name, rows]) => {
    const { primaryKey } = models[name]!;
    const keyOf = (row: Row): string => JSON.stringify(primaryKey.map((column) => String(row[column])));
    return [name, rows.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))] as const;
  });
  return { database: new Map(sorted), pinyin };
}

/** Rows that are seen on some day by who has every right in a county where there is nothing: they are there for all offices. */
function shownToAnybody({ database }: Known): Shown {
  const sight = new Sight(database, callerWith(grantsOn('admin', '370102'), { subject: 'elsewhere' }));
  const keys = [...graph().values()].map((shape) => {
    const seen = new Set([...days, '2026-03-15'].flatMap((day) => sight.rows(shape, day)));
    const key = shape.hasTenant ? keyColumn(shape.model.name) : null;
    return [shape.model.name, key === null ? [] : [...seen].map((row) => String(row[key]))] as const;
  });
  return new Map(keys);
}

/** Ids of the rows of other offices, and after them of those of one's own. */
export function idsOf(
  { known }: Pick<Marked, 'known'>,
  { entity, model, identity, hasTenant }: Shape,
  offices: readonly number[] = [...others, own.tenant],
): readonly string[] {
  const rows = known.database.get(model.name)!;
  return offices.flatMap((office) =>
    rows
      .filter(({ tenant }) => Number(tenant) === office)
      .map((row) =>
        encodeId({
          prefix: entity.id!,
          tenant: hasTenant ? Number(row['tenant']) : 0,
          key: String(row[identity!]),
        }),
      ),
  );
}

/** Cursors to the rows of each list, as who sees all of them gets them. */
export async function cursorsOfAll({ read }: TestPlatform): Promise<ReadonlyMap<Shape, readonly string[]>> {
  const found = new Map<Shape, readonly string[]>();
  for (const shape of graph().values()) {
    const { plural } = shape.entity;
    if (plural === undefined || shape.identity === null) continue;
    const { list } = await read<{ list: { edges: { cursor: string }[] } }>(
      `{ list: ${plural}(first: 100) { edges { cursor } } }`,
      {},
      mighty(),
    );
    if (list.edges.length > 0)
      found.set(
        shape,
        list.edges.map(({ cursor }) => cursor),
      );
  }
  return found;
}

/** An event about an object of an office, and beside it about one of another where that is said. */
async function writeEvent(
  { admin }: TestPlatform,
  tenant: number,
  of: { readonly type: string; readonly operation: string; readonly divisionKey: unknown },
  objects: readonly string[],
  text: string,
): Promise<void> {
  await admin(
    `INSERT INTO "OutboxEvent" ("tenant", "id", "type", "at", "objects", "divisionKey", "operation", "subject", "idempotencyKey", "requestId")
     VALUES ($1, $2, $3, now(), $4, $5, $6, $7, $7, $2)`,
    [tenant, newId(), of.type, objects, of.divisionKey ?? null, of.operation, text],
  );
}

/**
 * Writes events of every type of every office, about rows that not everybody sees; in one's own office also about the
 * others' rows, alone and beside one's own, as no write of the platform does.
 * @returns how many
 */
export async function writeEvents(platform: TestPlatform, marked: Marked): Promise<number> {
  let written = 0;
  for (const { emits, name, returns } of allOperations().values()) {
    const shape = graph().get(Object.values(returns)[0]!)!;
    if (shape.identity === null) continue;
    const rowIn = (tenant: number): Row | undefined =>
      marked.known.database
        .get(shape.model.name)!
        .find((one) => Number(one['tenant']) === tenant && !marked.everybodys.has(String(one['id'])));
    const idOf = (row: Row): string =>
      encodeId({
        prefix: shape.entity.id!,
        tenant: Number(row['tenant']),
        key: String(row[shape.identity!]),
      });
    const foreign = others.map(rowIn).filter((row) => row !== undefined);
    const mine = rowIn(own.tenant);
    for (const row of [...(mine ? [mine] : []), ...foreign]) {
      const tenant = Number(row['tenant']);
      written += 1;
      const text = tenant === own.tenant ? `own-${written}` : `zqmark${written}xa`;
      const beside = tenant === own.tenant ? foreign.map(idOf) : [];
      const of = { type: emits, operation: name, divisionKey: row['divisionKey'] };
      await writeEvent(platform, tenant, of, [idOf(row), ...beside], text);
    }
    if (mine && foreign.length > 0)
      await writeEvent(
        platform,
        own.tenant,
        { type: emits, operation: name, divisionKey: mine['divisionKey'] },
        [...foreign.map(idOf), idOf(mine)],
        `zqmark${(written += 1)}xa`,
      );
  }
  return written;
}
