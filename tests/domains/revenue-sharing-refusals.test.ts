// What agreements, reports and payments refuse, each with its rule and without writing anything.
import { describe, expect, test } from '@jest/globals';
import type { Caller, Scope } from '../../src/kernel/caller.js';
import { decodeId, newId } from '../../src/kernel/ids.js';
import { makeResolution } from '../support/governance.js';
import { mighty } from '../support/domains.js';
import { makeFile } from '../support/files.js';
import { callerWith, usePlatform } from '../support/platform.js';
import {
  clerk,
  close,
  done,
  evidenceOf,
  feeAndProfit,
  makeAgreement,
  makeFund,
  makePayer,
  report,
  termsOf,
  verifier,
  waitingReport,
  type AgreementFacts,
  type MadeAgreement,
  type MadeReport,
} from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');

const lines = [{ measure: 'PROFIT', amount: '126543.21' }];
const named = ({ id, version }: MadeReport) => ({ revenueReport: { id }, expectedVersion: version });

async function closed(facts: AgreementFacts = {}): Promise<MadeAgreement> {
  const agreement = await makeAgreement(platform, facts);
  await close(platform, agreement.id);
  return agreement;
}

async function versionOf(agreement: string): Promise<number> {
  const { agreement: found } = await platform.read<{ agreement: { version: number } }>(
    'query ($id: ID!) { agreement(ref: { id: $id }) { version } }',
    { id: agreement },
  );
  return found.version;
}

