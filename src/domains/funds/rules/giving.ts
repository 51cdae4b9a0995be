// What is given to a fund: who is named, how the voucher calls it, and what may be taken back.
import type { LedgerKind } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';

defineRules({
  'donation-names-its-donor': {
    code: 'INVALID_INPUT',
    zh: '非匿名捐赠须写明捐赠单位或捐赠人之一,且只写其一。',
    en: 'A donation names its donor, by organization or by name and not by both, unless the donor wishes not to be named.',
  },
  'ledger-corrected-where-it-comes-from': {
    code: 'RULE_BROKEN',
    zh: '凭证类型为“{kind:LedgerKind}”,须在产生它的业务中更正。',
    en: 'A transaction of the kind “{kind:LedgerKind}” is corrected where it comes from.',
  },
});

/** What is wrong with how a donor is named. */
export function donorFaults(donation: {
  readonly donor?: unknown;
  readonly donorName?: string | null | undefined;
  readonly anonymous?: boolean | undefined;
}): readonly Fault[] {
  const named = [donation.donor, donation.donorName].filter((name) => name !== null && name !== undefined);
  const fits = named.length === 1 || (named.length === 0 && donation.anonymous === true);
  return fits ? [] : [fault('donation-names-its-donor', ['donorName'])];
}

/** Kinds that nothing but the books depends on; what settles an agreement is taken back there. */
const reversible: readonly LedgerKind[] = ['DONATION', 'EXPENSE', 'APPROPRIATION'];

/** Refuses to take back what another record would still count on. */
export function reversibleFaults(kind: LedgerKind): readonly Fault[] {
  // A reversal is refused by its own rule.
  return reversible.includes(kind) || kind === 'REVERSAL'
    ? []
    : [fault('ledger-corrected-where-it-comes-from', ['transaction'], { kind })];
}

/** What a donation's voucher says; a person is not named, because everybody may read it. */
export function donationSummary(donor: string | null): { readonly zh: string; readonly en: string } {
  return donor === null
    ? { zh: '收到捐赠', en: 'Donation received' }
    : { zh: `收到${donor}捐赠`, en: `Donation received from ${donor}` };
}
