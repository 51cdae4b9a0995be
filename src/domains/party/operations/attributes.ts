// What may be said of a party organization beside its kind and its place.
import type { Fault } from '../../../kernel/errors.js';
import { int, of, optional, text } from '../../../kernel/input.js';
import { termFaults } from '../rules/life-cycle.js';

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

/** A term as it is recorded. */
export interface Term {
  readonly termStart: string | null;
  readonly termEnd: string | null;
}

/** Refuses a term that would not end after it begins; of a date that the input does not name, the recorded one counts. */
export function termInOrder(
  input: { readonly [Name in keyof Term]?: Term[Name] | undefined },
  recorded: Term = { termStart: null, termEnd: null },
): readonly Fault[] {
  const { termStart, termEnd } = input;
  if (termStart === undefined && termEnd === undefined) return [];
  return termFaults(
    termStart === undefined ? recorded.termStart : termStart,
    termEnd === undefined ? recorded.termEnd : termEnd,
    [termEnd === undefined ? 'termStart' : 'termEnd'],
  );
}
