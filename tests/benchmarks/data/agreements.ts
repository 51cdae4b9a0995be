// Agreements that enterprises pay under: several of the first ones, one of some others, none of the rest.
import type pg from 'pg';
import { ruleToJson } from '../../../src/domains/revenue-sharing/rules/json.js';
import type { Measure, ShareRule } from '../../../src/domains/revenue-sharing/rules/tree.js';
import { fixed, joined, keyOf, part, partOfKey } from './names.js';
import { enterpriseAt } from './organizations.js';
import type { Shape } from './shape.js';
import { idOf, type Add } from './work.js';

interface Clause {
  readonly rule: ShareRule;
  /** A year as the parties computed it by hand. */
  readonly base: Measure | null;
  readonly baseFen: string;
  readonly dueFen: string;
}

/** All periods are years, so that nothing waits to be closed before the first one is over. */
const clauses: readonly Clause[] = [
  {
    rule: { kind: 'FIXED', amountFen: 1_200_000n, per: 'YEAR' },
    base: null,
    baseFen: '0',
    dueFen: '1200000',
  },
  {
    rule: { kind: 'PERCENT', ratePpm: 100_000, base: 'PROFIT', per: 'YEAR' },
    base: 'PROFIT',
    baseFen: '5000000',
    dueFen: '500000',
  },
  {
    rule: { kind: 'AT_LEAST', ratePpm: 300_000, base: 'RENT', per: 'YEAR' },
    base: 'RENT',
    baseFen: '1000000',
    dueFen: '300000',
  },
  {
    rule: {
      kind: 'SUM',
      of: [
        { kind: 'FIXED', amountFen: 600_000n, per: 'YEAR' },
        { kind: 'PERCENT', ratePpm: 50_000, base: 'REVENUE', per: 'YEAR' },
      ],
    },
    base: 'REVENUE',
    baseFen: '10000000',
    dueFen: '1100000',
  },
];

const signedOn = '2025-12-01';
const validFrom = '2026-01-01';
const validTo = '2031-01-01';
/** The day after the first period. */
const closesOn = '2027-01-01';

/** Adds the agreements with their parties, their signed terms and the fund that these pay into. */
export async function addAgreements(client: pg.Client, add: Add, shape: Shape): Promise<void> {
  await makeDeals(client, shape);
  await add(
    'Agreement',
    `INSERT INTO "Agreement" (tenant, id, kind, title, "divisionKey", state, "payerId", "signedOn", "validFrom", "validTo", "closesOn",
      "consentsToPublication", synthetic, "searchKey")
     SELECT tenant, id, (ARRAY['SOCIAL_ENTERPRISE', 'JOINT_OPERATION', 'SPACE_LEASE', 'SOCIAL_ENTERPRISE'])[clause + 1]::"AgreementKind",
       title, "divisionKey", 'ACTIVE', "payerId", '${signedOn}', '${validFrom}', '${validTo}', '${closesOn}', n % 3 = 0,
       true, "searchKey"
     FROM deal ORDER BY tenant, n`,
  );
  await add(
    'AgreementParty',
    `INSERT INTO "AgreementParty" (tenant, "agreementId", position, role, name, "organizationId", "divisionKey")
     SELECT tenant, id, 1, 'PARTNER'::"PartyRole", payer, "payerId", NULL FROM deal
     UNION ALL SELECT tenant, id, 2, 'COMMUNITY', community, NULL, "divisionKey" FROM deal`,
  );
  await add(
    'AgreementVersion',
    `INSERT INTO "AgreementVersion" (tenant, id, "agreementId", number, state, "signedOn", "validFrom", "validTo", rule, "reportDueDays",
      "paymentDueDays", examples, "divisionKey")
     SELECT d.tenant, d."versionId", d.id, 1, 'SIGNED', '${signedOn}', '${validFrom}', '${validTo}', c.rule, 30, 15, c.examples,
       d."divisionKey"
     FROM deal d JOIN unnest($1::jsonb[], $2::jsonb[]) WITH ORDINALITY AS c(rule, examples, place) ON c.place = d.clause + 1
     ORDER BY d.tenant, d.n`,
    [
      clauses.map(({ rule }) => JSON.stringify(ruleToJson(rule))),
      clauses.map((clause) => JSON.stringify([exampleOf(clause)])),
    ],
  );
  await add(
    'AgreementFund',
    `INSERT INTO "AgreementFund" (tenant, "versionId", position, "fundId") SELECT tenant, "versionId", 1, "fundId" FROM deal`,
  );
}

function exampleOf({ base, baseFen, dueFen }: Clause): object {
  const period = validFrom.slice(0, 4);
  return {
    period,
    figures: base === null ? [] : [{ measure: base, period, amountFen: baseFen }],
    dueFen,
  };
}

async function makeDeals(client: pg.Client, shape: Shape): Promise<void> {
  const payers = shape.frequentPayers + shape.otherPayers;
  const perCounty = shape.streets * shape.communities;
  const title = joined(partOfKey('o."searchKey"'), fixed('与'), part('p'), fixed('社区合作协议'));
  await client.query(`
    CREATE TEMP TABLE deal AS
    WITH numbered AS (
      SELECT c.tenant, payer, row_number() OVER (PARTITION BY c.tenant ORDER BY payer, i) AS n
      FROM place c, generate_series(0, ${payers - 1}) payer,
        generate_series(1, CASE WHEN payer < ${shape.frequentPayers} THEN 5 + payer % 4 ELSE 1 END) i
      WHERE c.level = 'COUNTY'
    )
    SELECT d.tenant, d.n, ${idOf('Agreement', 'd.tenant', 'd.n')} AS id, ${idOf('AgreementVersion', 'd.tenant', 'd.n')} AS "versionId",
      (d.n % ${clauses.length})::int AS clause, o.id AS "payerId", o.name AS payer, p.key AS "divisionKey",
      p.text || '社区' AS community, ${idOf('Fund', 'p.tenant', 'p.n')} AS "fundId", ${title.text} AS title, ${keyOf(title)} AS "searchKey"
    FROM numbered d
      JOIN "Organization" o ON o.tenant = d.tenant AND o.id = ${idOf('Organization', 'd.tenant', enterpriseAt('d.payer'))}
      JOIN place p ON p.level = 'VILLAGE' AND p.tenant = d.tenant AND p.n = d.n * 7 % ${perCounty} + 1`);
  await client.query('ANALYZE deal');
}
