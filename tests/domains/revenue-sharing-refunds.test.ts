// Money that goes back to a payer, and the papers that it gets for what it pays.
import { expect, test } from '@jest/globals';
import { usePlatform } from '../support/platform.js';
import {
  clerk,
  close,
  done,
  makeAgreement,
  makeFund,
  makePayer,
  pay,
  verifier,
  type AgreementFacts,
  type MadeAgreement,
} from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');
const community = { code: '990101001001' };

interface Versioned {
  readonly id: string;
  readonly version: number;
}

const yearly: AgreementFacts = { rule: { fixed: { amount: '1800.00', per: 'YEAR' } } };

async function overpaid(facts: AgreementFacts = {}): Promise<MadeAgreement & { readonly payment: string }> {
  const agreement = await makeAgreement(platform, { ...yearly, ...facts });
  await close(platform, agreement.id);
  const payment = await pay(platform, agreement, '2000.00');
  return { ...agreement, payment };
}

async function askBack({ id, funds }: MadeAgreement, amount: string): Promise<Versioned> {
  const { creditRefund } = await done<{ creditRefund: Versioned }>(
    platform,
    'requestCreditRefund',
    { agreement: { id }, fund: { id: funds[0] }, amount, reason: '多缴' },
    'creditRefund { id version }',
  );
  return creditRefund;
}

async function payBack({ id, version }: Versioned): Promise<Versioned> {
  const { creditRefund } = await done<{ creditRefund: Versioned }>(
    platform,
    'payCreditRefund',
    { creditRefund: { id }, expectedVersion: version, paidOn: '2019-03-01' },
    'creditRefund { id version }',
    verifier,
  );
  return creditRefund;
}

/** Credit of the agreement, its fund and the payer, and what the fund has in the bank. */
async function balances({ id, funds, payer }: MadeAgreement): Promise<readonly (string | null)[]> {
  type Credit = { creditBalance: { yuan: string } | null };
  const { agreement, fund, organization } = await platform.read<{
    agreement: Credit;
    fund: Credit & { bankBalance: { yuan: string } };
    organization: Credit;
  }>(
    `query ($id: ID!, $fund: ID!, $payer: ID!) {
      agreement(ref: { id: $id }) { creditBalance { yuan } }
      fund(ref: { id: $fund }) { creditBalance { yuan } bankBalance { yuan } }
      organization(ref: { id: $payer }) { creditBalance { yuan } } }`,
    { id, fund: funds[0], payer },
  );
  return [agreement.creditBalance, fund.creditBalance, fund.bankBalance, organization.creditBalance].map(
    (one) => one?.yuan ?? null,
  );
}

test('what was paid too much is paid back by somebody else, once, and comes back where the bank returns it', async () => {
  const agreement = await overpaid();
  expect(await balances(agreement)).toEqual(['200.00', '200.00', '2000.00', '200.00']);
  const asked = await askBack(agreement, '150.00');
  expect(
    await platform.refused(
      'payCreditRefund',
      { creditRefund: { id: asked.id }, expectedVersion: asked.version, paidOn: '2019-03-01' },
      clerk,
    ),
  ).toEqual(['RULE_BROKEN refund-decided-by-another at ']);
  const paid = await payBack(asked);
  expect(await balances(agreement)).toEqual(['50.00', '50.00', '1850.00', '50.00']);
  const { creditRefund } = await platform.read<{ creditRefund: object }>(
    `query ($id: ID!) { creditRefund(ref: { id: $id }) { state transaction { kind }
      parts { amount { yuan } payment { id } credit { id } } } }`,
    { id: asked.id },
  );
  expect(creditRefund).toEqual({
    state: 'PAID',
    transaction: { kind: 'REFUND' },
    parts: [{ amount: { yuan: '150.00' }, payment: { id: agreement.payment }, credit: null }],
  });
  expect(
    await platform.refused(
      'reversePayment',
      {
        payment: { id: agreement.payment },
        expectedVersion: await versionOf(agreement.payment),
        reason: '退票',
      },
      clerk,
    ),
  ).toEqual(['RULE_BROKEN refunded-money-is-gone at ']);
  await done(platform, 'reverseCreditRefund', {
    creditRefund: { id: paid.id },
    expectedVersion: paid.version,
    reason: '账号有误',
  });
  expect(await balances(agreement)).toEqual(['200.00', '200.00', '2000.00', '200.00']);
});

