// Endpoints that are gone or have failed for days are disabled, by the operation that tells it as an event.
import type { Pool } from 'pg';
import type { WebhookDisabling } from '../../generated/database.js';
import { encodeId } from '../../kernel/ids.js';
import { job, type Due } from '../../kernel/job.js';

job('disable-webhooks', {
  description:
    'Disables webhook endpoints that say to be gone or have failed for days. 停用已失效的网络钩子端点',
  operation: 'disableWebhookEndpoint',
  due: endings,
});

async function endings(
  pool: Pool,
  _today: string,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<readonly Due[]> {
  const { rows } = await pool.query<{
    tenant: number;
    id: string;
    version: number;
    endingFor: WebhookDisabling;
  }>(
    `SELECT "tenant", "id", "version", "endingFor" FROM "WebhookEndpoint"
     WHERE "state" = 'ACTIVE' AND "endingFor" IS NOT NULL ORDER BY "tenant", "id" LIMIT $1 OFFSET $2`,
    [limit, skip],
  );
  return rows.map(({ tenant, id, version, endingFor }) => ({
    key: `disable-webhook:${id}:${version}`,
    input: {
      webhookEndpoint: { id: encodeId({ prefix: 'whe', tenant, key: id }) },
      expectedVersion: version,
      disabledFor: endingFor,
    },
  }));
}
