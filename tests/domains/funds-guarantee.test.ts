// Guaranteed public money goes five steps, is never spent on what the negative list names, and asks how many took part.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { mighty } from '../support/domains.js';
import { approver, donate, makeFund } from '../support/funds.js';
import { makeResolution } from '../support/governance.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const { read, write, refused } = gongzhi;
const clerk = mighty({ subject: 'clerk' });
const assessor = mighty({ subject: 'assessor' });
const supervisor = mighty({ subject: 'supervisor' });
const community = { code: '990101001001' };

/** Sends a write that must be accepted. @returns its payload */
async function done<Payload>(
  operation: string,
  input: Record<string, unknown>,
  selection?: string,
  as = mighty(),
): Promise<Payload> {
  const { userErrors, ...payload } = await write<Record<string, unknown>>(operation, input, selection, {
    as,
  });
  expect(userErrors).toEqual([]);
  return payload as Payload;
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

const at = { fund: '', committee: '', supervisors: '', party: '', propertyFee: '', roads: '' };

async function entry(title: string, group: string, terms: readonly string[]): Promise<string> {
  const { negativeListEntry } = await done<{ negativeListEntry: { id: string } }>('recordNegativeListEntry', {
    division: { code: '990101' },
    group,
    title,
    terms,
    documentNo: '示例保障〔2024〕1号',
    validFrom: '2024-01-01',
  });
  return negativeListEntry.id;
}

beforeAll(async () => {
  const organization = async (kind: string, name: string): Promise<string> =>
    (await done<{ organization: { id: string } }>('createOrganization', { kind, name, division: community }))
      .organization.id;
  at.fund = await makeFund(gongzhi, { kind: 'GUARANTEE', name: '试验保障资金' });
  await donate(gongzhi, at.fund, '5000.00');
  at.committee = await organization('RESIDENTS_COMMITTEE', '试验居委会');
  at.supervisors = await organization('SELF_ORG', '试验居务监督委员会');
  const { partyOrganization } = await done<{ partyOrganization: { id: string } }>('createPartyOrganization', {
    kind: 'COMMITTEE',
    carrierKind: 'COMMUNITY',
    name: '试验社区党委',
    division: community,
    status: 'ACTIVE',
    validFrom: '2020-01-01',
  });
  at.party = partyOrganization.id;
  at.propertyFee = await entry('物业服务费', 'PRIVATE_COST', ['物管费', '物业费']);
  at.roads = await entry('市政道路建设', 'GOVERNMENT_DUTY', ['市政道路']);
});

const proposal = (input: Record<string, unknown> = {}): Record<string, unknown> => ({
  fund: { id: at.fund },
  title: '楼道照明改造',
  matter: '公共楼道感应灯',
  amount: '1000.00',
  proposedOn: '2025-03-01',
  residents: 42,
  cleared: [{ id: at.propertyFee }, { id: at.roads }],
  ...input,
});

const selection = 'proposal { id version }';

async function propose(input: Record<string, unknown> = {}): Promise<Versioned> {
  return (await done<{ proposal: Versioned }>('proposeGuaranteeProject', proposal(input), selection))
    .proposal;
}

const of = (one: Versioned, input: Record<string, unknown> = {}): Record<string, unknown> => ({
  proposal: { id: one.id },
  expectedVersion: one.version,
  ...input,
});

/** Takes a step of a project. @returns it afterwards */
const step = async (
  operation: string,
  one: Versioned,
  input: Record<string, unknown> = {},
  as = mighty(),
): Promise<Versioned> =>
  (await done<{ proposal: Versioned }>(operation, of(one, input), selection, as)).proposal;

const resolution = async (facts: Parameters<typeof makeResolution>[1] = {}): Promise<object> => ({
  id: await makeResolution(gongzhi, { decidedOn: '2025-03-05', ...facts }),
});
const notice = { place: '东门公示栏', effectiveOn: '2025-03-06', through: '2025-03-12' };

/** A project that is carried out, with so much money resolved. */
async function implemented(amount = '800.00'): Promise<Versioned> {
  let one = await propose();
  one = await step('deliberateGuaranteeProject', one, { resolution: await resolution(), amount });
  one = await step('postGuaranteeNotice', one, notice);
  return step(
    'implementGuaranteeProject',
    one,
    { committee: { id: at.committee }, objections: 1, answer: '已当面说明' },
    clerk,
  );
}

const expense = (one: Versioned | null, amount: string): Record<string, unknown> => ({
  fund: { id: at.fund },
  amount,
  category: 'FACILITY',
  payee: '示例照明商行',
  purpose: '感应灯',
  ...(one === null ? {} : { proposal: { id: one.id } }),
});

async function pay(one: Versioned, amount: string): Promise<void> {
  const { expenseRequest } = await done<{ expenseRequest: { id: string } }>(
    'requestExpense',
    expense(one, amount),
  );
  const request = { expenseRequest: { id: expenseRequest.id } };
  await done('approveExpense', { ...request, expectedVersion: 1 }, undefined, approver);
  await done('payExpense', { ...request, expectedVersion: 2, paidOn: '2025-04-01' });
}

describe('guaranteed money', () => {
  test('goes its five steps, each by the body that it belongs to, and is paid while it is carried out', async () => {
    let one = await implemented();
    await pay(one, '500.00');
    expect(
      await refused('assessGuaranteeProject', of(one, { partyOrganization: { id: at.party } }), clerk),
    ).toEqual(['RULE_BROKEN guarantee-steps-by-different-people at ']);
    one = await step('assessGuaranteeProject', one, { partyOrganization: { id: at.party } }, assessor);
    await pay(one, '299.99');
    expect(
      await refused('superviseGuaranteeProject', of(one, { supervisor: { id: at.committee } }), supervisor),
    ).toEqual(['RULE_BROKEN supervised-by-another-body at supervisor']);
    one = await step('superviseGuaranteeProject', one, { supervisor: { id: at.supervisors } }, supervisor);
    one = await step('closeGuaranteeProject', one);
    const { guaranteeProposal } = await read<{ guaranteeProposal: unknown }>(
      `query ($id: ID!) { guaranteeProposal(ref: { id: $id }) { state resolved { yuan } paid { yuan } residents objections
         resolution { state } implementer { name } assessor { name } supervisor { name } cleared { totalCount }
         stateChanges { toState } expenses { nodes { amount { yuan } } } } }`,
      { id: one.id },
    );
    expect(guaranteeProposal).toEqual({
      state: 'CLOSED',
      resolved: { yuan: '800.00' },
      paid: { yuan: '799.99' },
      residents: 42,
      objections: 1,
      resolution: { state: 'ADOPTED' },
      implementer: { name: '试验居委会' },
      assessor: { name: '试验社区党委' },
      supervisor: { name: '试验居务监督委员会' },
      cleared: { totalCount: 2 },
      stateChanges: ['DELIBERATED', 'NOTICE', 'IMPLEMENTING', 'REVIEWED', 'SUPERVISED', 'CLOSED'].map(
        (toState) => ({ toState }),
      ),
      expenses: { nodes: [{ amount: { yuan: '500.00' } }, { amount: { yuan: '299.99' } }] },
    });
  });

  test('is not asked for without a project, before it is carried out, from another fund, or beyond what was resolved', async () => {
    expect(await refused('requestExpense', expense(null, '1.00'))).toEqual([
      'RULE_BROKEN guarantee-money-follows-a-proposal at proposal',
    ]);
    expect(await refused('requestExpense', expense(await propose(), '1.00'))).toEqual([
      'RULE_BROKEN proposal-pays-while-implemented at proposal',
      'RULE_BROKEN proposal-spends-what-was-resolved at amount',
    ]);
    const one = await implemented('100.00');
    await done('requestExpense', expense(one, '60.00'));
    expect(await refused('requestExpense', expense(one, '40.01'))).toEqual([
      'RULE_BROKEN proposal-spends-what-was-resolved at amount',
    ]);
    const other = { ...expense(one, '1.00'), fund: { id: await makeFund(gongzhi) } };
    expect(await refused('requestExpense', other)).toEqual([
      'RULE_BROKEN proposal-of-the-same-fund at proposal',
    ]);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => write('requestExpense', expense(one, '15.00'))),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(2);
  });

  test('changed goes back to the council; nothing is paid meanwhile, and no less is resolved than is spent', async () => {
    let one = await implemented('500.00');
    await pay(one, '300.00');
    one = await step('changeGuaranteeProject', one, { reason: '增加一个单元' });
    expect(await refused('requestExpense', expense(one, '1.00'))).toEqual([
      'RULE_BROKEN proposal-pays-while-implemented at proposal',
    ]);
    expect(await refused('rejectGuaranteeProject', of(one, { reason: '不再需要' }))).toEqual([
      'RULE_BROKEN rejected-before-money-is-spent at ',
    ]);
    const again = { resolution: await resolution() };
    expect(await refused('deliberateGuaranteeProject', of(one, { ...again, amount: '299.99' }))).toEqual([
      'RULE_BROKEN resolved-amount-covers-its-expenses at amount',
    ]);
    expect(await refused('deliberateGuaranteeProject', of(one, { ...again, amount: '1000.01' }))).toEqual([
      'RULE_BROKEN resolved-within-what-was-proposed at amount',
    ]);
    one = await step('deliberateGuaranteeProject', one, { ...again, amount: '1000.00' });
    one = await step('postGuaranteeNotice', one, notice);
    await step('implementGuaranteeProject', one, { committee: { id: at.committee }, objections: 0 });
  });

  test('that is to be put right is assessed again, and ends when nothing is to be paid any more', async () => {
    let one = await implemented();
    const { expenseRequest } = await done<{ expenseRequest: { id: string } }>(
      'requestExpense',
      expense(one, '10.00'),
    );
    one = await step('rectifyGuaranteeProject', one, { reason: '灯具不亮' });
    one = await step('assessGuaranteeProject', one, { partyOrganization: { id: at.party } }, assessor);
    one = await step('superviseGuaranteeProject', one, { supervisor: { id: at.supervisors } }, supervisor);
    expect(await refused('closeGuaranteeProject', of(one))).toEqual([
      'RULE_BROKEN closed-when-nothing-is-open at ',
    ]);
    await done('refuseExpense', {
      expenseRequest: { id: expenseRequest.id },
      expectedVersion: 1,
      reason: '返工不付',
    });
    await step('closeGuaranteeProject', one);
  });

  test('rests on an adopted resolution of the community and on a notice that is over', async () => {
    let one = await propose();
    const deliberated = async (facts: Parameters<typeof makeResolution>[1]): Promise<readonly string[]> =>
      refused('deliberateGuaranteeProject', of(one, { resolution: await resolution(facts), amount: '1.00' }));
    expect(await deliberated({ adopted: false })).toEqual([
      'RULE_BROKEN resolution-is-adopted at resolution',
    ]);
    expect(await deliberated({ division: { code: '990101001002' } })).toEqual([
      'RULE_BROKEN resolution-is-of-the-community at resolution',
    ]);
    one = await step('deliberateGuaranteeProject', one, { resolution: await resolution(), amount: '1.00' });
    expect(await refused('postGuaranteeNotice', of(one, { ...notice, through: '2025-03-09' }))).toEqual([
      'INVALID_INPUT notice-has-days at through',
    ]);
    one = await step('postGuaranteeNotice', one, { ...notice, through: '2999-01-01' });
    const begin = of(one, { committee: { id: at.supervisors }, objections: 2 });
    expect(await refused('implementGuaranteeProject', begin)).toEqual([
      'RULE_BROKEN implemented-by-the-committee at committee',
      'RULE_BROKEN implemented-after-the-notice at ',
      'INVALID_INPUT objections-are-answered at answer',
    ]);
  });

  test('of another fund is not proposed in five steps, nor by nobody, nor by two', async () => {
    expect(
      await refused('proposeGuaranteeProject', {
        ...proposal({ fund: { id: await makeFund(gongzhi) } }),
        partyOrganization: { id: at.party },
        proposedOn: '2999-01-01',
      }),
    ).toEqual([
      'RULE_BROKEN proposal-is-for-public-money at fund',
      'INVALID_INPUT proposal-has-one-origin at residents',
      'INVALID_INPUT proposal-dated-until-today at proposedOn',
    ]);
  });
});

