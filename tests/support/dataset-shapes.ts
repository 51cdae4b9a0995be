// Columns of the generated data whose values must hang together: codes, trees, validities. All others are arbitrary.
import { usccCheckCharacter } from '../../src/domains/organizations/rules/codes.js';
import { kindOfCode, levelOfCode, parentCode } from '../../src/domains/territory/rules/codes.js';
import { dawn } from '../../src/kernel/clock.js';

export type Row = Record<string, unknown>;

/** What a column's value may depend on. */
export interface Place {
  readonly model: string;
  /** Number of the row in its table. */
  readonly n: number;
  /** Rows of all tables that were made before. */
  readonly made: ReadonlyMap<string, readonly Row[]>;
  /** Columns of the row that were made before. */
  readonly row: Row;
}

/** The day on which the generated data is looked at, and the instant of it. */
export const day = '2026-03-15';
export const instantMs = Date.parse('2026-03-15T04:00:00Z');
export const yesterday = '2026-03-14';
export const tomorrow = '2026-03-16';
/** The day on which divisions changed and party organizations moved. */
export const changeDay = '2020-01-01';

export const tenants: readonly number[] = [990_101, 990_102, 510_117];

/** Half-open validities before, after and around the day. */
export const validities: readonly (readonly [string, string | null])[] = [
  [dawn, null],
  ['2015-06-01', changeDay],
  [changeDay, null],
  ['2019-02-28', tomorrow],
  [yesterday, day],
  [day, null],
  [tomorrow, null],
  [dawn, '2035-01-01'],
];

interface Division {
  readonly key: string;
  readonly versions: readonly { readonly from: string; readonly to: string | null; readonly code: string }[];
}

const whole = (key: string): Division => ({ key, versions: [{ from: dawn, to: null, code: key }] });
const recoded = (key: string, code: string): Division => ({
  key,
  versions: [
    { from: dawn, to: changeDay, code: key },
    { from: changeDay, to: null, code },
  ],
});

/** A small province: a county that was recoded with all below it, a street that became a town, one each that ended and that begins. */
const divisions: readonly Division[] = [
  ...['990000000000', '990100000000', '990101000000', '990102000000'].map(whole),
  recoded('990109000000', '990103000000'),
  ...['990101001000', '990101002000', '990101100000', '990102001000'].map(whole),
  recoded('990101004000', '990101102000'),
  recoded('990109001000', '990103001000'),
  { key: '990101005000', versions: [{ from: '2015-06-01', to: changeDay, code: '990101005000' }] },
  { key: '990101006000', versions: [{ from: tomorrow, to: null, code: '990101006000' }] },
  ...['990101001001', '990101001002', '990101002001', '990101100200', '990102001001'].map(whole),
  recoded('990101004001', '990101102001'),
  recoded('990109001001', '990103001001'),
];

const versions = divisions.flatMap(({ key, versions: all }) => all.map((version) => ({ key, ...version })));

/** The division and the version of a row; beyond the province, another community per number. */
const extraKey = (n: number): string => `990102001${String(200 + (n % 800)).padStart(3, '0')}`;
const divisionAt = (n: number): Division => divisions[n] ?? whole(extraKey(n));
const versionAt = (n: number) => versions[n] ?? { key: extraKey(n), from: dawn, to: null, code: extraKey(n) };

/** Every code that a division bears at some time. */
export const divisionCodes: readonly string[] = [...new Set(versions.map(({ code }) => code))];

/** How many rows a table gets where it is not the usual number. */
export const rowCounts: Readonly<Record<string, number>> = {
  Tenant: tenants.length,
  Division: divisions.length,
  DivisionVersion: versions.length,
};

const tenantOf = (n: number): number => tenants[n % tenants.length]!;
const sameTenant = (place: Place): readonly Row[] =>
  (place.made.get(place.model) ?? []).filter((row) => row['tenant'] === place.row['tenant']);

/** The row above in a tree of its tenant; undefined for a root. */
function above(place: Place): Row | undefined {
  const before = sameTenant(place);
  return before.length === 0 || before.length % 5 === 4
    ? undefined
    : before[Math.floor((before.length - 1) / 2)];
}

const uscc = (n: number): string => {
  const first = `91${990_101 + (n % 3)}M${String(n).padStart(8, '0')}`;
  return first + usccCheckCharacter(first);
};

/** Makes a column's value. */
export type Make = (place: Place) => unknown;

const dated: Readonly<Record<string, Make>> = {
  validFrom: ({ n }) => validities[n % validities.length]![0],
  validTo: ({ n }) => validities[n % validities.length]![1],
};

/** A division as one of its versions has it; the name stays arbitrary. */
const version: Readonly<Record<string, Make>> = {
  key: ({ n }) => versionAt(n).key,
  validFrom: ({ n }) => versionAt(n).from,
  validTo: ({ n }) => versionAt(n).to,
  code: ({ n }) => versionAt(n).code,
  level: ({ n }) => levelOfCode(versionAt(n).code),
  kind: ({ n }) => kindOfCode(versionAt(n).code) ?? 'TOWN',
  parentKey: ({ n }) => {
    const { code, from } = versionAt(n);
    const parent = parentCode(code);
    return (
      versions.find((v) => v.code === parent && v.from <= from && (v.to === null || from < v.to))?.key ?? null
    );
  },
};

/** Columns by table, or by table and column, that are not arbitrary. */
export const shapes: Readonly<Record<string, Readonly<Record<string, Make>>>> = {
  Tenant: { tenant: ({ n }) => tenants[n] },
  SourceDocument: { code: ({ n }) => `S${String(n).padStart(2, '0')}` },
  Division: { key: ({ n }) => divisionAt(n).key, level: ({ n }) => levelOfCode(divisionAt(n).key) },
  DivisionVersion: version,
  DivisionChangeItem: { code: ({ row }) => row['divisionKey'] },
  GovernanceUnit: {
    ...dated,
    parentId: (place) => above(place)?.['id'] ?? null,
    path: (place) => `${(above(place)?.['path'] as string | undefined) ?? '/'}${String(place.row['id'])}/`,
  },
  Organization: {
    uscc: ({ n }) => (n % 3 === 1 ? null : uscc(n)),
    // Some as a caller writes them, so that a filter can name them.
    contactPhone: ({ n }) => [null, '028-8460000', '+86-13800000000'][n % 3],
  },
  OrganizationResidence: {
    ...dated,
    role: ({ n }) => (n % 3 === 0 ? 'RESIDENT_UNIT' : n % 3 === 1 ? 'DONOR' : 'VENDOR'),
  },
  PartyOrganization: {
    ...dated,
    termEnd: ({ n, row }) => {
      const end = [null, tomorrow, '9999-12-31'][n % 3] ?? null;
      const start = row['termStart'] as string | null;
      return end !== null && start !== null && end <= start ? null : end;
    },
  },
  PartyParent: {
    ...dated,
    // One parent at a time, and each after its own: 0 ← 1 ← …, moved to the root on the day of changes.
    tenant: ({ n }) => tenantOf(Math.floor(n / 2)),
    childId: ({ n, made }) => made.get('PartyOrganization')![Math.floor(n / 2) + tenants.length]?.['id'],
    parentId: ({ n, made }) => {
      const rows = made.get('PartyOrganization')!;
      const at = Math.floor(n / 2) + tenants.length;
      const root = at % tenants.length;
      return rows[n % 2 === 0 ? at - tenants.length : root]?.['id'];
    },
    validFrom: ({ n }) => (n % 2 === 0 ? dawn : changeDay),
    validTo: ({ n }) => (n % 2 === 0 ? changeDay : null),
  },
};
