// Valid inputs of the operations on guaranteed public money, each with whatever it needs recorded before.
import { newId } from '../../src/kernel/ids.js';
import { mighty } from './domains.js';
import { makeResolution } from './governance.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { done } from './sharing.js';

const community = { code: '990101001001' };
/** A street without communities of the samples, so that its list binds none of them. */
const elsewhere = { code: '990101001002' };

/** Somebody else than who takes the step of a sample. */
const other = mighty({ subject: 'other' });
const third = mighty({ subject: 'third' });

interface Versioned {
  readonly id: string;
  readonly version: number;
}

interface Common {
  readonly fund: string;
  readonly committee: string;
  readonly supervisor: string;
  readonly party: string;
}

/** What all samples of a database share: a fund of public money, and the bodies of its community. */
const shared = new WeakMap<TestPlatform, Promise<Common>>();

function common(platform: TestPlatform): Promise<Common> {
  let made = shared.get(platform);
  if (!made) shared.set(platform, (made = makeCommon(platform)));
  return made;
}

async function makeCommon(platform: TestPlatform): Promise<Common> {
  const organization = async (kind: string, name: string): Promise<string> =>
    (
      await done<{ organization: { id: string } }>(platform, 'createOrganization', {
        kind,
        name: `${name} ${newId().slice(-12)}`,
        division: community,
      })
    ).organization.id;
  const { fund } = await done<{ fund: { id: string } }>(platform, 'createFund', {
    kind: 'GUARANTEE',
    name: `保障资金 ${newId()}`,
    division: community,
    restriction: 'PURPOSE',
    state: 'ACTIVE',
  });
  const { partyOrganization } = await done<{ partyOrganization: { id: string } }>(
    platform,
    'createPartyOrganization',
    {
      kind: 'COMMITTEE',
      carrierKind: 'COMMUNITY',
      name: `社区党委 ${newId().slice(-12)}`,
      division: community,
      status: 'ACTIVE',
      validFrom: '2020-01-01',
    },
  );
  return {
    fund: fund.id,
    committee: await organization('RESIDENTS_COMMITTEE', '居委会'),
    supervisor: await organization('SELF_ORG', '居务监督委员会'),
    party: partyOrganization.id,
  };
}

const proposed = async (platform: TestPlatform): Promise<Input> => ({
  fund: { id: (await common(platform)).fund },
  title: `楼道照明 ${newId().slice(-12)}`,
  matter: '公共楼道照明改造',
  amount: '1000.00',
  proposedOn: '2025-03-01',
  residents: 30,
  cleared: await entriesInForce(platform),
});

/** References to the entries of the negative list that bind the demo community. */
async function entriesInForce(platform: TestPlatform): Promise<readonly Input[]> {
  const { negativeListEntries } = await platform.read<{
    negativeListEntries: { nodes: readonly { readonly id: string; readonly divisionKey: string }[] };
  }>('{ negativeListEntries(first: 100) { nodes { id divisionKey } } }', {}, mighty());
  return negativeListEntries.nodes.flatMap(({ id, divisionKey }) =>
    '990101001001'.startsWith(divisionKey.replace(/(000){1,2}$/, '')) ? [{ id }] : [],
  );
}

/** The five steps: what each says beside the project. */
const steps: readonly (readonly [
  operation: string,
  input: (platform: TestPlatform) => Promise<Input>,
  as: typeof other,
])[] = [
  [
    'deliberateGuaranteeProject',
    async (platform) => ({
      resolution: { id: await makeResolution(platform, { decidedOn: '2025-03-05' }) },
      amount: '800.00',
    }),
    mighty(),
  ],
  [
    'postGuaranteeNotice',
    () => Promise.resolve({ place: '东门公示栏', effectiveOn: '2025-03-06', through: '2025-03-12' }),
    mighty(),
  ],
  [
    'implementGuaranteeProject',
    async (platform) => ({ committee: { id: (await common(platform)).committee }, objections: 0 }),
    other,
  ],
  [
    'assessGuaranteeProject',
    async (platform) => ({ partyOrganization: { id: (await common(platform)).party } }),
    third,
  ],
  [
    'superviseGuaranteeProject',
    async (platform) => ({ supervisor: { id: (await common(platform)).supervisor } }),
    mighty(),
  ],
];

