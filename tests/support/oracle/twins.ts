// What entities say in SQL by hand, said again in JavaScript: joins and computed scalars, by `Entity.field`.
import { bankJoinTwins } from './twins-bank.js';
import { booksScalarTwins } from './twins-books.js';
import { moneyJoinTwins, moneyScalarTwins } from './twins-money.js';
import { webhookScalarTwins } from './twins-webhooks.js';
import { trimmed, type Row } from './values.js';

/** All rows of a table. */
export type Rows = (table: string) => readonly Row[];

/** Whether `to` belongs to `from` on a day. */
export type JoinTwin = (from: Row, to: Row, asOf: string, rows: Rows) => boolean;

/** A computed scalar as it stands in the answer. */
export type ScalarTwin = (row: Row, asOf: string, rows: Rows) => unknown;

const isValid = (row: Row, asOf: string): boolean =>
  String(row['validFrom']) <= asOf && (row['validTo'] === null || (row['validTo'] as string) > asOf);

const digitsOf: Readonly<Record<string, number>> = {
  PROVINCE: 2,
  CITY: 4,
  COUNTY: 6,
  TOWNSHIP: 9,
  VILLAGE: 12,
};

/** Whether a code is the division's or begins with what all below the division share. */
const isInside = (code: unknown, division: Row): boolean =>
  String(code) >= String(division['code']) &&
  String(code).startsWith(String(division['code']).slice(0, digitsOf[division['level'] as string]));

/** What a division was merged into by the day, else the division above it in its version of the day. */
function placesOf(key: unknown, asOf: string, rows: Rows): readonly unknown[] {
  const mergers = rows('DivisionChange').filter(
    ({ type, effectiveOn }) => type === 'MERGE' && String(effectiveOn) <= asOf,
  );
  const sideOf = (change: Row, side: string): readonly unknown[] =>
    rows('DivisionChangeItem')
      .filter((item) => item['changeId'] === change['id'] && item['side'] === side)
      .map(({ divisionKey }) => divisionKey);
  const into = mergers
    .filter((merger) => sideOf(merger, 'BEFORE').includes(key))
    .flatMap((merger) => sideOf(merger, 'AFTER').filter((after) => after !== key));
  if (into.length > 0) return into;
  const versions = rows('DivisionVersion')
    .filter((version) => version['key'] === key)
    .toSorted((a, b) => (String(a['validFrom']) < String(b['validFrom']) ? -1 : 1));
  const last = versions.findLast(({ validFrom }) => String(validFrom) <= asOf) ?? versions[0];
  return last ? [last['parentKey']] : [];
}

/** Whether what is recorded under a key lies in the division on the day. */
function liesIn(
  division: Row,
  key: unknown,
  asOf: string,
  rows: Rows,
  seen: ReadonlySet<unknown> = new Set(),
): boolean {
  if (key === division['key']) return true;
  if (key === null || seen.has(key)) return false;
  return placesOf(key, asOf, rows).some((place) =>
    liesIn(division, place, asOf, rows, new Set([...seen, key])),
  );
}

const inDivision: JoinTwin = (division, row, asOf, rows) => liesIn(division, row['divisionKey'], asOf, rows);
const sameTenant = (a: Row, b: Row): boolean => a['tenant'] === b['tenant'];

const linked = (child: Row, parent: Row, asOf: string, rows: Rows): boolean =>
  sameTenant(child, parent) &&
  rows('PartyParent').some(
    (link) =>
      sameTenant(link, child) &&
      link['childId'] === child['id'] &&
      link['parentId'] === parent['id'] &&
      isValid(link, asOf),
  );

/** The parent's parent and so on, by the links of the day and not by the paths. */
function standsAbove(above: Row, node: Row, asOf: string, rows: Rows): boolean {
  if (!sameTenant(above, node)) return false;
  const climb = (id: unknown): boolean => {
    const link = rows('PartyParent').find(
      (one) => sameTenant(one, node) && one['childId'] === id && isValid(one, asOf),
    );
    return link !== undefined && (link['parentId'] === above['id'] || climb(link['parentId']));
  };
  return climb(node['id']);
}