async function versionOf(payment: string): Promise<number> {
  const read = await platform.read<{ payment: { version: number } }>(
    'query ($id: ID!) { payment(ref: { id: $id }) { version } }',
    { id: payment },
  );
  return read.payment.version;
}

test('no more is paid back than there is, also where the credit met something meanwhile', async () => {
  const agreement = await overpaid();
  const refund = { agreement: { id: agreement.id }, fund: { id: agreement.funds[0] }, reason: '多缴' };
  expect(await platform.refused('requestCreditRefund', { ...refund, amount: '200.01' }, clerk)).toEqual([
    'RULE_BROKEN refund-within-credit at amount',
  ]);
  const [first, second] = [await askBack(agreement, '200.00'), await askBack(agreement, '0.01')];
  await payBack(first);
  expect(
    await platform.refused(
      'payCreditRefund',
      { creditRefund: { id: second.id }, expectedVersion: second.version, paidOn: '2019-03-01' },
      verifier,
    ),
  ).toEqual(['RULE_BROKEN refund-within-credit at amount']);
});

const record = (payment: string, input: object) =>
  ({ payment: { id: payment }, issuedOn: '2019-03-01', ...input }) as const;
const invoice = (issuer: string, number = '26512000000012345678') => ({
  kind: 'VAT_INVOICE',
  issuer: { id: issuer },
  number,
});

async function body(kind: string, name: string): Promise<string> {
  const { organization } = await done<{ organization: { id: string } }>(platform, 'createOrganization', {
    kind,
    name,
    division: community,
  });
  return organization.id;
}

test('rent has an invoice and no receipt for a gift; a number is used once, also where it was voided', async () => {
  const [payment, other] = [await overpaid(), await overpaid()].map((one) => one.payment) as [string, string];
  const [company, charity] = [
    await body('ENTERPRISE', '示例运营公司'),
    await body('FOUNDATION', '示例基金会'),
  ];
  const gift = { kind: 'FISCAL_RECEIPT', issuer: { id: charity }, code: '51010126', number: '0000000001' };
  expect(await platform.refused('recordPaymentDocument', record(payment, gift), clerk)).toEqual([
    'RULE_BROKEN document-issued-by-who-may at issuer',
  ]);
  const { paymentDocument } = await done<{ paymentDocument: Versioned }>(
    platform,
    'recordPaymentDocument',
    record(payment, invoice(company)),
    'paymentDocument { id version nature amount { yuan } }',
  );
  expect(paymentDocument).toMatchObject({ nature: 'CONTRACT_PAYMENT', amount: { yuan: '2000.00' } });
  expect(await platform.refused('recordPaymentDocument', record(other, invoice(company)), clerk)).toEqual([
    'CONFLICT document-number-used-once at number',
  ]);
  expect(
    await platform.refused(
      'recordPaymentDocument',
      record(payment, invoice(company, '26512000000012345679')),
      clerk,
    ),
  ).toEqual(['CONFLICT document-once-per-part at payment']);
  expect(
    await platform.refused(
      'reversePayment',
      { payment: { id: payment }, expectedVersion: await versionOf(payment), reason: '退票' },
      clerk,
    ),
  ).toEqual(['RULE_BROKEN payment-papers-are-voided-first at ']);
  await done(platform, 'voidPaymentDocument', {
    paymentDocument: { id: paymentDocument.id },
    expectedVersion: paymentDocument.version,
    reason: '抬头有误',
  });
  expect(await platform.refused('recordPaymentDocument', record(payment, invoice(company)), clerk)).toEqual([
    'CONFLICT document-number-used-once at number',
  ]);
  const { paymentDocument: again } = await done<{ paymentDocument: object }>(
    platform,
    'recordPaymentDocument',
    record(payment, invoice(company, '26512000000012345679')),
    'paymentDocument { state replaces { id state } }',
  );
  expect(again).toEqual({ state: 'ISSUED', replaces: { id: paymentDocument.id, state: 'VOIDED' } });
});

