// What callers do about money that is paid late: charge it.
import { sharing } from '../../../kernel/config.js';
import { fault, refusal, refuseAll } from '../../../kernel/errors.js';
import { of, optional, ref } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { foreseenLines, foreseesLedger } from '../../funds/queries/post.js';
import { postingRules } from '../../funds/rules/posting.js';
import { handlesFigures } from '../policy.js';
import { disputedAmong } from '../queries/disputes.js';
import { bookCharge, chargedDays, chargeFen, isChargeable, openOn } from '../queries/late-charge.js';
import { agreementWithTerms, lockAgreement } from '../queries/terms.js';
import { lateFrom, lateTermsOf, uncharged } from '../rules/late-charge.js';
import { addDays } from '../rules/terms.js';

operation('chargeLatePayment', {
  description:
    'Charges the days on which a settlement was late and that are not charged yet, as its terms say. The charge is a settlement of its own, so that it is paid, waived and taken back like any other. 计收滞纳金',
  scope: 'revenue-sharing:write',
  input: {
    settlement: ref('Settlement', 'The settlement that was, or is, paid late. 逾期的结算'),
    through: optional(of('Date', 'Last day that is charged; today if not said. 计收截至日期')),
  },
  tenant: 'settlement',
  allow: (caller, { refs }) => handlesFigures(caller, refs['settlement']?.['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs, tenant, today } = scene;
    const settlement = refs['settlement']!;
    const id = settlement['id'] as string;
    const agreementId = settlement['agreementId'] as string;
    const through = input.through ?? today;
    await lockAgreement(tx, tenant, agreementId);
    const { agreement, terms } = await agreementWithTerms(tx, tenant, agreementId);
    const own = terms.find(({ versionId }) => versionId === settlement['versionId']);
    const late = own ? lateTermsOf(own.rule, settlement['clause'] as number) : null;
    refuseAll(
      (await isChargeable(tx, tenant, id)) ? [] : [fault('late-charge-of-a-share', ['settlement'])],
      late ? [] : [fault('late-charge-is-agreed', ['settlement'])],
      (await disputedAmong(tx, tenant, [id])).has(id)
        ? [fault('late-charge-waits-for-the-dispute', ['settlement'])]
        : [],
      through <= today ? [] : [fault('late-charge-until-today', ['through'], { today })],
    );
    const from = lateFrom(settlement['dueOn'] as string, late!);
    const charged = [...(await chargedDays(tx, tenant, id))];
    // The first days in a row that are not charged and on which something was open; what follows is charged by another.
    for (;;) {
      const span = uncharged({ from, to: addDays(through, 1) }, charged);
      if (!span) throw refusal('late-charge-of-days-not-charged', ['settlement'], { from, through });
      const { fundIds, open: all } = await openOn(tx, tenant, id, span);
      const open = all.slice(0, sharing.lateChargeSteps);
      const charge = { open, dailyRatePpm: late!.dailyRatePpm };
      if (open.length === 0 || chargeFen(charge) === 0n) {
        charged.push(span);
        continue;
      }
      const booked = await bookCharge(scene, tx, agreement, {
        ...charge,
        settlement,
        span: { from: span.from, to: open.length < all.length ? open.at(-1)!.to : span.to },
        fundIds,
        dueOn: addDays(today, own!.paymentDueDays),
      });
      return { objects: { settlement: booked.id }, foreseen: foreseenLines(booked.posted) };
    }
  },
  returns: { settlement: 'Settlement' },
  foresees: foreseesLedger,
  emits: 'revenue-sharing.late-payment.charged',
  rules: [
    'late-charge-of-a-share',
    'late-charge-is-agreed',
    'late-charge-until-today',
    'late-charge-waits-for-the-dispute',
    'late-charge-of-days-not-charged',
    ...postingRules,
  ],
});