describe('a report', () => {
  test('takes amounts in plain digits with two decimals at most', async () => {
    const waiting = await waitingReport(platform, (await closed()).id);
    for (const amount of ['126543.213', '１２６５４３.21', '1.2654321e5', '126,543.21', '+5', '', '１'])
      expect(
        await platform.refused(
          'submitRevenueReport',
          { ...named(waiting), lines: [{ measure: 'PROFIT', amount }], evidence: await evidenceOf(platform) },
          clerk,
        ),
      ).toEqual(['INVALID_INPUT money-form at lines.0.amount']);
  });

  test('tells all that is wrong with its figures at once', async () => {
    const waiting = await waitingReport(platform, (await closed()).id);
    expect(
      await platform.refused(
        'submitRevenueReport',
        {
          ...named(waiting),
          lines: [
            { measure: 'REVENUE', amount: '-0.01' },
            { measure: 'REVENUE', amount: '1.00' },
          ],
          evidence: await evidenceOf(platform),
        },
        clerk,
      ),
    ).toEqual([
      'INVALID_INPUT measure-not-negative at lines.0.amount',
      'INVALID_INPUT report-states-a-measure-once at lines.1.measure',
    ]);
    expect(
      await platform.refused(
        'submitRevenueReport',
        {
          ...named(waiting),
          lines: [{ measure: 'REVENUE', amount: '1.00' }],
          evidence: [],
        },
        clerk,
      ),
    ).toEqual([
      'INVALID_INPUT report-states-what-is-asked at lines.0.measure',
      'INVALID_INPUT report-states-every-measure at lines',
      'INVALID_INPUT report-has-evidence at evidence',
    ]);
  });

  test('rests on originals that the office keeps, each content once', async () => {
    const waiting = await waitingReport(platform, (await closed()).id);
    const refusedWith = async (...files: readonly { readonly id: string }[]) =>
      platform.refused(
        'submitRevenueReport',
        { ...named(waiting), lines, evidence: files.map(({ id }) => ({ file: { id } })) },
        clerk,
      );
    const [first, same, withdrawn, copy] = [
      await makeFile(platform, { content: '利润表' }),
      await makeFile(platform, { content: '利润表', kind: 'OTHER' }),
      await makeFile(platform),
      await makeFile(platform),
    ];
    expect(await refusedWith(first, same)).toEqual(['INVALID_INPUT report-evidence-once at evidence.1.file']);
    const written = (id: string) => ({ evidenceFile: { id }, expectedVersion: 1, reason: '误传' });
    await done(platform, 'withdrawEvidenceFile', written(withdrawn.id));
    await done(platform, 'publishRedactedCopy', {
      redactedCopy: { id: copy.id },
      original: { id: first.id },
      expectedVersion: 1,
    });
    const elsewhere = await makeFile(platform, { division: '510117' });
    expect(await refusedWith(first, withdrawn, copy, elsewhere)).toEqual(
      [1, 2, 3].map((i) => `INVALID_INPUT report-evidence-is-at-hand at evidence.${i}.file`),
    );
    expect(await refusedWith({ id: `evf_990101_${newId()}` })).toEqual(['NOT_FOUND null at evidence.0.file']);
  });

  test('keeps its evidence: a file that it rests on is neither withdrawn nor published as a copy', async () => {
    const { id } = await makeFile(platform);
    const { id: agreement } = await closed();
    const waiting = await waitingReport(platform, agreement);
    await done(platform, 'submitRevenueReport', { ...named(waiting), lines, evidence: [{ file: { id } }] });
    expect(
      await platform.refused(
        'withdrawEvidenceFile',
        { evidenceFile: { id }, expectedVersion: 1, reason: '误传' },
        clerk,
      ),
    ).toEqual(['RULE_BROKEN evidence-file-in-use-stays at evidenceFile']);
    const original = { id: (await makeFile(platform)).id };
    expect(
      await platform.refused(
        'publishRedactedCopy',
        { redactedCopy: { id }, original, expectedVersion: 1 },
        clerk,
      ),
    ).toEqual(['RULE_BROKEN redacted-copy-proves-nothing at redactedCopy']);
  });

  test('shows its evidence to its parties, whoever uploaded it, and to nobody else', async () => {
    const file = await makeFile(platform);
    const agreement = await closed();
    const waiting = await waitingReport(platform, agreement.id);
    const partyOf = (organization: string) =>
      callerWith(
        ['revenue-sharing:read', 'files:read'].map((scope) => ({
          scope: scope as Scope,
          division: '990101',
          dataClass: 'PUBLIC',
        })),
        { organizationId: decodeId(organization)!.key },
      );
    const [party, other] = [partyOf(agreement.payer), partyOf(await makePayer(platform))];
    const seen = async (as: Caller) => {
      const source = `query ($id: ID!) { evidenceFile(ref: { id: $id }) { reports { nodes { period evidence { digest file { id } } } } } }`;
      return (await platform.read<{ evidenceFile: unknown }>(source, { id: file.id }, as)).evidenceFile;
    };
    expect([await seen(party), await seen(other)]).toEqual([null, null]);
    await done(platform, 'submitRevenueReport', {
      ...named(waiting),
      lines,
      evidence: [{ file: { id: file.id } }],
    });
    const evidence = [{ digest: file.digest, file: { id: file.id } }];
    expect([await seen(party), await seen(other)]).toEqual([
      { reports: { nodes: [{ period: '2018', evidence }] } },
      null,
    ]);
  });

  test('is asked for by the agreement, once per period', async () => {
    const { id } = await closed();
    for (const period of ['2017', '2019', '2018-01', '2018-Q1'])
      expect(await platform.refused('openRevenueReport', { agreement: { id }, period }, clerk)).toEqual([
        'INVALID_INPUT period-inside-agreement at period',
      ]);
    for (const period of ['2018-13', '18', '２０１８', '2018-H3'])
      expect(await platform.refused('openRevenueReport', { agreement: { id }, period }, clerk)).toEqual([
        'INVALID_INPUT period-form at period',
      ]);
    expect(await platform.refused('openRevenueReport', { agreement: { id }, period: '2018' }, clerk)).toEqual(
      ['CONFLICT report-once-per-period at period'],
    );
  });

  test('is not submitted before its period is over', async () => {
    const year = new Date().getFullYear();
    const { id } = await makeAgreement(platform, {
      validFrom: `${year}-01-01`,
      validTo: `${year + 2}-01-01`,
    });
    const { revenueReport } = await done<{ revenueReport: MadeReport }>(
      platform,
      'openRevenueReport',
      { agreement: { id }, period: String(year) },
      'revenueReport { id version }',
    );
    expect(
      await platform.refused(
        'submitRevenueReport',
        { ...named(revenueReport), lines, evidence: await evidenceOf(platform) },
        clerk,
      ),
    ).toEqual(['RULE_BROKEN report-after-its-period at ']);
    expect(
      await platform.refused('openRevenueReport', { agreement: { id }, period: String(year + 1) }, clerk),
    ).toEqual(['INVALID_INPUT report-period-has-begun at period']);
  });

  test('is verified by somebody of another organization, who acts for one', async () => {
    const submitted = await report(platform, (await closed()).id, '126543.21', { until: 'SUBMITTED' });
    const sameOrganization = mighty({ subject: 'colleague' });
    const samePerson = mighty({ subject: 'clerk', organizationId: verifier.organizationId });
    const nobody = mighty({ subject: 'lone', organizationId: null });
    for (const caller of [clerk, sameOrganization, samePerson])
      expect(await platform.refused('verifyRevenueReport', named(submitted), caller)).toEqual([
        'RULE_BROKEN verifier-is-of-another-organization at ',
      ]);
    expect(await platform.refused('verifyRevenueReport', named(submitted), nobody)).toEqual([
      'RULE_BROKEN reporter-acts-for-an-organization at ',
    ]);
  });

  test('is settled after its period and not in the future', async () => {
    const verified = await report(platform, (await closed()).id, '126543.21', { until: 'VERIFIED' });
    for (const settledOn of ['2018-12-31', '2999-01-01'])
      expect(await platform.refused('settleRevenueReport', { ...named(verified), settledOn }, clerk)).toEqual(
        ['INVALID_INPUT settled-until-today at settledOn'],
      );
  });

  test('is corrected once it is settled, one correction at a time', async () => {
    const { id } = await closed();
    const verified = await report(platform, id, '126543.21', { until: 'VERIFIED' });
    const evidence = await evidenceOf(platform);
    const correction = (corrects: string) => ({
      corrects: { id: corrects },
      reason: '审计调整',
      lines: [{ measure: 'PROFIT', amount: '1.00' }],
      evidence,
    });
    expect(await platform.refused('correctRevenueReport', correction(verified.id), clerk)).toEqual([
      'RULE_BROKEN correction-of-a-settled-report at corrects',
    ]);
    await done(platform, 'settleRevenueReport', { ...named(verified), settledOn: '2019-02-01' });
    await done(platform, 'correctRevenueReport', correction(verified.id));
    expect(await platform.refused('correctRevenueReport', correction(verified.id), clerk)).toEqual([
      'CONFLICT correction-once-at-a-time at corrects',
    ]);
  });
});

