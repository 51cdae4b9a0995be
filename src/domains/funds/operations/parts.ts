// Parts of inputs that the operations on money share, and what they mean.
import { Refusal, type Fault } from '../../../kernel/errors.js';
import { bool, changeable, int, of, optional, ref, text, type InputField } from '../../../kernel/input.js';
import type { Row } from '../../../kernel/operation.js';
import type { NamedDonor } from '../rules/giving.js';

/** How many papers a voucher rests on. */
export const attachments = changeable(int('How many documents support it. 附单据数', { min: 0, max: 999 }));

/** What of the fund never changes, so that it may be read before the posting locks it. */
export function fundIn(refs: Readonly<Record<string, Row>>): {
  readonly id: string;
  readonly divisionKey: string;
  readonly synthetic: boolean;
} {
  const { id, divisionKey, synthetic } = refs['fund']!;
  return {
    id: id as string,
    divisionKey: divisionKey as string,
    synthetic: synthetic as boolean,
  };
}

/** The purpose that the input names, if any. */
export function purposeIn(refs: Readonly<Record<string, Row>>): string | null {
  return (refs['fundPurpose']?.['id'] as string | undefined) ?? null;
}

/** How a donor is named: by organization, by name, or not at all. */
export const donorFields = {
  donor: optional(ref('Organization', 'The organization that gives, of the same office. 捐赠单位')),
  donorName: optional(text('Name of a donor who is no recorded organization. 捐赠人', { max: 200 })),
  anonymous: changeable(bool('The donor wishes not to be named. 匿名')),
};

/** Columns that name a donor. */
export function donorColumns(
  input: NamedDonor,
  donor: Row | undefined,
): { readonly donorId: string | null; readonly donorName: string | null; readonly anonymous: boolean } {
  const anonymous = input.anonymous ?? false;
  return {
    donorId: (donor?.['id'] as string | undefined) ?? null,
    // Of an organization that wishes not to be named only the name is kept apart, for who may read it.
    donorName: input.donorName ?? (anonymous ? ((donor?.['name'] as string | undefined) ?? null) : null),
    anonymous,
  };
}

/** Faults as `validate` tells them. */
export function asRefusal(faults: readonly Fault[]): readonly Refusal[] {
  return faults.length > 0 ? [new Refusal(faults)] : [];
}

/** A day that may be left open. */
export function optionalDay(description: string): InputField<string | null | undefined> {
  return optional(of('Date', description));
}
