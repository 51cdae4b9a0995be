// What callers do about money that will not come: write it off by a resolution.
import { ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { foreseenLines, foreseesLedger } from '../../funds/queries/post.js';
import { postingRules } from '../../funds/rules/posting.js';
import { adoptedResolution } from '../../self-governance/queries/resolutions.js';
import { restingRules } from '../../self-governance/rules/resolutions.js';
import { handlesFigures } from '../policy.js';
import { writeOff } from '../queries/relief.js';
import { agreementWithTerms, lockAgreement } from '../queries/terms.js';
import { settlementLife } from '../rules/settlements.js';

operation('writeOffSettlement', {
  description:
    'Writes off what is open of a settlement by a resolution. It stays owed: a payment that names it recovers what it pays. 核销坏账',
  scope: 'revenue-sharing:write',
  input: {
    settlement: ref('Settlement', 'The settlement. 结算'),
    resolution: ref('Resolution', 'The resolution by which it is written off. 决议'),
    reason: text('Why it will not be paid. 核销原因'),
  },
  target: 'settlement',
  transition: { column: 'state', to: 'WRITTEN_OFF' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs, target, tenant, today } = scene;
    const resolutionId = await adoptedResolution(tx, tenant, refs['resolution']!, today);
    const id = target['id'] as string;
    const agreementId = target['agreementId'] as string;
    await lockAgreement(tx, tenant, agreementId);
    const { agreement } = await agreementWithTerms(tx, tenant, agreementId);
    const posted = await writeOff(scene, tx, agreement, id, { resolutionId, reason: input.reason });
    return { objects: { settlement: id }, foreseen: foreseenLines(posted) };
  },
  returns: { settlement: 'Settlement' },
  foresees: foreseesLedger,
  emits: 'revenue-sharing.settlement.written-off',
  rules: [settlementLife.rule, ...restingRules, ...postingRules],
});
