// Makes the seed's rows of procedures and their steps.
import type { StepNeed } from '../../src/generated/database.js';
import { readLines } from './files.js';
import type { Rows } from './tables.js';

/** The procedures, each with its steps in their order. */
export function procedureRows(): {
  readonly Procedure: Rows<'Procedure'>;
  readonly ProcedureStep: Rows<'ProcedureStep'>;
} {
  const lines = readLines('real', 'procedures.csv');
  const procedures = new Map(
    lines.map((line) => [
      line['code']!,
      {
        code: line['code']!,
        name: line['name']!,
        description: line['description']!,
        source: line['source']!,
      },
    ]),
  );
  return {
    Procedure: [...procedures.values()],
    ProcedureStep: lines.map((line) => ({
      procedureCode: line['code']!,
      position: Number(line['position']),
      name: line['step']!,
      actor: line['actor']!,
      needs: line['needs'] as StepNeed,
    })),
  };
}