describe('the negative list', () => {
  test('refuses what it names with the text of its entry, in both languages', async () => {
    const { userErrors } = await write('proposeGuaranteeProject', proposal({ matter: '代缴三单元物管费' }));
    expect(userErrors).toMatchObject([
      {
        rule: 'proposal-not-on-the-negative-list',
        path: ['matter'],
        message:
          '“物管费”属于负面清单事项“物业服务费”(居民私域自付费用,示例保障〔2024〕1号),不得使用保障资金。',
      },
    ]);
  });

  test('is cleared entry by entry, as it was on the day and where it holds', async () => {
    expect(await refused('proposeGuaranteeProject', proposal({ cleared: [{ id: at.propertyFee }] }))).toEqual(
      ['INVALID_INPUT negative-list-cleared-entry-by-entry at cleared'],
    );
    // Before the list, and after an entry ended, there is less to be declared.
    await propose({ proposedOn: '2023-12-31', cleared: [] });
    const street = await done<{ negativeListEntry: Versioned }>(
      'recordNegativeListEntry',
      {
        division: { code: '990101002' },
        group: 'OTHER',
        title: '西街专项',
        terms: [],
        documentNo: '示例〔2024〕2号',
        validFrom: '2024-01-01',
      },
      'negativeListEntry { id version }',
    );
    await propose();
    const ended = { negativeListEntry: { id: street.negativeListEntry.id }, expectedVersion: 1 };
    expect(await refused('endNegativeListEntry', { ...ended, validTo: '2024-01-01' })).toEqual([
      'INVALID_INPUT negative-list-validity at validTo',
    ]);
  });
});

