// By which accounting standard the books of a fund are read.
import type { AccountingStandard } from '../../../generated/database.js';
import { enumOf, optional, ref } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';

operation('chooseAccountingStandard', {
  description:
    'Says by which accounting standard the books of a fund are read; without one, by that of its host. 选择会计制度',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund. 基金'),
    standard: optional(
      enumOf<AccountingStandard>('AccountingStandard', 'The standard; left out, that of its host. 会计制度'),
    ),
  },
  target: 'fund',
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  async run({ input, target, update }) {
    const id = target['id'] as string;
    await update('Fund', id, { accountingStandard: input.standard ?? null });
    return { objects: { fund: id } };
  },
  returns: { fund: 'Fund' },
  emits: 'accounting.standard.chosen',
  rules: [],
});
