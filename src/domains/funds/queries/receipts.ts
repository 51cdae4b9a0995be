// Statements about receipts: who issues one for a donation, and the donation behind one.
import { sql, type Transaction } from 'kysely';
import type { Database, DonationState, OrganizationKind } from '../../../generated/database.js';
import { openedValue } from '../../../kernel/personal.js';

type Tx = Transaction<Database>;

/** Who keeps a fund's account, and in whose name it is; with the name by which the donor is on the receipt. */
interface Hosted {
  readonly accountHolder: string | null;
  readonly donor: string | null;
  readonly host: { readonly id: string; readonly name: string; readonly kind: OrganizationKind } | null;
}

/** The host of a fund and the donor of a donation to it; the fund keeps its host until the transaction ends. */
export async function hostOf(tx: Tx, tenant: number, fundId: string, donationId: string): Promise<Hosted> {
  const { rows } = await sql<Hosted & { readonly donorName: string | null }>`
    SELECT f."accountHolder", o.name AS donor, d."donorName",
      CASE WHEN h.id IS NOT NULL THEN json_build_object('id', h.id, 'name', h.name, 'kind', h.kind) END AS host
    FROM "Fund" f LEFT JOIN "Organization" h ON h.tenant = f.tenant AND h.id = f."hostId"
      LEFT JOIN "Donation" d ON d.tenant = f.tenant AND d.id = ${donationId}::uuid
      LEFT JOIN "Organization" o ON o.tenant = f.tenant AND o.id = d."donorId"
    WHERE f.tenant = ${tenant} AND f.id = ${fundId}::uuid FOR SHARE OF f`.execute(tx);
  const { donorName, ...hosted } = rows[0]!;
  const place = { tenant, model: 'Donation', id: donationId, column: 'donorName' };
  return { ...hosted, donor: hosted.donor ?? openedValue(donorName, place) };
}

/** The donation of a receipt, locked. */
export async function lockReceiptedGift(
  tx: Tx,
  tenant: number,
  id: string,
): Promise<{ readonly id: string; readonly state: DonationState; readonly version: number }> {
  const { rows } = await sql<{ id: string; state: DonationState; version: number }>`
    SELECT id, state, version FROM "Donation" WHERE tenant = ${tenant} AND id = ${id}::uuid FOR NO KEY UPDATE`.execute(
    tx,
  );
  return rows[0]!;
}