/** A project so many steps on its way. */
async function project(platform: TestPlatform, taken: number): Promise<Input> {
  const selection = 'proposal { id version }';
  let { proposal } = await done<{ proposal: Versioned }>(
    platform,
    'proposeGuaranteeProject',
    await proposed(platform),
    selection,
  );
  for (const [operation, input, as] of steps.slice(0, taken))
    ({ proposal } = await done<{ proposal: Versioned }>(
      platform,
      operation,
      { ...named(proposal), ...(await input(platform)) },
      selection,
      as,
    ));
  return named(proposal);
}

const named = ({ id, version }: Versioned): Input => ({ proposal: { id }, expectedVersion: version });

/** The sample of a step: the project before it, and what it says. */
const stepped =
  (taken: number) =>
  async (platform: TestPlatform): Promise<Input> => ({
    ...(await project(platform, taken)),
    ...(await steps[taken]![1](platform)),
  });

const listed = (): Input => ({
  division: elsewhere,
  group: 'PRIVATE_COST',
  title: `物业服务费 ${newId().slice(-12)}`,
  terms: ['物管费', '物业费'],
  documentNo: '示例〔2025〕1号',
  validFrom: '2025-01-01',
});

let year = 1950;
const counted = (): Input => ({
  division: community,
  year: (year += 1),
  measure: 'NEEDS',
  numerator: 120,
  denominator: 1000,
  base: 'RESIDENT_POPULATION',
  countedOn: `${year}-12-31`,
});

const aimed = (): Input => ({
  division: { code: '990101' },
  year: (year += 1),
  measure: 'LOGIN',
  threshold: '10',
});

/** By operation; each call gives another input, without the fields that every write has. */
export const guaranteeSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input> | Input>> =
  {
    proposeGuaranteeProject: proposed,
    deliberateGuaranteeProject: stepped(0),
    postGuaranteeNotice: stepped(1),
    implementGuaranteeProject: stepped(2),
    assessGuaranteeProject: stepped(3),
    superviseGuaranteeProject: stepped(4),
    closeGuaranteeProject: (platform) => project(platform, 5),
    rejectGuaranteeProject: async (platform) => ({ ...(await project(platform, 0)), reason: '需求不实' }),
    changeGuaranteeProject: async (platform) => ({ ...(await project(platform, 2)), reason: '异议成立' }),
    rectifyGuaranteeProject: async (platform) => ({ ...(await project(platform, 3)), reason: '质量不合格' }),
    recordNegativeListEntry: listed,
    endNegativeListEntry: async (platform) => {
      const { negativeListEntry } = await done<{ negativeListEntry: Versioned }>(
        platform,
        'recordNegativeListEntry',
        listed(),
        'negativeListEntry { id version }',
      );
      const { id, version } = negativeListEntry;
      return { negativeListEntry: { id }, expectedVersion: version, validTo: '2026-01-01' };
    },
    recordParticipation: counted,
    correctParticipation: async (platform) => {
      const { division: _division, year: of, measure: _measure, ...input } = counted();
      const { participationFigure } = await done<{ participationFigure: Versioned }>(
        platform,
        'recordParticipation',
        { division: community, year: of, measure: 'NEEDS', ...input },
        'participationFigure { id version }',
      );
      const { id, version } = participationFigure;
      return { participationFigure: { id }, expectedVersion: version, ...input, numerator: 130 };
    },
    setParticipationTarget: aimed,
    changeParticipationTarget: async (platform) => {
      const { participationTarget } = await done<{ participationTarget: Versioned }>(
        platform,
        'setParticipationTarget',
        aimed(),
        'participationTarget { id version }',
      );
      const { id, version } = participationTarget;
      return { participationTarget: { id }, expectedVersion: version, threshold: '12.5' };
    },
  };
