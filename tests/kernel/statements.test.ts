// The SQL that reading makes, reviewed like code: conditions, keysets, masks.
import { describe, expect, test } from '@jest/globals';
import '../../src/server/registry.js';
import { anonymous, makeCaller, type Caller, type DataClass } from '../../src/kernel/caller.js';
import { graph } from '../../src/kernel/graph/shape.js';
import { conditionOf, rowsThatExist, seen, seenColumn } from '../../src/kernel/read/condition.js';
import { behind, orderBy, totalOrder } from '../../src/kernel/read/page.js';
import { Slot, slotOf } from '../../src/kernel/read/slots.js';
import { compilationFor, conditionFor } from '../support/statements.js';
import { folded } from '../../src/kernel/graph/masks.js';
import type { OrderTerm, Policy } from '../../src/kernel/entity.js';
import type { ColumnField } from '../../src/kernel/graph/shape.js';
import { all, always, any, eq, not, within, type Predicate } from '../../src/kernel/predicate.js';
import { param, render, sql } from '../../src/kernel/sql.js';

const asOf = param('2026-11-22', 'date');

function reader(classes: readonly DataClass[], division: string | null): Caller {
  const grants = classes.map((dataClass) => ({ scope: 'organizations:read' as const, division, dataClass }));
  return makeCaller(
    {
      app: 'a',
      subject: 's',
      tenant: null,
      audience: 'INTERNAL',
      organizationId: null,
      language: 'en',
      grants,
    },
    (code) => [{ from: code, to: `${code}:` }],
  );
}

function where(entity: string, predicate: Predicate, caller = anonymous('en')): string {
  const c = compilationFor(caller);
  return render(conditionOf(c, c.table(entity), conditionFor(c, predicate), asOf, 'caller')).text;
}

