// What the documents of the books take: which fund, which period, by which standard.
import type { AccountingStandard } from '../../../generated/database.js';
import { fault } from '../../../kernel/errors.js';
import { decodeId } from '../../../kernel/ids.js';
import { enumOf, optional, text, type InputField } from '../../../kernel/input.js';
import { parsePeriod, type Period } from '../../revenue-sharing/rules/periods.js';

/** A global id of one kind of object, as it is written in an address. */
function idOf(prefix: string, description: string): InputField<string> {
  return {
    ...text(description),
    parse(value, path, faults) {
      if (decodeId(value as string)?.prefix === prefix) return value as string;
      faults.push(fault('id-form', path));
      return undefined;
    },
  };
}

/** The fund whose books are told. */
export const fundArgument = idOf('fnd', 'Global id of the fund. 基金的全局标识');

/** One of its accounts. */
export const accountArgument = optional(
  idOf('lac', 'Global id of one account; left out, all accounts. 账户的全局标识'),
);

/** A period that lies within one year, because income and expenses add up by the year. */
export const periodArgument: InputField<Period> = {
  ...text('Year, half-year, quarter or month: 2026, 2026-H1, 2026-Q1, 2026-03. 期间'),
  parse(value, path, faults) {
    const period = parsePeriod((value as string).trim());
    if (period !== null) return period;
    faults.push(fault('period-form', path));
    return undefined;
  },
};

/** A whole year. */
export const yearArgument: InputField<Period> = {
  ...text('Calendar year: 2026. 年度'),
  parse(value, path, faults) {
    const period = parsePeriod((value as string).trim());
    if (period?.per === 'YEAR') return period;
    faults.push(fault('document-argument-form', path, { name: String(path[0]), form: '2026' }));
    return undefined;
  },
};

/** The standard, where it is to be another than the fund's. */
export const standardArgument = optional(
  enumOf<AccountingStandard>(
    'AccountingStandard',
    'Accounting standard; left out, the one of the fund. 会计制度',
  ),
);
