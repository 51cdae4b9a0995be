// reviewClosingRun: tells of the end of a month what could not be closed and why, and when all of it is.
import { nowIso } from '../../../kernel/clock.js';
import { ref } from '../../../kernel/input.js';
import { job } from '../../../kernel/job.js';
import { operation } from '../../../kernel/operation.js';
import { handlesFigures } from '../policy.js';
import { lockRun, runsToReview, waitingOf } from '../queries/months.js';

operation('reviewClosingRun', {
  description:
    'Looks at the end of a month again: records which agreements could not be closed and by which rule, and when all are. The platform does it by itself. 复核月末关账',
  scope: 'revenue-sharing:write',
  input: { closingRun: ref('ClosingRun', 'The run. 月末关账') },
  tenant: 'closingRun',
  allow: (caller, { refs }) => handlesFigures(caller, refs['closingRun']?.['divisionKey']),
  run: async ({ refs, tenant, apply }, tx) => {
    const id = refs['closingRun']!['id'] as string;
    const { through, finished } = await lockRun(tx, tenant, id);
    const { count, stuck } = finished ? { count: 0, stuck: [] } : await waitingOf(tx, tenant, through);
    await tx.deleteFrom('ClosingRefusal').where('tenant', '=', tenant).where('runId', '=', id).execute();
    await apply({
      insert: {
        ClosingRefusal: stuck.map(({ agreementId, rule }) => ({
          runId: id,
          agreementId,
          rule: rule ?? 'closing-held-up-by-a-fund',
        })),
      },
      update: [
        {
          model: 'ClosingRun',
          id,
          values: {
            refused: stuck.length,
            finishedAt: count === 0 && !finished ? nowIso() : undefined,
          },
        },
      ],
    });
    return { objects: { closingRun: id } };
  },
  returns: { closingRun: 'ClosingRun' },
  emits: 'revenue-sharing.closing-run.reviewed',
  rules: [],
});

// Behind the job that closes agreements, so that it tells of all of them.
job('review-closing-runs', {
  description: 'Tells how the ends of months went. 复核月末关账',
  operation: 'reviewClosingRun',
  due: runsToReview,
});