describe('participation', () => {
  const figure = (code: string, numerator: number, input: Record<string, unknown> = {}) => ({
    division: { code },
    year: 2025,
    measure: 'NEEDS',
    numerator,
    denominator: 9_999,
    base: 'RESIDENT_POPULATION',
    countedOn: '2025-12-31',
    ...input,
  });

  test('is compared with what is aimed at in whole numbers, and communities below are found by one query', async () => {
    await done('setParticipationTarget', {
      division: { code: '990101' },
      year: 2025,
      measure: 'NEEDS',
      threshold: '10',
    });
    // 999 of 9,999 are 9.991 %, and 1,000 are 10.001 %.
    await done('recordParticipation', figure('990101001001', 999));
    await done('recordParticipation', figure('990101001002', 1_000));
    const { participationTargets } = await read<{ participationTargets: unknown }>(
      `{ participationTargets(filter: { year: { eq: 2025 } }) { nodes { measure threshold
           below { nodes { numerator denominator base reached division { code } target { threshold } } } } } }`,
    );
    expect(participationTargets).toEqual({
      nodes: [
        {
          measure: 'NEEDS',
          threshold: '10',
          below: {
            nodes: [
              {
                numerator: 999,
                denominator: 9_999,
                base: 'RESIDENT_POPULATION',
                reached: false,
                division: { code: '990101001001' },
                target: { threshold: '10' },
              },
            ],
          },
        },
      ],
    });
  });

  test('of needs is of residents; another base is explained, and a street is not counted', async () => {
    expect(
      await refused('recordParticipation', figure('990101001', 10_000, { countedOn: '2026-01-01' })),
    ).toEqual([
      'RULE_BROKEN participation-counted-in-a-community at division',
      'INVALID_INPUT needs-counted-of-residents at numerator',
      'INVALID_INPUT participation-counted-until-today at countedOn',
    ]);
    const login = figure('990101001001', 70, { measure: 'LOGIN', base: 'CONFIGURED' });
    expect(await refused('recordParticipation', login)).toEqual([
      'INVALID_INPUT configured-base-is-explained at baseNote',
    ]);
    await done('recordParticipation', { ...login, baseNote: 'e管家注册账户' });
  });
});