describe('terms', () => {
  /** A drafted agreement on which the residents resolved. */
  async function resolved(kind = 'SOCIAL_ENTERPRISE'): Promise<{ id: string; fund: string }> {
    const payer = { id: await makePayer(platform) };
    const division = { code: '990101001001' };
    const { agreement } = await done<{ agreement: { id: string; version: number } }>(
      platform,
      'createAgreement',
      {
        kind,
        title: '合作协议',
        division,
        parties: [
          { role: 'PARTNER', organization: payer },
          { role: 'COMMUNITY', division },
        ],
        payer,
        validFrom: '2018-01-01',
        validTo: '2020-01-01',
      },
      'agreement { id version }',
    );
    await done(platform, 'changeAgreementState', {
      agreement: { id: agreement.id },
      expectedVersion: agreement.version,
      state: 'RESOLVED',
      effectiveOn: '2018-01-01',
      resolution: { id: await makeResolution(platform) },
    });
    return { id: agreement.id, fund: await makeFund(platform) };
  }

  const draft = async (
    { id, fund }: { id: string; fund: string },
    facts: AgreementFacts = {},
    more: object = {},
  ): Promise<Record<string, unknown>> => ({
    agreement: { id },
    expectedVersion: await versionOf(id),
    ...(await termsOf(platform, { funds: [fund], ...facts })),
    ...more,
  });

  test('share between 10 and 50 percent in the demo county, bounds included, or show a resolution', async () => {
    const agreement = await resolved();
    const waiver = { id: await makeResolution(platform) };
    for (const rate of ['9.99', '50.01'])
      expect(
        await platform.refused(
          'draftAgreementVersion',
          await draft(agreement, { rule: feeAndProfit('1800.00', rate) }),
          clerk,
        ),
      ).toEqual(['RULE_BROKEN share-bounds-waived-by-resolution at rule']);
    for (const rate of ['10', '50'])
      await done(
        platform,
        'draftAgreementVersion',
        await draft(agreement, { rule: feeAndProfit('1800.00', rate) }),
      );
    await done(
      platform,
      'draftAgreementVersion',
      await draft(agreement, { rule: feeAndProfit('1800.00', '9.99'), waiver }),
    );
    // Letting is no social enterprise: all of its income may be shared.
    await done(
      platform,
      'draftAgreementVersion',
      await draft(await resolved('SPACE_LEASE'), {
        rule: { percent: { rate: '100', base: 'SERVICE_INCOME', per: 'HALF_YEAR' } },
      }),
    );
  });

  test('come with an example that comes out to the fen', async () => {
    const agreement = await resolved();
    const figures = [{ measure: 'PROFIT', period: '2018', amount: '126543.21' }];
    const example = (due: string, given: object[] = figures) =>
      draft(agreement, { examples: [{ period: '2018', figures: given, due }] });
    expect(await platform.refused('draftAgreementVersion', await example('34254.33'), clerk)).toEqual([
      'INVALID_INPUT example-comes-out at examples.0.due',
    ]);
    expect(await platform.refused('draftAgreementVersion', await example('34254.32', []), clerk)).toEqual([
      'INVALID_INPUT example-is-complete at examples.0.figures',
    ]);
    expect(
      await platform.refused('draftAgreementVersion', await draft(agreement, { examples: [] }), clerk),
    ).toEqual(['INVALID_INPUT version-has-an-example at examples']);
    await done(platform, 'draftAgreementVersion', await example('34254.32'));
  });

  test('tell each fault of the rule with its place in the tree', async () => {
    const agreement = await resolved();
    const rule = {
      split: {
        of: { sum: { of: [{ fixed: { amount: '0.00', per: 'MONTH' } }] } },
        parts: [
          { fund: 1, share: '60' },
          { fund: 2, share: '20' },
        ],
      },
    };
    expect(
      await platform.refused('draftAgreementVersion', { ...(await draft(agreement)), rule }, clerk),
    ).toEqual([
      'INVALID_INPUT share-split-whole at rule.split.parts',
      'INVALID_INPUT share-split-fund-exists at rule.split.parts.1.fund',
      'INVALID_INPUT share-sum-parts at rule.split.of.sum',
      'INVALID_INPUT share-amount-positive at rule.split.of.sum.of.0.fixed.amount',
    ]);
  });

  test('never overlap signed ones, and begin after what is settled', async () => {
    const fund = await makeFund(platform);
    const agreement = await makeAgreement(platform, { funds: [fund], validTo: '2020-01-01' });
    const at = { id: agreement.id, fund };
    // Before the first terms, and on their very day.
    for (const validFrom of ['2018-01-01'])
      expect(await platform.refused('draftAgreementVersion', await draft(at, { validFrom }), clerk)).toEqual([
        'RULE_BROKEN versions-never-overlap at validFrom',
      ]);
    expect(
      await platform.refused('draftAgreementVersion', await draft(at, { validFrom: '2017-12-31' }), clerk),
    ).toEqual([
      'INVALID_INPUT version-inside-its-agreement at validFrom',
      'RULE_BROKEN versions-never-overlap at validFrom',
    ]);
    await close(platform, agreement.id);
    expect(
      await platform.refused('draftAgreementVersion', await draft(at, { validFrom: '2018-07-01' }), clerk),
    ).toEqual(['RULE_BROKEN version-begins-after-what-is-settled at validFrom']);
  });
});

