// The keys of endpoints: made, kept sealed, and unsealed to sign.
import { sql, type Transaction } from 'kysely';
import type { Database, WebhookSignature } from '../../generated/database.js';
import { nowIso } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { seal, unseal } from './sealed.js';
import { makeKey, secretText, type SigningKey } from './signature.js';

/** A key that signs. */
type Signing = Pick<SigningKey, 'signature' | 'material'>;

const rowOf = (tenant: number, id: string): string => `${tenant} ${id}`;

/**
 * Makes a key for an endpoint and keeps it, sealed.
 *
 * Takes the transaction, the endpoint and how the key signs; returns the secret as its receiver gets it this once, null
 * where the receiver needs none.
 */
export async function addKey(
  tx: Transaction<Database>,
  tenant: number,
  endpointId: string,
  signature: WebhookSignature,
): Promise<string | null> {
  const key = makeKey(signature);
  const id = newId();
  await tx
    .insertInto('WebhookKey')
    .values({
      tenant,
      id,
      endpointId,
      signature,
      sealed: await seal(key.material, rowOf(tenant, id)),
      publicKey: key.publicKey,
      createdAt: nowIso(),
    })
    .execute();
  return secretText(key);
}

/** Has the current key sign until an instant beside its successor, and every older one no more. */
export async function supersedeKeys(
  tx: Transaction<Database>,
  tenant: number,
  endpointId: string,
  untilMs: number,
): Promise<void> {
  const until = new Date(untilMs).toISOString();
  await sql`
    UPDATE "WebhookKey" SET
      "sealed" = CASE WHEN "expiresAt" IS NULL AND ${until}::timestamptz > ${nowIso()} THEN "sealed" END,
      "expiresAt" = CASE WHEN "expiresAt" IS NULL THEN ${until}::timestamptz
        ELSE least("expiresAt", ${nowIso()}::timestamptz) END
    WHERE "tenant" = ${tenant} AND "endpointId" = ${endpointId} AND "sealed" IS NOT NULL`.execute(tx);
}

/** The keys that sign for an endpoint now, the newest first. */
export async function keysOf(
  tx: Transaction<Database>,
  tenant: number,
  endpointId: string,
): Promise<readonly Signing[]> {
  const { rows } = await sql<{ id: string; signature: WebhookSignature; sealed: Buffer }>`
    SELECT "id", "signature", "sealed" FROM "WebhookKey"
    WHERE "tenant" = ${tenant} AND "endpointId" = ${endpointId} AND "sealed" IS NOT NULL
      AND ("expiresAt" IS NULL OR "expiresAt" > ${nowIso()}::timestamptz)
    ORDER BY "createdAt" DESC, "id" DESC`.execute(tx);
  return Promise.all(
    rows.map(async ({ id, signature, sealed }) => ({
      signature,
      material: await unseal(sealed, rowOf(tenant, id)),
    })),
  );
}
