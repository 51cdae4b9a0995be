// Marks in the data of other offices: texts, amounts and places that nobody else has, so that one in an answer tells whose it was.
import { models } from '../../../src/generated/datamodel.js';
import { graph } from '../../../src/kernel/graph/shape.js';

/** Runs SQL with the login that owns the tables. */
export type Run = (sql: string, values?: readonly unknown[]) => Promise<unknown>;

/** The office that asks, with the divisions of its rows; and those that others have for theirs. */
export const own = { tenant: 990_101, county: '990101', key: '990101001001' } as const;
const elsewhere: Readonly<Record<number, string>> = { 990_102: '990102001001', 510_117: '990103001001' };
export const others: readonly number[] = Object.keys(elsewhere).map(Number);

/** What a mark looks like, in whatever case it is told: a text, an amount in fen or in yuan. */
export const mark = /zqmark\d+x|7310\d{7}\.?\d{2}/i;

/** Columns that hold an address in a tree. */
const addresses = new Set(['path', 'searchKey', 'divisionKey']);

function keysOf(name: string): ReadonlySet<string> {
  const { relations, primaryKey } = models[name]!;
  const owned = Object.values(relations).filter(({ owns }) => owns);
  return new Set([...primaryKey, ...owned.flatMap(({ columns }) => columns)]);
}

/** Columns of a table that take a mark, with its SQL. */
function marked(name: string, round: string): readonly (readonly [column: string, value: string])[] {
  const keys = keysOf(name);
  const shape = [...graph().values()].find(({ model }) => model.name === name);
  return Object.values(models[name]!.columns).flatMap((column): readonly (readonly [string, string])[] => {
    if (keys.has(column.name) || addresses.has(column.name)) return [];
    const type = shape?.columns.get(column.name)?.type;
    const number = `(abs(hashtext("${keyColumn(name)}"::text || '${name}.${column.name}')) % 1000000)`;
    const text = `'zqmark' || ${number} || 'x${round}'`;
    if (type === 'Money') return [[column.name, `7310000000000 + ${number} * 100 + ${round.length}`]];
    if (type !== 'String' || column.native !== 'text') return [];
    return [[column.name, column.list ? `ARRAY[${text}]` : text]];
  });
}

/** Columns that name a division. */
const places = (name: string): readonly string[] =>
  Object.keys(models[name]!.columns).filter((column) => /(?:^d|D)ivisionKey$/.test(column));

/**
 * Tables of what offices record; what is known of an office itself has no key beside it, and stays, and events stay what
 * happened.
 */
const tables = Object.keys(models).filter(
  (name) =>
    models[name]!.primaryKey.length > 1 &&
    models[name]!.primaryKey.includes('tenant') &&
    !['TenantDivision', 'OutboxEvent'].includes(name),
);

/** The column by which a row of an office is told from others. */
export function keyColumn(name: string): string {
  return models[name]!.primaryKey.find((column) => column !== 'tenant')!;
}

/** Puts every row into a place of the office that recorded it. @param run may change everything */
export async function settle(run: Run): Promise<void> {
  await run(
    `DO $$ DECLARE t regclass; c name; BEGIN
       FOR t, c IN SELECT conrelid::regclass, conname FROM pg_constraint
         WHERE contype IN ('f', 'u') AND connamespace = 'public'::regnamespace ORDER BY contype LOOP
         EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', t, c);
       END LOOP;
       FOR c IN SELECT indexrelid::regclass FROM pg_index i JOIN pg_class k ON k.oid = i.indrelid
         WHERE indisunique AND NOT indisprimary AND k.relnamespace = 'public'::regnamespace LOOP
         EXECUTE format('DROP INDEX %s', c);
       END LOOP;
     END $$`,
  );
  const cases = Object.entries(elsewhere).map(([tenant, key]) => `WHEN ${tenant} THEN '${key}'`);
  for (const name of tables)
    for (const column of places(name))
      await run(
        `UPDATE "${name}" SET "${column}" = CASE "tenant" ${cases.join(' ')}
           ELSE CASE WHEN "${column}" LIKE '${own.county}%' THEN "${column}" ELSE '${own.key}' END END
         WHERE "${column}" IS NOT NULL`,
      );
}

/** Keys of rows that anybody sees, by table. */
export type Shown = ReadonlyMap<string, readonly string[]>;

const hiddenIn = (name: string): string =>
  `"tenant" = ANY($1) AND NOT ("${keyColumn(name)}"::text = ANY($2))`;

/**
 * Writes marks into all rows of other offices that not everybody sees, others in each round.
 * @returns how many columns were marked
 */
export async function markOthers(run: Run, round: string, shown: Shown): Promise<number> {
  let columns = 0;
  for (const name of tables) {
    const set = marked(name, round);
    if (set.length === 0) continue;
    const searched =
      'searchKey' in models[name]!.columns ? [`"searchKey" = 'zqmark' || "tenant" || 'x${round}'`] : [];
    const assigned = set.map(
      ([column, value]) => `"${column}" = CASE WHEN "${column}" IS NULL THEN NULL ELSE ${value} END`,
    );
    await run(`UPDATE "${name}" SET ${[...assigned, ...searched].join(', ')} WHERE ${hiddenIn(name)}`, [
      others,
      shown.get(name) ?? [],
    ]);
    columns += set.length;
  }
  return columns;
}

/** Removes some of the rows of other offices that not everybody sees. */
export async function removeOthers(run: Run, shown: Shown): Promise<void> {
  for (const name of tables)
    await run(`DELETE FROM "${name}" WHERE ${hiddenIn(name)} AND md5("${keyColumn(name)}"::text) < '8'`, [
      others,
      shown.get(name) ?? [],
    ]);
}
