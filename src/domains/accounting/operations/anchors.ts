// publishLedgerHead: where an office's ledger ends today, told to everybody, so that nothing before it can be changed.
import { createHash } from 'node:crypto';
import { nowIso } from '../../../kernel/clock.js';
import { refusal } from '../../../kernel/errors.js';
import { int, ref } from '../../../kernel/input.js';
import { job } from '../../../kernel/job.js';
import { operation } from '../../../kernel/operation.js';
import { sealOf } from '../../funds/rules/anchors.js';
import { officeOf } from '../../territory/queries/offices.js';
import { keepsBooks } from '../policy.js';
import { headsToPublish, voucherOf } from '../queries/anchors.js';
import { proofRules } from '../rules/proof.js';

/** Vouchers of an office. */
const mostVouchers = 2_147_483_647;

/**
 * The salt of a seal. It is made of ids that are random and told to nobody, and not of chance, so that a dry run shows
 * what the write does.
 */
function saltOf(secret: string): string {
  return createHash('sha256').update(`gongzhi-ledger-salt-1\n${secret}\n`).digest('hex');
}

operation('publishLedgerHead', {
  description:
    "Publishes where an office's ledger ends: whoever keeps it finds out later whether anything before it was changed or cut off. The platform does it by itself every day. 公示账簿链头",
  scope: 'funds:write',
  input: {
    division: ref('Division', 'The division that the office stands for. 登记机关区划'),
    number: int('Number of the voucher up to which it is published. 凭证号', { min: 1, max: mostVouchers }),
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  allow: (caller, { refs }) => keepsBooks(caller, refs['division']?.['key']),
  run: async ({ input: { number }, refs, tenant, today, insert }, tx) => {
    const voucher = await voucherOf(tx, tenant, number);
    if (!voucher || voucher.isPublished)
      throw refusal(proofRules['ledger-head-is-new'], ['number'], { number });
    const { hash } = voucher;
    const facts = { anchoredOn: today, number: String(number), salt: saltOf(voucher.secret) };
    const id = await insert('LedgerAnchor', {
      ...facts,
      hash,
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
