// The seed's partners, funds and agreements of the real counties: what the documents state of them, and no more.
import { describe, expect, test } from '@jest/globals';
import { models } from '../../src/generated/datamodel.js';
import { byId, real, rows } from '../support/seed.js';

/** Where documents name the rows of a table: source:line, name as written. */
function mentionsOf(column: 'partnerId' | 'fundId' | 'agreementId', id: unknown): readonly string[] {
  return rows('Mention')
    .filter((mention) => mention[column] === id)
    .map(({ sourceCode, line, nameAsWritten, confidence }) => {
      expect(confidence).toBe('SOURCE_ONLY');
      return `${sourceCode}:${line} ${nameAsWritten}`;
    });
}

describe('what the documents name', () => {
  test('are six partners, each with its kind, its community and its line', () => {
    expect(
      real('CommunityPartner').map(({ id, organizationId, kind, divisionKey }) => [
        byId('Organization', organizationId).name,
        kind,
        divisionKey,
        ...mentionsOf('partnerId', id),
      ]),
    ).toEqual([
      ['沐言咖啡', 'COMMERCIAL', '510117001021', '004:54 沐言咖啡'],
      ['明德慈佑', 'COMMERCIAL', '510117001021', '004:54 明德慈佑'],
      ['便民十八匠', 'PUBLIC_BENEFIT', '510117001005', '004:52 便民十八匠'],
      ['双小柏工作室', 'PUBLIC_BENEFIT', '510117001019', '004:52 双小柏工作室'],
      ['立夏FM电台', 'PUBLIC_BENEFIT', '510117001019', '004:52 立夏FM电台'],
      ['成都工业学院', 'SOCIAL_GROUP', '510117001023', '004:56 成都工业学院'],
    ]);
  });

  test('are seven funds, each with its kind, its division and its line', () => {
    expect(
      real('Fund').map(({ id, name, kind, divisionKey }) => [
        name,
        kind,
        divisionKey,
        ...mentionsOf('fundId', id),
      ]),
    ).toEqual([
      ['微网实格专项资金', 'GRID_BUDGET', '510112000000', '000:16 微网实格资金'],
      ['社区保障激励资金', 'INCENTIVE', '510112000000', '000:24 社区保障激励资金'],
      ['社区发展基金', 'DEVELOPMENT', '511502000000', '001:5 社区发展基金'],
      ['犀浦街道社区发展治理基金', 'STREET', '510117006000', '004:62 犀浦街道社区发展治理基金'],
      ['合兴社区基金', 'COMMUNITY', '510117005001', '004:64 社区基金'],
      ['蜀都新邨社区基金', 'COMMUNITY', '510117001023', '004:64 社区基金'],
      ['奎星楼社区公益基金', 'COMMUNITY', '510117001005', '004:66 社区公益基金'],
    ]);
  });

  test('are six agreements, each with its kind, its community, its payer and its line', () => {
    expect(
      real('Agreement').map(({ id, title, kind, divisionKey, payerId }) => [
        title,
        kind,
        divisionKey,
        payerId == null ? null : byId('Organization', payerId).name,
        ...mentionsOf('agreementId', id),
      ]),
    ).toEqual([
      [
        '童萌之家×合兴社区 惠民早教中心合作协议',
        'SOCIAL_ENTERPRISE',
        '510117005001',
        '童萌之家',
        '004:64 惠民早教中心',
      ],
      [
        '四川凯优雅致×蜀都新邨社区 U咖啡合作协议',
        'SOCIAL_ENTERPRISE',
        '510117001023',
        null,
        '004:64 “U咖啡”项目',
      ],
      ['沐言咖啡×书院社区', 'SPACE_FOR_SERVICE', '510117001021', null, '004:54 沐言咖啡'],
      ['明德慈佑×书院社区', 'SPACE_FOR_SERVICE', '510117001021', null, '004:54 明德慈佑'],
      [
        '成都工业学院×蜀都新邨社区 成工新邨共建',
        'JOINT_OPERATION',
        '510117001023',
        null,
        '004:56 “成工新邨”社区综合体',
      ],
      ['奎星楼共享活动室错时租赁', 'SPACE_LEASE', '510117001005', null, '004:66 共享活动室'],
    ]);
  });

  test('are three clauses, exactly as published, each into one fund', () => {
    const clauses = real('AgreementVersion').map(({ id, agreementId, state, rule, rounding }) => ({
      title: byId('Agreement', agreementId).title,
      state,
      rounding,
      rule,
      funds: rows('AgreementFund')
        .filter(({ versionId }) => versionId === id)
        .map(({ position, fundId }) => `${position} ${byId('Fund', fundId).name}`),
    }));
    const published = { state: 'PUBLISHED', rounding: 'HALF_UP' };
    expect(clauses).toEqual([
      {
        ...published,
        title: '童萌之家×合兴社区 惠民早教中心合作协议',
        rule: {
          schema: 1,
          rule: {
            kind: 'SUM',
            of: [
              { kind: 'FIXED', amountFen: '180000', per: 'MONTH' },
              { kind: 'PERCENT', ratePpm: 100_000, base: 'PROFIT', per: 'YEAR' },
            ],
          },
        },
        funds: ['1 合兴社区基金'],
      },
      {
        ...published,
        title: '四川凯优雅致×蜀都新邨社区 U咖啡合作协议',
        rule: {
          schema: 1,
          rule: { kind: 'AT_LEAST', ratePpm: 500_000, base: 'SHARE_RECEIVED', per: 'YEAR' },
        },
        funds: ['1 蜀都新邨社区基金'],
      },
      {
        ...published,
        title: '奎星楼共享活动室错时租赁',
        rule: {
          schema: 1,
          rule: { kind: 'PERCENT', ratePpm: 1_000_000, base: 'SERVICE_INCOME', per: 'UNSTATED' },
        },
        funds: ['1 奎星楼社区公益基金'],
      },
    ]);
    expect(real('AgreementVersion').every(({ note }) => note?.includes('来源未载申报期限'))).toBe(true);
  });

  test('have no dates, no accounts of a bank and no state, because no source tells them', () => {
    for (const table of ['CommunityPartner', 'Fund', 'Agreement', 'AgreementVersion'] as const) {
      const days = Object.values(models[table]!.columns).filter(({ native }) => native === 'date');
      const stated = real(table).flatMap((row) =>
        days
          .map(({ name }) => (row as unknown as Record<string, unknown>)[name])
          .filter((day) => day !== null && day !== undefined),
      );
      expect([table, stated]).toEqual([table, []]);
    }
    for (const { restriction, state, hostId, accountHolder, bankName, accountNo } of real('Fund'))
      expect([restriction, state, hostId, accountHolder, bankName, accountNo]).toEqual([
        'UNKNOWN',
        'UNKNOWN',
        null,
        null,
        null,
        null,
      ]);
    const states = [...real('CommunityPartner'), ...real('Agreement')].map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['UNKNOWN']));
    for (const { filingNo, terminationClause, resolutionId, consentsToPublication } of real('Agreement'))
      expect([filingNo, terminationClause, resolutionId, consentsToPublication]).toEqual([
        null,
        null,
        null,
        false,
      ]);
    for (const { reportDueDays, paymentDueDays, evidenceRequired, examples } of real('AgreementVersion'))
      expect([reportDueDays, paymentDueDays, evidenceRequired, examples]).toEqual([null, null, false, []]);
  });

  test('have parties under the names that the source writes', () => {
    expect(
      real('Agreement').map(({ id }) =>
        rows('AgreementParty')
          .filter(({ agreementId }) => agreementId === id)
          .map(({ role, name, organizationId, divisionKey }) =>
            [role, name, organizationId != null && 'body', divisionKey].filter(Boolean).join(' '),
          ),
      ),
    ).toEqual([
      ['PARTNER 童萌之家 body', 'COMMUNITY 合兴社区 510117005001'],
      ['PARTNER 四川凯优雅致酒店管理有限公司 body', 'COMMUNITY 蜀都新邨社区 510117001023'],
      ['PARTNER 沐言咖啡 body', 'COMMUNITY 书院社区 510117001021'],
      ['PARTNER 明德慈佑 body', 'COMMUNITY 书院社区 510117001021'],
      ['PARTNER 成都工业学院 body', 'COMMUNITY 蜀都新邨社区 510117001023'],
      ['COMMUNITY 奎星楼社区 510117001005', 'PARTNER 辖区内企事业单位、社区组织'],
    ]);
  });

  test('is the policy of 郫都 on rates, from the day of its publication', () => {
    const [policy] = real('ShareBoundsPolicy');
    expect(real('ShareBoundsPolicy')).toEqual([
      {
        tenant: 510_117,
        id: policy!.id,
        divisionKey: '510117000000',
        agreementKinds: ['SOCIAL_ENTERPRISE'],
        minRatePpm: 100_000,
        maxRatePpm: 500_000,
        validFrom: '2019-05-14',
        validTo: null,
        sourceCode: '004',
        line: 64,
        synthetic: false,
      },
    ]);
  });
});