describe('a payment', () => {
  test('goes to a fund of the agreement, by today', async () => {
    const { id, funds } = await closed();
    const payment = (fund: string, paidOn: string) => ({
      agreement: { id },
      fund: { id: fund },
      amount: '1.00',
      paidOn,
    });
    expect(
      await platform.refused('recordPayment', payment(await makeFund(platform), '2019-01-01'), clerk),
    ).toEqual(['RULE_BROKEN payment-goes-to-a-fund-of-the-agreement at fund']);
    expect(await platform.refused('recordPayment', payment(funds[0]!, '2999-01-01'), clerk)).toEqual([
      'INVALID_INPUT payment-sent-until-today at paidOn',
    ]);
  });

  test('is confirmed by somebody else, on a day after it was sent', async () => {
    const { id, funds } = await closed();
    const { payment } = await done<{ payment: MadeReport }>(
      platform,
      'recordPayment',
      { agreement: { id }, fund: { id: funds[0] }, amount: '1.00', paidOn: '2019-01-10' },
      'payment { id version }',
    );
    const confirmed = (receivedOn: string) => ({
      payment: { id: payment.id },
      expectedVersion: payment.version,
      receivedOn,
    });
    expect(await platform.refused('confirmPayment', confirmed('2019-01-11'), clerk)).toEqual([
      'RULE_BROKEN receipt-confirmed-by-another at ',
    ]);
    for (const day of ['2019-01-09', '2999-01-01'])
      expect(await platform.refused('confirmPayment', confirmed(day), verifier)).toEqual([
        'INVALID_INPUT payment-received-after-it-was-sent at receivedOn',
      ]);
  });
});

