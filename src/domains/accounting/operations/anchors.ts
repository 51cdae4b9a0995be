// publishLedgerHead: where an office's ledger ends today, told to everybody, so that nothing before it can be changed.
import { randomBytes } from 'node:crypto';
import { nowIso } from '../../../kernel/clock.js';
import { refusal } from '../../../kernel/errors.js';
import { ref } from '../../../kernel/input.js';
import { job } from '../../../kernel/job.js';
import { operation } from '../../../kernel/operation.js';
import { sealOf } from '../../funds/rules/anchors.js';
import { officeOf } from '../../territory/queries/offices.js';
import { keepsBooks } from '../policy.js';
import { headOf, headsToPublish } from '../queries/anchors.js';
import { proofRules } from '../rules/proof.js';

/** As many as the digests have that it goes into. */
const saltBytes = 32;

operation('publishLedgerHead', {
  description:
    "Publishes where an office's ledger ends: whoever keeps it finds out later whether anything before it was changed or cut off. The platform does it by itself every day. 公示账簿链头",
  scope: 'funds:write',
  input: { division: ref('Division', 'The division that the office stands for. 登记机关区划') },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  allow: (caller, { refs }) => keepsBooks(caller, refs['division']?.['key']),
  run: async ({ refs, tenant, today, insert }, tx) => {
    const head = await headOf(tx, tenant);
    if (!head || head.isPublished) throw refusal(proofRules['ledger-head-is-new'], ['division']);
    const { number, hash } = head;
    const salt = randomBytes(saltBytes).toString('hex');
    const facts = { anchoredOn: today, number: String(number), salt };
    const id = await insert('LedgerAnchor', {
      anchoredOn: today,
      number,
      hash,
      salt,
      seal: sealOf(tenant, facts, hash),
      publishedAt: nowIso(),
      divisionKey: refs['division']!['key'],
    });
    return { objects: { ledgerAnchor: id } };
  },
  returns: { ledgerAnchor: 'LedgerAnchor' },
  emits: 'accounting.ledger-head.published',
  rules: [proofRules['ledger-head-is-new']],
});

job('publish-ledger-heads', {
  description: 'Publishes where ledgers end. 公示账簿链头',
  operation: 'publishLedgerHead',
  due: headsToPublish,
});
