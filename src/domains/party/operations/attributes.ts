// What may be said of a party organization beside its kind and its place.
import { refusal, type Refusal } from '../../../kernel/errors.js';
import { int, of, optional, text } from '../../../kernel/input.js';

const people = { min: 0, max: 1_000_000 };

/** Input fields that creating and updating share; each is a column. */
export const attributes = {
  formalMembers: optional(int('Full members. 正式党员数', people)),
  probationaryMembers: optional(int('Members on probation. 预备党员数', people)),
  committeeSeats: optional(int('Seats of the committee. 委员会席位', { min: 0, max: 100 })),
  coveredUnits: optional(
    int('Organizations covered by a joint branch. 联合党支部覆盖单位数', { min: 0, max: 1000 }),
  ),
  approvedBy: optional(text('Body that approved it. 批准机关', { max: 200 })),
  approvedOn: optional(of('Date', 'Day of the approval. 批准日期')),
  approvalDocumentNo: optional(text('Number of the approval. 批复文号', { max: 100 })),
  exceptionDocumentNo: optional(
    text('Number of the approval of an exception to the statutory sizes. 例外批准文号', { max: 100 }),
  ),
  termStart: optional(of('Date', 'First day of the committee’s term. 任期起')),
  termEnd: optional(of('Date', 'Day on which the term ends. 任期止')),
};

/** The attributes that the input names, as columns. */
export function named(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(attributes)
      .filter((name) => input[name] !== undefined)
      .map((name) => [name, input[name]]),
  );
}

/** Refuses a term that ends before it begins. */
export function termInOrder(input: {
  readonly termStart?: string | null | undefined;
  readonly termEnd?: string | null | undefined;
}): readonly Refusal[] {
  const { termStart, termEnd } = input;
  return termStart && termEnd && termEnd <= termStart ? [refusal('validity-order', ['termEnd'])] : [];
}
