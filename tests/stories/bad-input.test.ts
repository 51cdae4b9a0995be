// A caller who gets everything wrong is told where, by which rule, and how to mend it, in both languages; nothing is
// written.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Language } from '../../src/kernel/caller.js';
import { allRules } from '../../src/kernel/errors.js';
import { changed, dump } from '../support/dump.js';
import { usePlatform, type UserError } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'district');

/** A row that a case starts from, with what stands above it and below it. */
interface Found {
  readonly id: string;
  readonly version: number;
  readonly division: { readonly code: string };
  readonly parent: Found;
  readonly children: Nodes;
}
interface Nodes {
  readonly nodes: readonly [Found];
}

/** Ids of rows of the demo county that the cases start from. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  const found = await gongzhi.read<
    Record<'branch' | 'general' | 'unit', Nodes> & { divisions: { pageInfo: { endCursor: string } } }
  >(
    `{
      branch: partyOrganizations(first: 1, filter: { kind: { eq: BRANCH }, children: { some: {} } }) { nodes { id version parent { id version } children(first: 1) { nodes { id } } } }
      general: partyOrganizations(first: 1, filter: { kind: { eq: GENERAL_BRANCH } }) { nodes { id division { code } } }
      unit: governanceUnits(first: 1, filter: { kind: { eq: RESIDENTIAL_COMPOUND }, children: { some: {} } }) { nodes { id version children(first: 1) { nodes { id } } } }
      divisions(first: 1) { pageInfo { endCursor } }
    }`,
  );
  const [branch, general, unit] = [found.branch.nodes[0], found.general.nodes[0], found.unit.nodes[0]];
  Object.assign(ids, {
    branch: branch.id,
    branchParent: branch.parent.id,
    branchParentVersion: String(branch.parent.version),
    group: branch.children.nodes[0].id,
    general: general.id,
    generalDivision: general.division.code,
    unit: unit.id,
    unitVersion: String(unit.version),
    part: unit.children.nodes[0].id,
    cursor: found.divisions.pageInfo.endCursor,
  });
});

/** An error of the payload or of the answer. */
interface Told extends Omit<UserError, 'path'> {
  readonly path: readonly (string | number)[];
}

const organization = (fields: string): string =>
  `mutation { answer: createOrganization(input: { name: "示例", division: { code: "990101" }, idempotencyKey: "bad-input-1", ${fields} }) { userErrors { path code rule message } } }`;

