// What an answer contained is told exactly, by entity and office, and costs no more than was asked for: random documents.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  isCompositeType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
} from 'graphql';
import { setClock } from '../../src/kernel/clock.js';
import { graph } from '../../src/kernel/graph/shape.js';
import { decodeId } from '../../src/kernel/ids.js';
import { runOperation, type Reply } from '../../src/kernel/run.js';
import { contractAudiences } from '../../src/server/contract.js';
import { fillDatabase } from '../support/dataset.js';
import { instantMs } from '../support/dataset-shapes.js';
import { begin, callers } from '../support/oracle/sessions.js';
import { readWorld, type Known } from '../support/oracle/world.js';
import { usePlatform } from '../support/platform.js';
import { PriceReader } from '../support/price-reader.js';
import type { Caller } from '../../src/kernel/caller.js';

const t = usePlatform('empty');

/** What each audience is told of prices. */
const readers = new Map(
  Object.entries(contractAudiences).map(([name, audience]) => [
    audience,
    new PriceReader(readFileSync(`schema/${name}.graphql`, 'utf8')),
  ]),
);
let known: Known;
let resetClock: () => void;

beforeAll(async () => {
  resetClock = setClock(() => instantMs);
  await fillDatabase(t.pool);
  await t.platform.refresh();
  known = await readWorld(t.pool);
});
afterAll(() => resetClock());

/** The document with the type of every object and the id of every row, by which an answer can be counted. */
function telling(source: string, caller: Caller): DocumentNode {
  const info = new TypeInfo(t.platform.schema(caller.audience));
  const added = (name: string, alias: string) =>
    ({
      kind: Kind.FIELD,
      name: { kind: Kind.NAME, value: name },
      alias: { kind: Kind.NAME, value: alias },
    }) as const;
  return visit(
    parse(source),
    visitWithTypeInfo(info, {
      SelectionSet(set) {
        const type = info.getParentType();
        if (!isCompositeType(type) || type.name === 'Query') return undefined;
        const fields = 'getFields' in type ? type.getFields() : {};
        const ids = 'id' in fields && fields['id'].type.toString() === 'ID!' ? [added('id', 'row_id')] : [];
        return { ...set, selections: [...set.selections, added('__typename', 'row_type'), ...ids] };
      },
    }),
  );
}

type Counted = Map<string, number>;

const entityOf = (typeName: unknown): string | undefined =>
  [...graph().values()].find(({ typeNames }) => typeNames.includes(String(typeName)))?.name;

/** Counts the rows of an answer by walking its values; a row that is a value has the tenant of the row around it. */
function walk(value: unknown, tenant: number | null, known: boolean, rows: Counted): void {
  if (Array.isArray(value)) for (const one of value) walk(one, tenant, known, rows);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const { row_type: type, row_id: id, ...rest } = value as Record<string, unknown>;
  const entity = entityOf(type);
  let own = tenant;
  if (entity !== undefined) {
    const { hasTenant } = graph().get(entity)!;
    if (typeof id === 'string') own = decodeId(id)!.tenant;
    const key = `${entity} ${known && hasTenant ? own : null}`;
    rows.set(key, (rows.get(key) ?? 0) + 1);
  }
  for (const one of Object.values(rest)) walk(one, own, known, rows);
}

const countsOf = ({ metered }: Reply): Counted =>
  new Map(metered.rows.map(({ entity, tenant, rows }) => [`${entity} ${tenant}`, rows]));

const sorted = (rows: Counted): readonly unknown[] => [...rows].sort(([a], [b]) => (a < b ? -1 : 1));

test('rows are those of the answer, each of its office, actual is at most requested, and that is what the SDL says', async () => {
  const met = { rows: 0, tenants: new Set<string>(), cheaper: 0, equal: 0, told: 0 };
  for (const [i, name] of Object.keys(callers).entries()) {
    const { caller, generator } = begin(t.platform, known, name, 77 + i);
    for (let n = 0; n < 25; n += 1) {
      const { source, variables } = generator.query(3);
      const document = telling(source, caller);
      const reply = await runOperation(t.platform.engine, {
        schema: t.platform.schema(caller.audience),
        document,
        variables,
        caller,
        requestId: 'test',
      });
      const { data, extensions, errors } = JSON.parse(reply.text) as {
        data?: unknown;
        errors?: unknown;
        extensions: { cost: { requested: number; actual: number } };
      };
      const { requested, actual } = extensions.cost;
      expect(actual).toBe(reply.metered.actual);
      expect([source, actual <= requested]).toEqual([source, true]);
      const predicted = readers.get(caller.audience)!.price(print(document), variables);
      // The type of an object is known by its id.
      if (/\bnodes?\(/.test(source)) expect([source, requested <= predicted]).toEqual([source, true]);
      else if (requested > 0) {
        expect([source, requested]).toEqual([source, predicted]);
        met.told += 1;
      }
      if (errors !== undefined) {
        expect(JSON.stringify(errors)).toMatch(/COST_EXCEEDED|LIMIT_EXCEEDED/);
        continue;
      }
      const rows: Counted = new Map();
      walk(data, null, caller.app !== null, rows);
      expect([source, sorted(countsOf(reply))]).toEqual([source, sorted(rows)]);
      met.rows += [...rows.values()].reduce((sum, one) => sum + one, 0);
      for (const key of rows.keys()) met.tenants.add(key.split(' ')[1]!);
      met[actual < requested ? 'cheaper' : 'equal'] += 1;
    }
  }
  expect(met.rows).toBeGreaterThan(400);
  expect(met.tenants.size).toBeGreaterThan(3);
  expect(met.cheaper).toBeGreaterThan(100);
  expect(met.told).toBeGreaterThan(150);
});
