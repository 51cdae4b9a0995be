// Finds who can help a community, and where: its own partners and places first, then those of its neighbours.
import { parseArgs } from 'node:util';
import { Graph } from '../client/graph.js';
import {
  CommunityDocument,
  PartnersDocument,
  PlacesDocument,
  type PartnerContribution,
  type PartnersQuery,
  type PlacesQuery,
} from './generated/graphql.js';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:4000/graphql' },
    key: { type: 'string' },
    community: { type: 'string', default: '990101001001' },
    needs: { type: 'string', default: '' },
  },
});

const names: Readonly<Record<PartnerContribution, string>> = {
  FUNDS: '资金',
  SPACE: '空间',
  TALENT: '人力',
  GOODS: '物力',
  SERVICE: '服务',
  SKILL: '技能',
};

const tiers: Readonly<Record<string, string>> = { FREE: '免费', LOW_FEE: '低偿', MARKET: '市场价' };

type Partner = PartnersQuery['communityPartners']['nodes'][number];
type Place = PlacesQuery['governanceUnits']['nodes'][number];

/** What is asked for, as the graph calls it. @throws Error that names what is none */
function needsOf(text: string): readonly PartnerContribution[] {
  return text
    .split(',')
    .filter(Boolean)
    .map((word) => {
      const found = Object.entries(names).find(([code, name]) => word === code || word === name);
      if (!found) throw new Error(`没有"${word}"这一项,可选:${Object.values(names).join('、')}`);
      return found[0] as PartnerContribution;
    });
}

const line = ({ organization, contributions, services, serviceTier }: Partner): string =>
  [
    organization?.name ?? '(未公开)',
    contributions.map((one) => names[one]).join('、'),
    services ?? '',
    tiers[serviceTier] ?? '',
  ]
    .filter(Boolean)
    .join(' · ');

/** Rows of the community itself, then those around it. */
function byNearness<Row extends Partner | Place>(rows: readonly Row[], code: string) {
  const here = (row: Row): boolean => row.division?.code === code;
  return { own: rows.filter(here), near: rows.filter((row) => !here(row)) };
}

async function find(): Promise<void> {
  const graph = new Graph({ url: options.url, key: options.key });
  const { division } = await graph.ask(CommunityDocument, { code: options.community });
  if (!division?.parent) throw new Error(`没有代码为 ${options.community} 的社区`);
  const within = division.parent.code;
  // A partner must bring everything that is needed, hence one condition each.
  const contributions = needsOf(options.needs).map((has) => ({ contributions: { has } }));
  const partners = await graph.allRows(
    PartnersDocument,
    { within, contributions },
    (answer) => answer.communityPartners,
  );
  const places = await graph.allRows(PlacesDocument, { within }, (answer) => answer.governanceUnits);

  console.log(`${division.name}(${division.parent.name})`);
  const found = byNearness(partners, division.code);
  console.log(`\n本社区合伙人 ${found.own.length} 家`);
  for (const partner of found.own) console.log(`  ${line(partner)}`);
  console.log(`\n同街道其他社区合伙人 ${found.near.length} 家`);
  for (const partner of found.near) console.log(`  ${partner.division?.shortName}:${line(partner)}`);
  const spots = byNearness(places, division.code);
  console.log(`\n可用的小区 ${spots.own.length} 处,邻近 ${spots.near.length} 处`);
  for (const { name, address, householdCount, division: at } of [...spots.own, ...spots.near])
    console.log(
      `  ${[at?.shortName, name, address, householdCount && `${householdCount} 户`].filter(Boolean).join(' · ')}`,
    );
}

try {
  await find();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
