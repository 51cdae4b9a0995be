// q8: a donation is recorded and posted, and its voucher read. Reporting posts nothing, because those who report and
// those who settle are different people; a donation is the shortest way from a caller to two entries of the ledger.
import { recordingRows } from './donation.js';
import { globalId, type Answer, type Query, type Row } from './query.js';

/** What differs from call to call: the new donation's id, and the number of its voucher. */
function masked(data: Answer): Answer {
  const { donation, userErrors } = data.recordDonation;
  const { transaction, ...rest } = donation;
  const told = {
    ...rest,
    id: typeof donation.id,
    transaction: { ...transaction, number: typeof transaction.number },
  };
  return { recordDonation: { donation: told, userErrors } };
}

const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const values = ({ tenant, id, fen, donor, day, key, app, subject }: Row): readonly unknown[] => [
  tenant,
  id,
  fen,
  donor,
  day,
  key,
  app,
  subject,
];

export const q8: Query = {
  name: 'q8',
  title: 'a donation to a fund, posted, with its voucher',
  writes: true,
  bodies: `
    SELECT f.tenant, f.id, (100 + row_number() OVER (ORDER BY md5(f.id::text)))::int AS fen, '张' || left(md5(f.id::text), 4) AS donor,
      to_char(current_date - 30, 'YYYY-MM-DD') AS day, k."appId" AS app, k.subject
    FROM "Fund" f JOIN "LedgerHead" h ON h.tenant = f.tenant
    JOIN "LedgerAccount" a ON a.tenant = f.tenant AND a."fundId" = f.id AND a.kind = 'BANK'
    CROSS JOIN (SELECT "appId", subject FROM "AppCredential" WHERE subject = 'benchmark' LIMIT 1) k
    WHERE f.tenant / 100 = $1 AND f.state = 'ACTIVE' ORDER BY md5(f.id::text) LIMIT 200`,
  ours: {
    text: `mutation Q8($input: RecordDonationInput!) {
      recordDonation(input: $input) {
        donation {
          id
          amount { fen }
          donorName
          receivedOn
          fund { name }
          transaction { number legs { position amount { fen } debit credit } }
        }
        userErrors { code rule }
      }
    }`,
    variables: (row) => ({
      input: {
        fund: { id: globalId('fnd', row, String(row['id'])) },
        amount: yuan(Number(row['fen'])),
        donorName: row['donor'],
        receivedOn: row['day'],
        idempotencyKey: row['key'],
      },
    }),
    common: masked,
  },
  raw: {
    text: `${recordingRows}
      SELECT '{"data":{"recordDonation":{"donation":{"id":"don_' || donation.tenant || '_' || donation.id
        || '","amount":{"fen":"' || donation."amountFen" || '"},"donorName":' || to_json(donation."donorName")
        || ',"receivedOn":"' || donation."receivedOn" || '","fund":{"name":' || to_json(fund.name)
        || '},"transaction":{"number":"' || head.number || '","legs":[{"position":1,"amount":{"fen":"' || donation."amountFen"
        || '"},"debit":' || to_json(fund.name || ':' || accounts."bankName")
        || ',"credit":' || to_json(fund.name || ':' || accounts."ownName") || '}]}},"userErrors":[]}}}'
      FROM donation, fund, head, accounts`,
    values,
  },
  postgraphile: {
    text: `mutation Q8($input: RecordDonationRowsInput!) {
      recordDonation: recordDonationRows(input: $input) {
        donation: result {
          id: rowId
          amountFen
          donorName
          receivedOn
          fund: fundByTenantAndFundId { name }
          transaction: ledgerTransactionByTenantAndTransactionId {
            number
            legs: ledgerLegsByTenantAndTransactionId(orderBy: [PRIMARY_KEY_ASC]) {
              nodes { position amountFen debit: ledgerAccountByTenantAndDebitAccountIdAndCurrencyAndIsRollUp { name fund: fundByTenantAndFundId { name } } credit: ledgerAccountByTenantAndCreditAccountIdAndCurrencyAndIsRollUp { name fund: fundByTenantAndFundId { name } } }
            }
          }
        }
      }
    }`,
    variables: (row) => {
      const [office, fundId, fen, donor, receivedOn, key, app, caller] = values(row);
      return { input: { office, fundId, fen: String(fen), donor, receivedOn, key, app, caller } };
    },
    common: ({ recordDonation: { donation } }) => {
      const { amountFen, transaction, ...rest } = donation;
      const named = ({ name, fund }: Answer): string => `${fund.name}:${name}`;
      const legs = transaction.legs.nodes.map(({ position, amountFen: fen, debit, credit }: Answer) => ({
        position,
        amount: { fen },
        debit: named(debit),
        credit: named(credit),
      }));
      const told = { ...rest, amount: { fen: amountFen }, transaction: { number: transaction.number, legs } };
      return masked({ recordDonation: { donation: told, userErrors: [] } });
    },
  },
};
