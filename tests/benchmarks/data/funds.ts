// Funds, one for each community, with the accounts that every fund has from its first day on.
import { accountsOf } from '../../../src/domains/funds/rules/accounts.js';
import { fixed, joined, keyOf, part } from './names.js';
import { foundationAt } from './organizations.js';
import { idOf, type Add } from './work.js';

/** Adds the funds and their accounts; balances follow with the ledger. */
export async function addFunds(add: Add): Promise<void> {
  const name = joined(part('p'), fixed('社区基金'));
  await add(
    'Fund',
    `INSERT INTO "Fund" (tenant, id, kind, name, "divisionKey", "hostId", restriction, purpose, state, "establishedOn", "accountHolder",
      synthetic, "searchKey")
     SELECT p.tenant, ${idOf('Fund', 'p.tenant', 'p.n')}, 'COMMUNITY', ${name.text}, p.key, o.id, 'PURPOSE', '社区公益服务',
       'ACTIVE', date '2015-01-01' + p.n * 13, o.name, true, ${keyOf(name)}
     FROM place p JOIN "Organization" o
       ON o.tenant = p.tenant AND o.id = ${idOf('Organization', 'p.tenant', String(foundationAt))}
     WHERE p.level = 'VILLAGE' ORDER BY p.tenant, p.n`,
  );
  const { accounts } = accountsOf({ tenant: 0, id: '', divisionKey: '', restriction: 'PURPOSE' }, () => '');
  await add(
    'LedgerAccount',
    `INSERT INTO "LedgerAccount" (tenant, id, "fundId", kind, name, "normalSide", "isRollUp", "neverNegative", "divisionKey")
     SELECT p.tenant, ${idOf('LedgerAccount', 'p.tenant', 'p.n * 4 + a.place')}, ${idOf('Fund', 'p.tenant', 'p.n')},
       a.kind::"AccountKind", a.name, a.side::"LedgerSide", a.rolled, a.bound, p.key
     FROM place p CROSS JOIN unnest($1::text[], $2::text[], $3::text[], $4::bool[], $5::bool[]) WITH ORDINALITY
       AS a(kind, name, side, rolled, bound, place)
     WHERE p.level = 'VILLAGE' ORDER BY p.tenant, p.n, a.place`,
    [
      accounts.map(({ kind }) => kind),
      accounts.map(({ name }) => name),
      accounts.map(({ normalSide }) => normalSide),
      accounts.map(({ isRollUp }) => isRollUp),
      accounts.map(({ neverNegative }) => neverNegative),
    ],
  );
}