describe('conditions', () => {
  test('are two-valued: what is missing is not equal, and a negation is true where its part is not', () => {
    expect(where('Organization', { op: 'ne', field: 'name', value: 'x' })).toBe(
      't0."name" IS DISTINCT FROM $1::text',
    );
    expect(where('Organization', not(eq('name', 'x')))).toBe('(t0."name" = $1::text) IS NOT TRUE');
    expect(where('Organization', { op: 'in', field: 'kind', values: ['ENTERPRISE'] })).toBe(
      't0."kind" = ANY($1::"OrganizationKind"[])',
    );
  });

  test('up to eight ranges are said one by one, more travel as two arrays', () => {
    const ranges = Array.from({ length: 9 }, (_, i) => ({ from: `${i}0`, to: `${i}1` }));
    expect(where('Organization', within('divisionKey', ranges.slice(0, 2)))).toBe(
      'CASE WHEN t0."divisionKey" >= $1::text AND t0."divisionKey" < $2::text OR t0."divisionKey" >= $3::text AND t0."divisionKey" < $4::text THEN TRUE ELSE FALSE END',
    );
    expect(where('Organization', within('divisionKey', ranges))).toBe(
      'EXISTS (SELECT 1 FROM unnest($1::text[], $2::text[]) AS r(a, b) WHERE t0."divisionKey" >= r.a AND t0."divisionKey" < r.b)',
    );
  });

  test('a narrow range is for the index where the statement begins with the rows, and where it is narrow enough', () => {
    const plain = '(t0."divisionKey" >= $1::text AND t0."divisionKey" < $2::text)';
    const led = (prefix: string, tenant: number | null): string => {
      const c = compilationFor(anonymous('en'));
      const t = c.table('Organization', tenant === null ? null : new Slot(() => tenant));
      const ranges = within('divisionKey', [{ from: prefix, to: `${prefix}:` }]);
      return render(conditionOf(c, t, conditionFor(c, all(ranges)), asOf, 'caller', 'page')).text;
    };
    expect(led('510117', null)).toBe(plain);
    expect(led('5101', null)).toMatch(/^CASE WHEN/);
    expect(led('510117', 510_117)).toMatch(/^CASE WHEN/);
    expect(led('510117001', 510_117)).toBe(plain);
  });

  test('everywhere is no condition at all', () => {
    expect(where('Organization', within('divisionKey', [{ from: '', to: ':' }]))).toBe('TRUE');
  });

  test('a relation shows only rows that the caller may see', () => {
    const some: Predicate = { op: 'some', relation: 'residences', where: eq('role', 'DONOR') };
    expect(where('Organization', some)).toMatch(
      /^EXISTS \(SELECT 1 FROM "OrganizationResidence" t1 WHERE t1\."tenant" = t0\."tenant" AND t1\."organizationId" = t0\."id" AND t1\."validFrom" <= \$1::date AND .* AND FALSE AND t1\."role" = /,
    );
  });

  test('a caller without grants sees nothing, whatever the row', () => {
    const c = compilationFor(anonymous('en'));
    expect(render(rowsThatExist(c, c.table('Organization'), asOf)).text).toBe('FALSE');
  });
});

describe('masks', () => {
  const seen = (caller: Caller): string => {
    const c = compilationFor(caller);
    const t = c.table('Organization');
    return render(
      seenColumn(c, t, graph().get('Organization')!.fields.get('contactPhone') as ColumnField, asOf),
    ).text;
  };

  test('are folded away where they are constant, and are a CASE where the row decides', () => {
    expect(seen(reader(['PUBLIC'], null))).toBe('NULL::text');
    expect(seen(reader(['PUBLIC', 'PERSONAL'], '510117'))).toBe(
      'CASE WHEN CASE WHEN t0."divisionKey" >= $1::text AND t0."divisionKey" < $2::text THEN TRUE ELSE FALSE END THEN t0."contactPhone" END',
    );
  });

  test('hold in filters', () => {
    expect(where('Organization', eq('contactPhone', '1'), reader(['PUBLIC'], null))).toBe(
      `substr(nullif(NULL::text, 'erased'), 4, 31) = $1::text`,
    );
  });
});

describe('masks of values that are said in SQL', () => {
  const value = sql`1 + 1`;
  const shown = (mask: Policy | null, caller: Caller): string => {
    const c = compilationFor(caller);
    return render(seen(c, c.table('Organization'), mask, value, asOf)).text;
  };

  test('are a CASE around them where the row decides, and nothing where there are none', () => {
    const caller = reader(['PUBLIC'], null);
    expect(shown(null, caller)).toBe('1 + 1');
    expect(shown(() => eq('synthetic', true), caller)).toBe(
      'CASE WHEN t0."synthetic" = $1::bool THEN 1 + 1 END',
    );
  });

  test('lift for who sees everywhere, also where that is one way among others', () => {
    const { model } = graph().get('Organization')!;
    const everywhere = within('divisionKey', [{ from: '', to: ':' }]);
    const fold = (predicate: Predicate): Predicate => folded(model, () => predicate)!(anonymous('en'));
    expect(fold(everywhere)).toEqual(always);
    expect(fold(any(eq('name', 'x'), everywhere))).toEqual(always);
    expect(fold(all(eq('name', 'x'), everywhere))).toEqual(eq('name', 'x'));
    expect(fold(within('divisionKey', [{ from: '51', to: '52' }]))).toMatchObject({ op: 'within' });
  });
});

describe('keysets', () => {
  const keyset = (
    order: readonly OrderTerm[],
    cursor: readonly (string | null)[] | null,
    backwards = false,
  ): readonly string[] => {
    const c = compilationFor(reader(['PUBLIC'], null));
    const t = c.table('Organization');
    const whole = totalOrder(t.shape, order);
    const slots = cursor?.map((value) => (value === null ? null : (slotOf(value) as Slot<string>))) ?? null;
    return [
      orderBy(c, t, whole, backwards, asOf),
      behind(c, t, whole, { size: 1, backwards, cursor: slots }, asOf),
    ].map((fragment) => render(fragment).text);
  };

  test('one row comparison where no column can be missing and all go one way', () => {
    expect(keyset([{ field: 'name', direction: 'ASC' }], ['x', '1', 'id'])).toEqual([
      't0."name" COLLATE "zh-x-icu", t0."tenant", t0."id"',
      '(t0."name" COLLATE "zh-x-icu", t0."tenant", t0."id") > ($1::text, $2::int4, $3::uuid)',
    ]);
  });

  test('a leading bound for the index where the directions differ', () => {
    expect(keyset([{ field: 'name', direction: 'DESC' }], ['x', '1', 'id'])[1]).toBe(
      't0."name" COLLATE "zh-x-icu" <= $1::text AND ((t0."name" COLLATE "zh-x-icu" < $1::text) OR (t0."name" = $1::text AND t0."tenant" > $2::int4) OR (t0."name" = $1::text AND t0."tenant" = $2::int4 AND t0."id" > $3::uuid))',
    );
  });

  test('what is missing counts as the greatest', () => {
    const up: readonly OrderTerm[] = [{ field: 'registeredOn', direction: 'ASC' }];
    expect(keyset(up, ['2020-01-01', '1', 'id'])[1]).toContain(
      '(t0."registeredOn" > $1::date OR t0."registeredOn" IS NULL)',
    );
    expect(keyset(up, [null, '1', 'id'])[1]).toMatch(/^\(\(FALSE\) OR \(t0\."registeredOn" IS NULL AND /);
    expect(keyset([{ field: 'registeredOn', direction: 'DESC' }], [null, '1', 'id'])[1]).toMatch(
      /^\(\(t0\."registeredOn" IS NOT NULL\) OR /,
    );
  });

  test('a page read backwards turns the order round', () => {
    expect(keyset([{ field: 'name', direction: 'ASC' }], ['x', '1', 'id'], true)).toEqual([
      't0."name" COLLATE "zh-x-icu" DESC, t0."tenant" DESC, t0."id" DESC',
      '(t0."name" COLLATE "zh-x-icu", t0."tenant", t0."id") < ($1::text, $2::int4, $3::uuid)',
    ]);
  });

  test('without a cursor there is no bound', () => {
    expect(keyset([], null)).toEqual(['t0."tenant", t0."id"', 'TRUE']);
  });

  test('conditions are said in the order of their parts', () => {
    expect(where('Organization', all(eq('name', 'a'), eq('status', 'ACTIVE')))).toBe(
      '(t0."name" = $1::text AND t0."status" = $2::"OrganizationStatus")',
    );
  });
});