test('what is given beyond has a receipt of its own, from a charity', async () => {
  const agreement = await makeAgreement(platform, yearly);
  await close(platform, agreement.id);
  const payment = await pay(platform, agreement, '2000.00', { voluntary: '200.00' });
  const charity = await body('SOCIAL_ASSOCIATION', '示例慈善总会');
  const gift = {
    kind: 'FISCAL_RECEIPT',
    issuer: { id: charity },
    code: '51010126',
    number: '0000000002',
    given: true,
  };
  expect(
    await platform.refused(
      'recordPaymentDocument',
      record(payment, { ...invoice(charity, '26512000000012345680'), given: true }),
      clerk,
    ),
  ).toEqual(['RULE_BROKEN document-of-its-nature at kind']);
  const { paymentDocument } = await done<{ paymentDocument: object }>(
    platform,
    'recordPaymentDocument',
    record(payment, gift),
    'paymentDocument { nature amount { yuan } }',
  );
  expect(paymentDocument).toEqual({ nature: 'DONATION', amount: { yuan: '200.00' } });
});

test('a paper comes from the host of the fund, in the form of its kind, or says why there is none', async () => {
  const [host, stranger] = [
    await body('FOUNDATION', '示例托管基金会'),
    await body('ENTERPRISE', '示例外人公司'),
  ];
  const { fund } = await done<{ fund: { id: string } }>(platform, 'createFund', {
    kind: 'COMMUNITY',
    name: '示例托管基金',
    division: community,
    restriction: 'PURPOSE',
    state: 'ACTIVE',
    host: { id: host },
  });
  const { payment } = await overpaid({ funds: [fund.id], payer: await makePayer(platform) });
  const refusedFor = (input: object): Promise<readonly string[]> =>
    platform.refused('recordPaymentDocument', record(payment, input), clerk);
  expect(await refusedFor(invoice(stranger))).toEqual(['RULE_BROKEN document-issued-by-the-host at issuer']);
  expect(await refusedFor(invoice(host, '123'))).toEqual([
    'INVALID_INPUT document-number-has-its-form at number',
  ]);
  expect(await refusedFor({ kind: 'NONE' })).toEqual(['INVALID_INPUT document-names-its-issuer at reason']);
  expect(await refusedFor({ ...invoice(host), issuedOn: '2019-02-01' })).toEqual([
    'INVALID_INPUT document-issued-until-today at issuedOn',
  ]);
  await done(platform, 'recordPaymentDocument', record(payment, { kind: 'NONE', reason: '付款方不需要' }));
});

test('service counts once somebody else has confirmed it', async () => {
  const agreement = await makeAgreement(platform, { ...yearly, funds: [await makeFund(platform)] });
  const service = { agreement: { id: agreement.id }, service: '义诊', servedOn: '2018-05-06', minutes: 1170 };
  expect(
    await platform.refused('recordInKindService', { ...service, servedOn: '2019-01-01' }, clerk),
  ).toEqual(['INVALID_INPUT service-within-the-agreement at servedOn']);
  const { inKindRecord } = await done<{ inKindRecord: Versioned }>(
    platform,
    'recordInKindService',
    service,
    'inKindRecord { id version }',
  );
  const named = { inKindRecord: { id: inKindRecord.id }, expectedVersion: inKindRecord.version };
  expect(await platform.refused('confirmInKindService', named, clerk)).toEqual([
    'RULE_BROKEN service-confirmed-by-another at ',
  ]);
  const { inKindRecord: confirmed } = await done<{ inKindRecord: object }>(
    platform,
    'confirmInKindService',
    named,
    'inKindRecord { state minutes servedOn }',
    verifier,
  );
  expect(confirmed).toEqual({ state: 'CONFIRMED', minutes: 1170, servedOn: '2018-05-06' });
});
