// Resolutions over the graph: recorded, found, corrected and annulled, and what may rest on one.
import { describe, expect, test } from '@jest/globals';
import { adoptedResolution, restingOn } from '../../src/domains/self-governance/queries/resolutions.js';
import { Refusal } from '../../src/kernel/errors.js';
import { decodeId } from '../../src/kernel/ids.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { mighty } from '../support/domains.js';
import { makeResolution } from '../support/governance.js';
import { usePlatform } from '../support/platform.js';
import { makeAgreement } from '../support/sharing.js';

const gongzhi = usePlatform('seeded', mighty());
const { read, write, refused } = gongzhi;
const community = { code: '990101001001' };

interface Payload {
  readonly resolution: Readonly<Record<string, unknown>> | null;
}

const paper = {
  division: community,
  bodyName: '示例晨光社区居民代表会议',
  title: '关于闲置房屋共享经营的决议',
  content: '同意将闲置房屋交由社会企业经营,收益按协议分成。',
  decidedOn: '2018-03-05',
  adopted: true,
};

describe('a resolution', () => {
  test('is recorded from its document, and found by its initials and from its community', async () => {
    const { resolution, userErrors } = await write<Payload>(
      'recordResolution',
      { ...paper, documentNo: '示例议〔2018〕3号' },
      'resolution { id state bodyName documentNo decidedOn synthetic version body { name } division { name } }',
    );
    expect(userErrors).toEqual([]);
    const { id, ...facts } = resolution!;
    expect(facts).toEqual({
      state: 'ADOPTED',
      bodyName: '示例晨光社区居民代表会议',
      documentNo: '示例议〔2018〕3号',
      decidedOn: '2018-03-05',
      synthetic: true,
      version: 1,
      body: null,
      division: { name: '示例晨光社区居委会' },
    });
    const found = await read(`{
      resolutions(search: "xzfwgx") { nodes { id } }
      division(code: "990101001") { resolutions(filter: { documentNo: { eq: "示例议〔2018〕3号" } }) { totalCount } } }`);
    expect(found).toEqual({
      resolutions: { nodes: [{ id }] },
      division: { resolutions: { totalCount: 1 } },
    });
  });

  test('names its body, once per document, and is not of tomorrow', async () => {
    await write('recordResolution', { ...paper, documentNo: '示例议〔2018〕4号' });
    expect(await refused('recordResolution', { ...paper, documentNo: '示例议〔2018〕4号' })).toEqual([
      'CONFLICT unique-in-tenant at documentNo',
    ]);
    const { bodyName: _name, ...nameless } = paper;
    expect(await refused('recordResolution', { ...nameless, documentNo: '示例议〔2018〕5号' })).toEqual([
      'INVALID_INPUT resolution-names-its-body at bodyName',
    ]);
    expect(
      await refused('recordResolution', {
        ...paper,
        decidedOn: '2999-01-01',
        documentNo: '示例议〔2018〕5号',
      }),
    ).toEqual(['RULE_BROKEN resolution-decided-until-today at decidedOn']);
  });

  test('takes the name of a recorded body', async () => {
    const { organization } = await write<{ organization: { id: string } }>('createOrganization', {
      kind: 'OWNERS_ASSEMBLY',
      name: '示例晨光小区业主大会',
      division: community,
    });
    const { bodyName: _name, ...rest } = paper;
    const { resolution } = await write<Payload>(
      'recordResolution',
      { ...rest, body: organization, documentNo: '示例业〔2018〕1号', adopted: false },
      'resolution { state bodyName body { resolutions { totalCount } } }',
    );
    expect(resolution).toEqual({
      state: 'REJECTED',
      bodyName: '示例晨光小区业主大会',
      body: { resolutions: { totalCount: 1 } },
    });
  });

  test('is corrected, and annulled for a reason from its own day on', async () => {
    const id = await makeResolution(gongzhi, { decidedOn: '2018-03-05' });
    const target = { resolution: { id }, expectedVersion: 1 };
    const { resolution } = await write<Payload>(
      'updateResolution',
      { ...target, decidedOn: '2018-03-06', content: '同意。' },
      'resolution { decidedOn content version }',
    );
    expect(resolution).toEqual({ decidedOn: '2018-03-06', content: '同意。', version: 2 });
    const annul = { ...target, expectedVersion: 2, reason: '未达法定人数' };
    expect(await refused('annulResolution', { ...annul, effectiveOn: '2018-03-05' })).toEqual([
      'RULE_BROKEN resolution-annulled-after-its-day at effectiveOn',
    ]);
    const annulled = await write<Payload>(
      'annulResolution',
      { ...annul, effectiveOn: '2018-04-01' },
      'resolution { state stateChanges { fromState toState effectiveOn reason } }',
    );
    expect(annulled.resolution).toEqual({
      state: 'ANNULLED',
      stateChanges: [
        {
          fromState: 'ADOPTED',
          toState: 'ANNULLED',
          effectiveOn: '2018-04-01',
          reason: '未达法定人数',
        },
      ],
    });
    expect(await refused('updateResolution', { ...target, expectedVersion: 3, title: '改' })).toEqual([
      'RULE_BROKEN annulled-resolution-is-final at ',
    ]);
  });
});

