// The generated data is awkward enough to be worth reading: missing values, odd characters, tenants, days.
import { expect, test } from '@jest/globals';
import { enums, models } from '../../src/generated/datamodel.js';
import { makeTables } from '../support/dataset.js';
import { day } from '../support/dataset-shapes.js';
import { dump } from '../support/dump.js';
import { fillDatabase } from '../support/dataset.js';
import { usePlatform } from '../support/platform.js';

const platform = usePlatform('empty');
const tables = makeTables();

test('the generated data keeps every constraint of the database', async () => {
  await fillDatabase(platform.pool);
  const kept = await dump(platform.pool);
  for (const [table, rows] of tables)
    if (kept[table] !== undefined) expect([table, kept[table].rows]).toEqual([table, rows.length]);
});

test('every column that can be missing is missing in some rows and there in others', () => {
  const columns = [...tables].flatMap(([table, rows]) =>
    Object.values(models[table]!.columns)
      .filter(({ required, list }) => !required && !list)
      .map(({ name }) => [`${table}.${name}`, rows.map((row) => row[name])] as const),
  );
  expect(columns.length).toBeGreaterThan(30);
  const plain = columns.filter(
    ([, values]) => !values.includes(null) || values.every((value) => value === null),
  );
  // A key of a webhook is sealed or public, and the generated ones are of one kind.
  expect(plain.map(([place]) => place)).toEqual(['WebhookKey.sealed']);
});

test('the free texts have quotes, backslashes, control and astral characters', () => {
  const odd = [`"`, `\\`, '\u0001', '\u2028', '\u{20bb7}'];
  for (const [table, column] of [
    ['Organization', 'name'],
    ['Organization', 'contactName'],
    ['PublishedFigure', 'subject'],
    ['DivisionVersion', 'name'],
    ['GovernanceUnit', 'address'],
    ['PartyOrganization', 'approvedBy'],
  ] as const) {
    const texts = tables.get(table)!.map((row) => String(row[column]));
    expect([
      table,
      column,
      odd.filter((character) => !texts.some((text) => text.includes(character))),
    ]).toEqual([table, column, []]);
  }
});

test('there are rows of several tenants, and of before, on and after the day', () => {
  expect(new Set(tables.get('Organization')!.map(({ tenant }) => tenant)).size).toBe(3);
  const starts = tables.get('GovernanceUnit')!.map(({ validFrom }) => String(validFrom));
  const ends = tables.get('GovernanceUnit')!.map(({ validTo }) => validTo as string | null);
  expect(starts.some((from) => from < day) && starts.includes(day) && starts.some((from) => from > day)).toBe(
    true,
  );
  expect(ends.includes(null) && ends.includes(day) && ends.some((to) => to !== null && to > day)).toBe(true);
  expect(enums['DivisionLevel']!.values.length).toBe(5);
});
