// Reports, settlements and payments of an agreement, amount by amount.
import { expect, test } from '@jest/globals';
import { usePlatform } from '../support/platform.js';
import { close, feeAndProfit, makeAgreement, makeFund, report, split702010 } from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');

import { beforeAll } from '@jest/globals';
beforeAll(() => { (platform.platform.engine as any).report = (e: any) => console.error(e); });
test('a year of fees and a share of the profit make 34,254.32', async () => {
  const { id } = await makeAgreement(platform);
  await close(platform, id);
  await report(platform, id, '126543.21');
  const { agreement } = await platform.read(
    `query ($id: ID!) { agreement(ref: { id: $id }) {
      settlements(first: 20) { nodes { period clauseTitle amount { yuan } dueOn effectiveOn state transaction { number summary } } }
      statements { nodes { year due { yuan } received { yuan } fund { name balance { yuan } receivable { yuan } } } } } }`,
    { id },
  );
  console.log(JSON.stringify(agreement, null, 1).slice(0, 3000));
});