test('what two versions share of a period is split by days', async () => {
  const fund = await makeFund(platform);
  const rule = { percent: { rate: '10', base: 'REVENUE', per: 'QUARTER' } };
  const agreement = await makeAgreement(platform, { funds: [fund], rule, validTo: '2020-01-01' });
  const { agreementVersion } = await done<{ agreementVersion: MadeReport }>(
    platform,
    'draftAgreementVersion',
    {
      agreement: { id: agreement.id },
      expectedVersion: await versionOf(agreement.id),
      ...(await termsOf(platform, {
        funds: [fund],
        rule: { percent: { rate: '15', base: 'REVENUE', per: 'QUARTER' } },
        validFrom: '2018-05-16',
      })),
    },
    'agreementVersion { id version }',
  );
  await done(platform, 'signAgreementVersion', {
    agreementVersion: { id: agreementVersion.id },
    expectedVersion: agreementVersion.version,
    signedOn: '2018-05-01',
  });
  await close(platform, agreement.id);
  await report(platform, agreement.id, '91000.00', { period: '2018-Q2', measure: 'REVENUE' });
  const { agreement: found } = await platform.read<{ agreement: unknown }>(
    `query ($id: ID!) { agreement(ref: { id: $id }) {
      versions { nodes { number validFrom validTo clauses { title } } }
      settlements { nodes { period periodFrom periodTo amount { yuan } } } } }`,
    { id: agreement.id },
  );
  expect(found).toEqual({
    versions: {
      nodes: [
        {
          number: 1,
          validFrom: '2018-01-01',
          validTo: '2018-05-16',
          clauses: [{ title: '季度营业收入的 10%' }],
        },
        {
          number: 2,
          validFrom: '2018-05-16',
          validTo: '2020-01-01',
          clauses: [{ title: '季度营业收入的 15%' }],
        },
      ],
    },
    settlements: {
      nodes: [
        { period: '2018-Q2', periodFrom: '2018-04-01', periodTo: '2018-05-16', amount: { yuan: '4500.00' } },
        { period: '2018-Q2', periodFrom: '2018-05-16', periodTo: '2018-07-01', amount: { yuan: '6900.00' } },
      ],
    },
  });
});
