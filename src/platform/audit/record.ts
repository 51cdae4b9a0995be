// Step recordAudit: who did what, in the same transaction as the work. The sealer chains the rows afterwards.
import { nowIso } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Step } from '../../kernel/pipeline.js';
import { resultIds } from '../../kernel/write/payload.js';

export const recordAudit: Step = async (write, next) => {
  const { caller, operation, refusal } = write;
  const row = {
    tenant: write.tenant,
    id: newId(),
    at: nowIso(),
    app: caller.app!,
    subject: caller.subject,
    organizationId: caller.organizationId,
    operation: operation.name,
    scope: operation.scope,
    objects: refusal === null ? [...resultIds(write)] : [],
    inputHash: write.inputHash,
    idempotencyKey: write.idempotencyKey,
    refusal: refusal === null ? null : (refusal.faults[0]!.rule ?? refusal.faults[0]!.code),
    requestId: write.requestId,
  };
  write.records.push((tx) => tx.insertInto('AuditEvent').values(row));
  await next();
};
