// Makes the seed's rows of funds, each with the accounts that every fund has from its first day on.
import type { FundKind, FundRestriction, FundState } from '../../src/generated/database.js';
import { searchKeyOf } from '../../src/kernel/search.js';
import { accountsOf } from '../../src/domains/funds/rules/accounts.js';
import { known, readLines, type folders, type Line } from './files.js';
import { seedId, type Rows } from './tables.js';

/** One fund with its books, to which nothing is posted. */
export interface FundRows {
  readonly fund: Rows<'Fund'>[0];
  readonly accounts: Rows<'LedgerAccount'>;
  readonly balances: Rows<'LedgerBalance'>;
}

/** The funds of a folder. */
export function fundRows(folder: keyof typeof folders): readonly FundRows[] {
  return readLines(folder, 'funds.csv').map((line) => {
    const fund = fundRow(line, folder === 'demo');
    const idOf = (account: string): string =>
      seedId('LedgerAccount', fund.tenant, `${line['key']} ${account}`);
    return { fund, ...accountsOf(fund, idOf) };
  });
}

function fundRow(line: Line, synthetic: boolean): Rows<'Fund'>[0] {
  const tenant = Number(line['tenant']);
  const host = known(line['host']);
  const row = {
    tenant,
    id: seedId('Fund', tenant, line['key']!),
    kind: line['kind'] as FundKind,
    name: line['name']!,
    divisionKey: line['division']!,
    hostId: host === null ? null : seedId('Organization', tenant, host),
    restriction: line['restriction'] as FundRestriction,
    purpose: known(line['purpose']),
    state: line['state'] as FundState,
    establishedOn: known(line['established_on']),
    accountHolder: known(line['account_holder']),
    bankName: known(line['bank_name']),
    accountNo: known(line['account_no']),
    synthetic,
  };
  return { ...row, searchKey: searchKeyOf('Fund', row) };
}
