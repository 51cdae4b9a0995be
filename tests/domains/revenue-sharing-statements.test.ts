// How many statements the writes of a report take, however many clauses and funds it has.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { usePlatform } from '../support/platform.js';
import {
  clerk,
  close,
  done,
  feeAndProfit,
  makeAgreement,
  makeFund,
  report,
  split702010,
} from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');

let sent: string[] = [];
// oxlint-disable-next-line unbound-method
const query = pg.Client.prototype.query;
beforeAll(() => {
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { readonly text: string }];
    sent.push(typeof first === 'string' ? first : first.text);
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
});
afterAll(() => {
  pg.Client.prototype.query = query;
});

test('settling a report with its posting takes nine statements between BEGIN and COMMIT', async () => {
  const funds = [await makeFund(platform), await makeFund(platform), await makeFund(platform)];
  const agreement = await makeAgreement(platform, { rule: split702010(feeAndProfit()), funds });
  await close(platform, agreement.id);
  const { id, version } = await report(platform, agreement.id, '126543.21', { until: 'VERIFIED' });
  sent = [];
  await done(
    platform,
    'settleRevenueReport',
    { revenueReport: { id }, expectedVersion: version, settledOn: '2019-02-01' },
    'revenueReport { settlements { nodes { amount { yuan } agreement { title } allocations { nodes { fund { name } } } } } }',
    clerk,
  );
  expect(sent[0]).toBe('BEGIN');
  expect(sent.at(-1)).toBe('COMMIT');
  const between = sent.slice(1, -1);
  expect(between).toHaveLength(9);
});
