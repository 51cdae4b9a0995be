// Which standard the books of a fund are read by: its host's, unless another was chosen for it.
import type { AccountingStandard, OrganizationKind } from '../../../generated/database.js';
import type { Chart } from './charts/chart.js';
import { enterprise } from './charts/enterprise.js';
import { nonProfit } from './charts/non-profit.js';
import { ruralCollective } from './charts/rural-collective.js';

/** The chart of each standard. */
export const charts: Readonly<Record<AccountingStandard, Chart>> = {
  NON_PROFIT: nonProfit,
  RURAL_COLLECTIVE: ruralCollective,
  ENTERPRISE: enterprise,
};

/** Hosts by kind that follow another standard than that of non-profit organizations, by which all others are read. */
export const hostsByStandard: Readonly<
  Record<Exclude<AccountingStandard, 'NON_PROFIT'>, readonly OrganizationKind[]>
> = {
  RURAL_COLLECTIVE: ['COLLECTIVE_ECONOMY'],
  ENTERPRISE: ['ENTERPRISE', 'INDIVIDUAL_BUSINESS', 'COOPERATIVE', 'PROPERTY_COMPANY'],
};
