// What callers do with service that is rendered instead of money: record it, confirm it, and take that back.
import { fault, refuseAll } from '../../../kernel/errors.js';
import { int, of, optional, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { handlesFigures, reportsFor } from '../policy.js';
import { countedIn } from '../queries/in-kind.js';
import { lockAgreement } from '../queries/terms.js';
import { confirmerFaults, inKindLife, serviceDay } from '../rules/in-kind.js';

operation('recordInKindService', {
  description:
    'Records service that the payer rendered under an agreement; it counts once it is confirmed. 登记服务时长',
  scope: 'revenue-sharing:write',
  input: {
    agreement: ref('Agreement', 'The agreement. 协议'),
    service: text('What was done. 服务内容', { max: 200 }),
    servedOn: of('Date', 'Day on which it was done, not after today. 服务日期'),
    minutes: int('How long it took, of all who took part together. 时长(分钟)', { min: 1, max: 100_000 }),
  },
  tenant: 'agreement',
  allow: (caller, { refs }) => reportsFor(caller, refs['agreement']!),
  run: async ({ input, refs, today, caller, insert }) => {
    const { id: agreementId, payerId, divisionKey, synthetic, validFrom, validTo } = refs['agreement']!;
    refuseAll(
      payerId === null ? [fault('agreement-in-force-has-a-payer', ['agreement'])] : [],
      serviceDay(
        input.servedOn,
        { validFrom: validFrom as string | null, validTo: validTo as string | null },
        today,
      ),
    );
    const id = await insert('InKindRecord', {
      agreementId,
      payerId,
      service: input.service,
      servedOn: input.servedOn,
      minutes: input.minutes,
      state: 'RECORDED',
      recordedBy: caller.subject,
      recordedByOrganizationId: caller.organizationId,
      divisionKey,
      synthetic,
    });
    return { objects: { inKindRecord: id } };
  },
  returns: { inKindRecord: 'InKindRecord' },
  emits: 'revenue-sharing.in-kind-service.recorded',
  rules: ['service-within-the-agreement', 'agreement-in-force-has-a-payer'],
});

operation('confirmInKindService', {
  description: 'Confirms service that was rendered: its hours count for the period of its day. 确认服务时长',
  scope: 'revenue-sharing:write',
  input: { inKindRecord: ref('InKindRecord', 'The record. 服务记录') },
  target: 'inKindRecord',
  transition: { column: 'state', to: 'CONFIRMED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async ({ target, tenant, caller, step }, tx) => {
    refuseAll(confirmerFaults(caller, target));
    await stillOpen(tx, tenant, target);
    return step({
      confirmedBy: caller.subject,
      confirmedByOrganizationId: caller.organizationId,
    });
  },
  returns: { inKindRecord: 'InKindRecord' },
  emits: 'revenue-sharing.in-kind-service.confirmed',
  rules: [inKindLife.rule, 'service-confirmed-by-another', 'service-counted-in-a-report-stays'],
});

/** Refuses to change the hours of a period while a report that counts them is on its way. */
async function stillOpen(
  tx: Parameters<typeof countedIn>[0],
  tenant: number,
  record: Readonly<Record<string, unknown>>,
): Promise<void> {
  const agreementId = record['agreementId'] as string;
  await lockAgreement(tx, tenant, agreementId);
  const period = await countedIn(tx, tenant, agreementId, record['servedOn'] as string);
  refuseAll(period === null ? [] : [fault('service-counted-in-a-report-stays', [], { period })]);
}

operation('rejectInKindService', {
  description: 'Refuses to confirm service. 不予确认服务时长',
  scope: 'revenue-sharing:write',
  input: { inKindRecord: ref('InKindRecord', 'The record. 服务记录'), reason: text('Why. 不予确认原因') },
  target: 'inKindRecord',
  transition: { column: 'state', to: 'REJECTED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async ({ input, target, caller, step }) => {
    refuseAll(confirmerFaults(caller, target));
    return step({ decisionReason: input.reason });
  },
  returns: { inKindRecord: 'InKindRecord' },
  emits: 'revenue-sharing.in-kind-service.rejected',
  rules: [inKindLife.rule, 'service-confirmed-by-another'],
});

operation('withdrawInKindService', {
  description: 'Withdraws a record of service that is not confirmed yet. 撤回服务记录',
  scope: 'revenue-sharing:write',
  input: { inKindRecord: ref('InKindRecord', 'The record. 服务记录'), reason: optional(text('Why. 原因')) },
  target: 'inKindRecord',
  transition: { column: 'state', to: 'WITHDRAWN' },
  allow: (caller, { target }) => reportsFor(caller, target),
  run: ({ step }) => step(),
  returns: { inKindRecord: 'InKindRecord' },
  emits: 'revenue-sharing.in-kind-service.withdrawn',
  rules: [inKindLife.rule],
});

operation('revokeInKindService', {
  description:
    'Takes back what was confirmed by mistake. Hours of a settled report change only by its correction. 撤销服务时长确认',
  scope: 'revenue-sharing:write',
  input: { inKindRecord: ref('InKindRecord', 'The record. 服务记录'), reason: text('Why. 撤销原因') },
  target: 'inKindRecord',
  transition: { column: 'state', to: 'REVOKED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async ({ input, target, tenant, step }, tx) => {
    await stillOpen(tx, tenant, target);
    return step({ decisionReason: input.reason });
  },
  returns: { inKindRecord: 'InKindRecord' },
  emits: 'revenue-sharing.in-kind-service.revoked',
  rules: [inKindLife.rule, 'service-counted-in-a-report-stays'],
});
