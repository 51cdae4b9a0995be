// The seed's party organizations, judged by the same rules as what callers record.
import { expect, test } from '@jest/globals';
import { seedRows } from '../../prisma/seed/rows.js';
import type { Rows } from '../../prisma/seed/tables.js';
import {
  carrierPlaceFaults,
  carrierUnitFaults,
  unitPeriodFaults,
} from '../../src/domains/party/rules/carriers.js';
import { termFaults } from '../../src/domains/party/rules/life-cycle.js';
import { parentFaults, validThroughout } from '../../src/domains/party/rules/parents.js';
import { warningsOf, type Size } from '../../src/domains/party/rules/sizes.js';
import type { Database } from '../../src/generated/database.js';
import { allRules } from '../../src/kernel/errors.js';

const seed = seedRows();
const rows = <Table extends keyof Database>(table: Table): Rows<Table> =>
  seed[table] as unknown as Rows<Table>;

test('the seed’s organizations obey the rules of carriers, parents and divisions, and acts have one number', () => {
  const units = new Map(rows('GovernanceUnit').map((one) => [one.id, one]));
  const party = new Map(rows('PartyOrganization').map((one) => [one.id, one]));
  const code = (key: string): string => key.replace(/0+$/, '');
  for (const { name, carrierKind, divisionKey, unitId, validFrom, validTo, ...one } of party.values()) {
    const kinds = rows('DivisionVersion').filter(({ key }) => key === divisionKey);
    const carrier = unitId ? units.get(unitId)! : null;
    const during = { validFrom, validTo: validTo ?? null };
    const unitPeriod = carrier as unknown as { validFrom: string; validTo: string | null };
    expect([
      name,
      ...carrierPlaceFaults(
        carrierKind,
        kinds.map(({ kind }) => kind),
        [],
      ),
      ...carrierUnitFaults(carrierKind, carrier?.kind ?? null, []),
      ...(carrier ? unitPeriodFaults(unitPeriod, during, []) : []),
      ...termFaults(one.termStart ?? null, one.termEnd ?? null, []),
    ]).toEqual([name]);
    if (carrier) expect(carrier.divisionKey.startsWith(code(divisionKey))).toBe(true);
  }
  for (const { childId, parentId, validFrom, validTo, documentNo } of rows('PartyParent')) {
    const [child, parent] = [party.get(childId)!, party.get(parentId)!];
    const link = { validFrom, validTo: validTo ?? null };
    expect([
      child.name,
      ...parentFaults(child, parent, []),
      ...validThroughout(parent as unknown as typeof link, link, []),
    ]).toEqual([child.name]);
    expect([child.name, child.divisionKey.startsWith(code(parent.divisionKey))]).toEqual([child.name, true]);
    if (child.approvedOn === validFrom) expect(child.approvalDocumentNo).toBe(documentNo);
  }
});

test('no term of the demo county is longer than the statutes want, and the warning is registered', () => {
  const demo = rows('PartyOrganization').filter(({ synthetic }) => synthetic);
  const terms = demo
    .flatMap((one) => warningsOf(one as unknown as Size))
    .filter(({ rule }) => rule === 'term-within-its-years');
  expect(terms).toEqual([]);
  expect(allRules().has('term-within-its-years')).toBe(true);
});