const cases: readonly (readonly [string, () => string, readonly Omit<Told, 'message'>[]])[] = [
  [
    'a division code of seven digits',
    () => organization('kind: ENTERPRISE').replace('"990101"', '"9901011"'),
    [{ path: ['division', 'code'], code: 'INVALID_INPUT', rule: 'division-code-form' }],
  ],
  [
    'a division that does not exist',
    () => organization('kind: ENTERPRISE').replace('"990101"', '"990199"'),
    [{ path: ['division'], code: 'NOT_FOUND', rule: null }],
  ],
  [
    'a USCC with a wrong check character',
    () => organization('kind: ENTERPRISE, uscc: "91510117MADEM0011J"'),
    [{ path: ['uscc'], code: 'INVALID_INPUT', rule: 'uscc-check-character' }],
  ],
  [
    'a USCC that contradicts the kind',
    () => organization('kind: FOUNDATION, uscc: "91510117MADEM0011H"'),
    [{ path: ['uscc'], code: 'INVALID_INPUT', rule: 'uscc-agrees-with-kind' }],
  ],
  [
    'several faults at once',
    () =>
      organization(
        'kind: ENTERPRISE, registeredOn: "2023-02-30", shortName: "", idempotencyKey: "short"',
      ).replace('idempotencyKey: "bad-input-1", ', ''),
    [
      { path: ['idempotencyKey'], code: 'INVALID_INPUT', rule: 'idempotency-key-form' },
      { path: ['shortName'], code: 'INVALID_INPUT', rule: 'text-length' },
      { path: ['registeredOn'], code: 'INVALID_INPUT', rule: 'date-form' },
    ],
  ],
  [
    'a compound inside its own building',
    () =>
      `mutation { answer: moveGovernanceUnit(input: { unit: { id: "${ids['unit']}" }, parent: { id: "${ids['part']}" }, expectedVersion: ${ids['unitVersion']}, idempotencyKey: "bad-input-2" }) { userErrors { path code rule message } } }`,
    [{ path: ['parent'], code: 'RULE_BROKEN', rule: 'unit-tree-acyclic' }],
  ],
  [
    'a party organization under its own branch',
    () =>
      `mutation { answer: movePartyOrganization(input: { partyOrganization: { id: "${ids['branchParent']}" }, newParent: { id: "${ids['branch']}" }, effectiveOn: "2027-01-01", expectedVersion: ${ids['branchParentVersion']}, idempotencyKey: "bad-input-3" }) { userErrors { path code rule message } } }`,
    [{ path: ['newParent'], code: 'RULE_BROKEN', rule: 'party-tree-acyclic' }],
  ],
  [
    'a group under a general branch',
    () =>
      `mutation { answer: createPartyOrganization(input: { name: "示例党小组", kind: GROUP, carrierKind: BUILDING_COURT, division: { code: "${ids['generalDivision']}" }, parent: { id: "${ids['general']}" }, validFrom: "2026-01-01", idempotencyKey: "bad-input-4" }) { userErrors { path code rule message } } }`,
    [{ path: ['parent'], code: 'RULE_BROKEN', rule: 'party-group-stands-under-a-branch' }],
  ],
  [
    'a cursor of another list',
    () => `{ answer: organizations(after: "${ids['cursor']}") { totalCount } }`,
    [{ path: ['answer', 'after'], code: 'INVALID_INPUT', rule: 'cursor-of-this-list' }],
  ],
  [
    'a page of 5,000',
    () => '{ answer: organizations(first: 5000) { totalCount } }',
    [{ path: ['answer', 'first'], code: 'INVALID_INPUT', rule: 'page-size' }],
  ],
];

/** What the caller is told, from the payload or from the answer's errors. */
async function told(source: string, language: Language): Promise<readonly Told[]> {
  const { data, errors } = await gongzhi.query(source, {}, { language });
  if (errors)
    return errors.map(({ path, message, extensions }) => ({
      path: path!,
      code: String(extensions!['code']),
      rule: (extensions!['rule'] as string | undefined) ?? null,
      message,
    }));
  return (data!['answer'] as { userErrors: readonly Told[] }).userErrors;
}

describe('bad input', () => {
  test.each(cases)('%s: path, code, rule, and a sentence in both languages', async (_, source, expected) => {
    const before = await dump(gongzhi.pool);
    const [english, chinese] = [await told(source(), 'en'), await told(source(), 'zh-CN')];
    expect(english.map(({ path, code, rule }) => ({ path, code, rule }))).toEqual(expected);
    expect(chinese.map(({ path, code, rule }) => ({ path, code, rule }))).toEqual(expected);
    for (const [i, { message }] of english.entries()) {
      expect(message).toMatch(/^[\x20-\x7e–—’]{12,}[.;]?$/);
      expect(chinese[i]!.message).toMatch(/[\u4e00-\u9fff]{4,}/);
      expect(message + chinese[i]!.message).not.toMatch(/\{\w+|undefined/);
    }
    const after = await dump(gongzhi.pool);
    // A refusal by a rule is remembered under its key and audited; what was asked for is not there.
    const remembered = expected.some(({ code }) => code === 'RULE_BROKEN');
    expect(changed(before, after)).toEqual(remembered ? ['IdempotencyKey', 'AuditEvent'] : []);
  });

  test('a group under a general branch is advised to set up a branch first', async () => {
    const [, source] = cases.find(([name]) => name === 'a group under a general branch')!;
    expect((await told(source(), 'zh-CN'))[0]!.message).toContain('先建党支部');
  });

  test('every rule has its sentence in both languages, and every parameter stands in both', () => {
    const params = (text: string): readonly string[] => [...new Set(text.match(/\{\w+(?::\w+)?\}/g))].sort();
    for (const [name, { zh, en }] of allRules()) {
      expect([name, zh]).toEqual([name, expect.stringMatching(/[\u4e00-\u9fff]/)]);
      expect([name, params(zh)]).toEqual([name, params(en)]);
    }
  });
});
