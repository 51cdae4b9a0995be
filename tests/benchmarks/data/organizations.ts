// Organizations of mixed kinds, two in five of them enterprises.
import { usccCheckCharacter } from '../../../src/domains/organizations/rules/codes.js';
import type { LegalForm, OrganizationKind, TwoNewClass } from '../../../src/generated/database.js';
import { joined, keyOf, part, spellings, stemJoin, syllableCount } from './names.js';
import type { Shape } from './shape.js';
import { idOf, type Add } from './work.js';

interface Sort {
  readonly kind: OrganizationKind;
  readonly form: LegalForm;
  readonly twoNew: TwoNewClass;
  /** First two characters of its credit codes; null where it has none. */
  readonly prefix: string | null;
  readonly ending: string;
}

const several = (sort: Omit<Sort, 'ending'>, ...endings: readonly string[]): readonly Sort[] =>
  endings.map((ending) => ({ ...sort, ending }));

const enterprises = several(
  { kind: 'ENTERPRISE', form: 'COMPANY', twoNew: 'NEW_ECONOMIC', prefix: '91' },
  '餐饮管理有限公司',
  '科技有限公司',
  '商贸有限公司',
  '文化传播有限公司',
  '家政服务有限公司',
  '物流有限公司',
  '教育咨询有限公司',
  '装饰工程有限公司',
);
const foundation: Sort = {
  kind: 'FOUNDATION',
  form: 'NON_PROFIT',
  twoNew: 'NEW_SOCIAL',
  prefix: '53',
  ending: '社区发展基金会',
};

/** The sorts in turn: of every twenty organizations the first eight are enterprises. */
const sorts: readonly Sort[] = [
  ...enterprises,
  foundation,
  ...several(
    { kind: 'INDIVIDUAL_BUSINESS', form: 'INDIVIDUAL_BUSINESS', twoNew: 'NEW_ECONOMIC', prefix: '92' },
    '便利店',
    '理发店',
    '小吃店',
  ),
  ...several(
    { kind: 'SOCIAL_SERVICE_AGENCY', form: 'NON_PROFIT', twoNew: 'NEW_SOCIAL', prefix: '52' },
    '社会工作服务中心',
    '养老服务中心',
  ),
  ...several(
    { kind: 'SOCIAL_ASSOCIATION', form: 'NON_PROFIT', twoNew: 'NEW_SOCIAL', prefix: '51' },
    '志愿者协会',
  ),
  ...several({ kind: 'COOPERATIVE', form: 'COOPERATIVE', twoNew: 'NEW_ECONOMIC', prefix: '93' }, '合作社'),
  ...several(
    { kind: 'PROPERTY_COMPANY', form: 'COMPANY', twoNew: 'NEW_ECONOMIC', prefix: '91' },
    '物业服务有限公司',
  ),
  ...several({ kind: 'SCHOOL', form: 'PUBLIC_BODY', twoNew: 'NONE', prefix: '12' }, '小学'),
  ...several({ kind: 'FILED_COMMUNITY_ORG', form: 'UNINCORPORATED', twoNew: 'NONE', prefix: null }, '舞蹈队'),
  ...several({ kind: 'SELF_ORG', form: 'UNINCORPORATED', twoNew: 'NONE', prefix: null }, '互助队'),
];

/** Number of a county's enterprise in SQL, of which the first has the place 0. */
export function enterpriseAt(place: string): string {
  return `((${place}) / ${enterprises.length} * ${sorts.length} + (${place}) % ${enterprises.length})`;
}

/** How many enterprises a county has at least. */
export function enterpriseCount({ organizations }: Shape): number {
  return Math.floor(organizations / sorts.length) * enterprises.length;
}

/** Number of a county's first foundation, which keeps the accounts of its funds. */
export const foundationAt = sorts.indexOf(foundation);

/** Adds the organizations; within its county each has a number from 0. */
export async function addOrganizations(add: Add, { city, counties, ...shape }: Shape): Promise<void> {
  const name = joined(part('a'), part('b'), part('c'), part('s'));
  const endings = sorts.map(({ ending }) => spellings(ending));
  const perCommunity = shape.streets * shape.communities;
  const codes = Array.from({ length: counties }, (_, c) =>
    Array.from({ length: shape.organizations }, (_, n) => codeOf(city * 100 + c + 1, n)),
  ).flat();
  await add(
    'Organization',
    `WITH sort AS (
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY
        AS s(kind, form, "twoNew", text, pinyin, initials, place)
    ), numbered AS (
      SELECT ${city * 100} + (place - 1) / ${shape.organizations} + 1 AS tenant, (place - 1) % ${shape.organizations} AS n, uscc
      FROM unnest($7::text[]) WITH ORDINALITY AS u(uscc, place)
    )
    INSERT INTO "Organization" (tenant, id, kind, "legalForm", name, aliases, uscc, "registeredOn", status, "divisionKey", "twoNew",
      "isHub", synthetic, "searchKey")
    SELECT o.tenant, ${idOf('Organization', 'o.tenant::int', 'o.n')}, s.kind::"OrganizationKind", s.form::"LegalForm", ${name.text}, '{}', o.uscc,
      date '2000-01-01' + (o.n * 37 % 9000)::int,
      (CASE o.n % 50 WHEN 47 THEN 'DEREGISTERED' WHEN 29 THEN 'ABNORMAL' ELSE 'ACTIVE' END)::"OrganizationStatus",
      p.key, s."twoNew"::"TwoNewClass", false, true, ${keyOf(name)}
    FROM numbered o
      JOIN sort s ON s.place = o.n % ${sorts.length} + 1
      JOIN place p ON p.level = 'VILLAGE' AND p.tenant = o.tenant AND p.n = o.n / ${sorts.length} % ${perCommunity} + 1 ${stemJoin('o.n')}
      JOIN syllable c ON c.place = (o.n * 17 + o.tenant) % ${syllableCount}
    ORDER BY o.tenant, o.n`,
    [
      sorts.map(({ kind }) => kind),
      sorts.map(({ form }) => form),
      sorts.map(({ twoNew }) => twoNew),
      ...[0, 1, 2].map((i) => endings.map((one) => one[i])),
      codes,
    ],
  );
}

/** The credit code of an organization: its class, its county, its number and what checks them. */
function codeOf(tenant: number, n: number): string | null {
  const { prefix } = sorts[n % sorts.length]!;
  if (prefix === null) return null;
  const first = `${prefix}${tenant}${String(n + 1).padStart(9, '0')}`;
  return first + usccCheckCharacter(first);
}
