// What terms say of reporting beside the days: how measures are defined, when audited figures follow, what shows a zero.
import type { RevenueMeasure } from '../../../generated/database.js';
import { fault, type Fault } from '../../../kernel/errors.js';
import {
  bool,
  changeable,
  enumOf,
  int,
  list,
  object,
  optional,
  text,
  type ValuesOf,
} from '../../../kernel/input.js';

/** Fields of a draft of terms. */
export const reportingTerms = {
  zeroEvidenceRequired: changeable(
    bool('A report of zero needs evidence, too; no if not said. 零申报须附凭证'),
  ),
  auditDueDays: optional(
    int(
      'Days after a period by which audited figures are due; provisional ones are accepted before them only where it is said. 审定数期限(天)',
      { min: 0, max: 731 },
    ),
  ),
  definitions: optional(
    list(
      object('AgreementMeasureInput', 'What the agreement means by a measure. 指标口径', {
        measure: enumOf<RevenueMeasure>('RevenueMeasure', 'The measure. 指标'),
        definition: text('What it is, such as the net profit of the audited statement. 口径'),
      }),
      { max: 20 },
    ),
  ),
};

type Given = ValuesOf<typeof reportingTerms>;

/** Refuses to define a measure twice. */
export function definitionFaults({ definitions }: Given): readonly Fault[] {
  const measures = (definitions ?? []).map(({ measure }) => measure);
  return new Set(measures).size === measures.length ? [] : [fault('list-distinct', ['definitions'])];
}

/** Columns of the terms. */
export function reportingColumns({ zeroEvidenceRequired, auditDueDays }: Given) {
  return { zeroEvidenceRequired, auditDueDays: auditDueDays ?? null };
}

/** Rows of the definitions. */
export function definitionRows(versionId: string, { definitions }: Given) {
  return (definitions ?? []).map((one) => ({ versionId, ...one }));
}