describe('what rests on a resolution', () => {
  /** Whether something of the demo county may rest on the resolution from a day: its key, or the rules against it. */
  async function rest(id: string, on: string, tenant = 990_101): Promise<unknown> {
    const { tenant: office, key } = decodeId(id)!;
    const { rows } = await gongzhi.pool.query<Record<string, unknown>>(
      `SELECT *, "decidedOn"::text AS "decidedOn" FROM "Resolution" WHERE tenant = $1 AND id = $2`,
      [office, key],
    );
    return withTransaction(gongzhi.pool, (tx) => adoptedResolution(tx, tenant, rows[0]!, on)).catch(
      (error: unknown) => {
        if (error instanceof Refusal)
          return error.faults.map(({ rule, path }) => `${rule} at ${path.join('.')}`);
        throw error;
      },
    );
  }

  test('comes after it, in the same office', async () => {
    const id = await makeResolution(gongzhi, { decidedOn: '2018-03-05' });
    expect(await rest(id, '2018-03-05')).toBe(decodeId(id)!.key);
    expect(await rest(id, '2018-03-04')).toEqual(['resolution-comes-first at resolution']);
    expect(await rest(id, '2018-03-05', 510_117)).toEqual(['resolution-of-the-same-office at resolution']);
  });

  test('needs one that was adopted and not annulled', async () => {
    const rejected = await makeResolution(gongzhi, { adopted: false });
    expect(await rest(rejected, '2018-03-05')).toEqual(['resolution-is-adopted at resolution']);
    const annulled = await makeResolution(gongzhi);
    await write('annulResolution', {
      resolution: { id: annulled },
      expectedVersion: 1,
      effectiveOn: '2018-01-01',
      reason: '程序有误',
    });
    expect(await rest(annulled, '2018-03-05')).toEqual(['resolution-is-adopted at resolution']);
  });

  test('is found in whichever table refers to it, and keeps the resolution as it is', async () => {
    const unused = decodeId(await makeResolution(gongzhi))!.key;
    expect(await withTransaction(gongzhi.pool, (tx) => restingOn(tx, 990_101, unused))).toEqual([]);
    const agreement = await makeAgreement(gongzhi);
    const { node } = await read<{ node: { resolution: { id: string } } }>(
      `query ($id: ID!) { node(id: $id) { ... on Agreement { resolution { id } } } }`,
      { id: agreement.id },
    );
    const { id } = node.resolution;
    const used = decodeId(id)!.key;
    expect(await withTransaction(gongzhi.pool, (tx) => restingOn(tx, 990_101, used))).toEqual(['Agreement']);
    const target = { resolution: { id }, expectedVersion: 1 };
    const rests = ['RULE_BROKEN resolution-stays-while-others-rest-on-it at '];
    expect(
      await refused('annulResolution', { ...target, effectiveOn: '2018-02-01', reason: '程序有误' }),
    ).toEqual(rests);
    expect(await refused('updateResolution', { ...target, decidedOn: '2017-11-30' })).toEqual(rests);
  });
});