/** The unit that a unit is part of, and so on, by the parents and not by the paths. */
function isPart(part: Row, unit: Row, rows: Rows): boolean {
  if (!sameTenant(part, unit) || part['parentId'] === null) return false;
  if (part['parentId'] === unit['id']) return true;
  const parent = rows('GovernanceUnit').find(
    (row) => sameTenant(row, part) && row['id'] === part['parentId'],
  );
  return parent !== undefined && isPart(parent, unit, rows);
}

export const joinTwins: Readonly<Record<string, JoinTwin>> = {
  ...moneyJoinTwins,
  ...bankJoinTwins,
  'Division.children': (division, below) => below['parentKey'] === division['key'],
  'Division.descendants': (division, below) =>
    below['code'] !== division['code'] && isInside(below['code'], division),
  'Division.ancestors': (division, above) =>
    String(above['code']) < String(division['code']) &&
    [2, 4, 6, 9].some(
      (digits) => above['code'] === String(division['code']).slice(0, digits).padEnd(12, '0'),
    ),
  'Division.changes': (division, change, _, rows) =>
    rows('DivisionChangeItem').some(
      (item) => item['changeId'] === change['id'] && item['divisionKey'] === division['key'],
    ),
  'Division.figures': inDivision,
  'Division.organizations': inDivision,
  'Division.residences': inDivision,
  'Division.partyOrganizations': inDivision,
  'Division.partners': inDivision,
  'Division.resolutions': inDivision,
  'Division.funds': inDivision,
  'Division.agreements': inDivision,
  'Division.residentOrganizations': (division, organization, asOf, rows) =>
    rows('OrganizationResidence').some(
      (residence) =>
        sameTenant(residence, organization) &&
        residence['organizationId'] === organization['id'] &&
        residence['role'] === 'RESIDENT_UNIT' &&
        isValid(residence, asOf) &&
        liesIn(division, residence['divisionKey'], asOf, rows),
    ),
  'GovernanceUnit.ancestors': (unit, whole, _, rows) => isPart(unit, whole, rows),
  'GovernanceUnit.descendants': (unit, part, _, rows) => isPart(part, unit, rows),
  'PartyOrganization.parent': (node, above, asOf, rows) => linked(node, above, asOf, rows),
  'PartyOrganization.children': (node, below, asOf, rows) => linked(below, node, asOf, rows),
  'PartyOrganization.ancestors': (node, above, asOf, rows) => standsAbove(above, node, asOf, rows),
  'PartyOrganization.descendants': (node, below, asOf, rows) => standsAbove(node, below, asOf, rows),
};

/** The steps in an object's life, whichever entity it is of. */
const stateChangesOf =
  (entity: string): JoinTwin =>
  (object, change) =>
    sameTenant(object, change) && change['objectId'] === object['id'] && change['type'] === entity;

/** The twin of an entity's join; undefined for a relation of the datamodel. */
export function joinTwinOf(entity: string, field: string): JoinTwin | undefined {
  return field === 'stateChanges' ? stateChangesOf(entity) : joinTwins[`${entity}.${field}`];
}

const figureWords: Readonly<Record<string, readonly [before: string, after: string]>> = {
  OVER: ['', '余'],
  NEARLY: ['近', ''],
  ABOUT: ['约', ''],
  AT_LEAST: ['不少于', ''],
  AT_MOST: ['不超过', ''],
  DERIVED: ['推算', ''],
};

/** Computed scalars, as they stand in the answer. */
export const scalarTwins: Readonly<Record<string, ScalarTwin>> = {
  ...moneyScalarTwins,
  ...booksScalarTwins,
  'AccessLogEntry.requestId': ({ requestId }) => requestId,
  ...webhookScalarTwins,
  'PublishedFigure.text': ({ value, valueMax, unit, qualifier }) => {
    const number = trimmed(value as string);
    const measure = (unit ?? '') as string;
    const [before, after] = figureWords[qualifier as string] ?? ['', ''];
    const upper = valueMax === null ? '' : trimmed(valueMax as string);
    const second =
      upper === '' || (qualifier as string) in figureWords
        ? ''
        : `${qualifier === 'RANGE' ? '—' : '+'}${upper}`;
    return `${before}${number}${second}${after}${measure}`;
  },
};
