// The rules of the party tree without a database: matrix, paths by date, statutory sizes, life cycle.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PartyCarrier, PartyKind, PartyStatus } from '../../src/generated/database.js';
import {
  firstStateFaults,
  isEnd,
  statusSteps,
  stepDayFaults,
  stepFaults,
} from '../../src/domains/party/rules/life-cycle.js';
import {
  parentFaults,
  parentMatrix,
  rungOf,
  validThroughout,
} from '../../src/domains/party/rules/parents.js';
import { statutory, warningsOf, warningText, type Size } from '../../src/domains/party/rules/sizes.js';
import {
  cycleFaults,
  endFaults,
  moveDayFaults,
  overlap,
  segmentsAfterMove,
  segmentsBelow,
  type Link,
  type Segment,
} from '../../src/domains/party/rules/tree.js';

const place = (kind: PartyKind, carrierKind: PartyCarrier) => ({ kind, carrierKind });
const rulesOf = (faults: readonly { rule: string | null }[]): (string | null)[] =>
  faults.map(({ rule }) => rule);

describe('the matrix of parents', () => {
  const kinds = Object.keys(parentMatrix) as PartyKind[];

  test('lets stand below each kind exactly these', () => {
    const below = Object.fromEntries(
      kinds.map((parent) => [
        parent,
        kinds
          .filter((child) => parentFaults(place(child, 'MOBILE'), place(parent, 'TOWN'), []).length === 0)
          .join(' '),
      ]),
    );
    expect(below).toEqual({
      DISTRICT_COMMITTEE: 'WORKING_COMMITTEE COMMITTEE ORGAN LEADING_GROUP',
      WORKING_COMMITTEE: 'COMMITTEE GENERAL_BRANCH BRANCH JOINT_BRANCH TEMPORARY_BRANCH',
      COMMITTEE: 'COMMITTEE GENERAL_BRANCH BRANCH JOINT_BRANCH TEMPORARY_BRANCH',
      GENERAL_BRANCH: 'BRANCH JOINT_BRANCH TEMPORARY_BRANCH',
      BRANCH: 'GROUP',
      JOINT_BRANCH: 'GROUP',
      TEMPORARY_BRANCH: 'GROUP',
      GROUP: '',
      ORGAN: '',
      LEADING_GROUP: '',
    });
  });

  test('lets a committee stand under a committee of a town only', () => {
    const under = (carrier: PartyCarrier): (string | null)[] =>
      rulesOf(parentFaults(place('COMMITTEE', 'VILLAGE'), place('COMMITTEE', carrier), ['parent']));
    expect(under('TOWN')).toEqual([]);
    expect(under('COMMUNITY')).toEqual([
      'party-committee-under-a-towns',
      'party-carrier-at-or-below-parents',
    ]);
  });

  test('goes down in kind or in carrier on every step, so that their order is the order of a path', () => {
    const order = Object.keys(parentMatrix);
    const carriers: PartyCarrier[] = ['DISTRICT', 'STREET', 'TOWN', 'COMMUNITY', 'VILLAGE', 'COMPOUND'];
    for (const child of kinds)
      for (const { kind: parent } of parentMatrix[child])
        for (const above of carriers)
          for (const carrier of carriers) {
            if (parentFaults(place(child, carrier), place(parent, above), []).length > 0) continue;
            const down =
              order.indexOf(child) - order.indexOf(parent) ||
              carriers.indexOf(carrier) - carriers.indexOf(above);
            expect(down).toBeGreaterThan(0);
          }
  });

  test('sends a group under a general branch away with the advice to set up a branch first', () => {
    const faults = parentFaults(place('GROUP', 'BUILDING_COURT'), place('GENERAL_BRANCH', 'COMMUNITY'), [
      'parent',
    ]);
    expect(faults).toEqual([
      {
        code: 'RULE_BROKEN',
        rule: 'party-group-stands-under-a-branch',
        path: ['parent'],
        params: { parent: 'GENERAL_BRANCH' },
      },
    ]);
  });

  test('keeps the carrier at or below that of the parent', () => {
    expect(
      rulesOf(parentFaults(place('BRANCH', 'COMMUNITY'), place('GENERAL_BRANCH', 'ENTERPRISE'), [])),
    ).toEqual(['party-carrier-at-or-below-parents']);
    expect(rungOf('DISTRICT')).toBe(0);
    expect(rungOf('GRID_MICRO')).toBe(3);
  });

  test('wants the parent to exist during the whole validity', () => {
    const parent = { validFrom: '2020-01-01', validTo: '2022-01-01' };
    const during = (validFrom: string, validTo: string | null): number =>
      validThroughout(parent, { validFrom, validTo }, []).length;
    expect(during('2020-01-01', '2022-01-01')).toBe(0);
    expect(during('2019-12-31', '2021-01-01')).toBe(1);
    expect(during('2020-01-01', '2022-01-02')).toBe(1);
    expect(during('2020-01-01', null)).toBe(1);
  });
});

describe('a statutory size', () => {
  const size = (changes: Partial<Size>): Size => ({
    kind: 'BRANCH',
    carrierKind: 'COMMUNITY',
    formalMembers: null,
    probationaryMembers: null,
    committeeSeats: null,
    coveredUnits: null,
    termStart: null,
    termEnd: null,
    exceptionDocumentNo: null,
    ...changes,
  });
  const rules = (changes: Partial<Size>): string[] => warningsOf(size(changes)).map(({ rule }) => rule);

  test.each<[string, Partial<Size>, string[]]>([
    ['nothing recorded', {}, []],
    ['a branch of 2', { formalMembers: 2 }, ['branch-has-three-formal-members']],
    ['a branch of 3', { formalMembers: 3 }, []],
    [
      'a branch of 2 and 5 on probation',
      { formalMembers: 2, probationaryMembers: 5 },
      ['branch-has-three-formal-members'],
    ],
    ['a branch of 50', { formalMembers: 50, committeeSeats: 5 }, []],
    ['a branch of 51', { formalMembers: 51, committeeSeats: 5 }, ['branch-has-at-most-fifty-members']],
    [
      'a branch of 50 and 1 on probation',
      { formalMembers: 50, probationaryMembers: 1, committeeSeats: 5 },
      ['branch-has-at-most-fifty-members'],
    ],
    [
      'a general branch of 50',
      { kind: 'GENERAL_BRANCH', formalMembers: 50 },
      ['general-branch-has-over-fifty-members'],
    ],
    ['a general branch of 51', { kind: 'GENERAL_BRANCH', formalMembers: 51 }, []],
    ['a general branch of 99', { kind: 'GENERAL_BRANCH', formalMembers: 99 }, []],
    [
      'a general branch of 100',
      { kind: 'GENERAL_BRANCH', formalMembers: 100 },
      ['general-branch-has-under-hundred-members'],
    ],
    ['a committee of 100', { kind: 'COMMITTEE', formalMembers: 100 }, ['committee-has-over-hundred-members']],
    ['a committee of 101', { kind: 'COMMITTEE', formalMembers: 101 }, []],
    ['a branch of 6 without committee', { formalMembers: 6 }, []],
    ['a branch of 7 without committee', { formalMembers: 7 }, ['branch-with-seven-members-has-a-committee']],
    [
      'a branch of 7 with 2 seats',
      { formalMembers: 7, committeeSeats: 2 },
      ['branch-with-seven-members-has-a-committee'],
    ],
    ['a branch of 7 with 3 seats', { formalMembers: 7, committeeSeats: 3 }, []],
    ['a branch of 40 with 7 seats', { formalMembers: 40, committeeSeats: 7 }, []],
    [
      'a branch of 40 with 8 seats',
      { formalMembers: 40, committeeSeats: 8 },
      ['branch-committee-has-at-most-seven-seats'],
    ],
    ['a joint branch of 5 units', { kind: 'JOINT_BRANCH', coveredUnits: 5 }, []],
    [
      'a joint branch of 6 units',
      { kind: 'JOINT_BRANCH', coveredUnits: 6 },
      ['joint-branch-covers-at-most-five-units'],
    ],
    ['a community’s term of 5 years', { termStart: '2022-01-01', termEnd: '2027-01-01' }, []],
    [
      'a community’s term of 5 years and a day',
      { termStart: '2022-01-01', termEnd: '2027-01-02' },
      ['term-within-its-years'],
    ],
    [
      'an enterprise’s term of 3 years',
      { carrierKind: 'ENTERPRISE', termStart: '2024-02-29', termEnd: '2027-02-28' },
      [],
    ],
    [
      'an enterprise’s term of 5 years',
      { carrierKind: 'ENTERPRISE', termStart: '2022-01-01', termEnd: '2027-01-01' },
      ['term-within-its-years'],
    ],
  ])('%s is warned of: %#', (_, changes, expected) => {
    expect(rules(changes)).toEqual(expected);
  });

  test('is not warned of where an exception is approved', () => {
    expect(rules({ formalMembers: 2, exceptionDocumentNo: '示例组〔2024〕1号' })).toEqual([]);
  });

  test('is explained in both languages with its numbers, and advises a joint branch', () => {
    const [warning] = warningsOf(size({ formalMembers: 2 }));
    expect(warningText(warning!, 'zh-CN')).toBe('正式党员 2 人,不足 3 人;可与邻近单位成立联合党支部。');
    expect(warningText(warning!, 'en')).toBe(
      'There are 2 full members, fewer than 3; a joint branch with neighbours is the usual way.',
    );
    expect(statutory.branchMinFormal).toBe(3);
  });
});

describe('the life of a party organization', () => {
  const all = Object.keys(statusSteps) as PartyStatus[];

  test('has exactly these steps', () => {
    const steps = all.flatMap((from) =>
      all.filter((to) => stepFaults(from, to, '示例区委').length === 0).map((to) => `${from} → ${to}`),
    );
    expect(steps).toEqual([
      'PROPOSED → APPROVED',
      'PROPOSED → DISSOLVED',
      'APPROVED → ACTIVE',
      'APPROVED → DISSOLVED',
      'ACTIVE → TERM_EXPIRED',
      'ACTIVE → MERGED',
      'ACTIVE → DISSOLVED',
      'TERM_EXPIRED → ELECTION',
      'ELECTION → ACTIVE',
    ]);
    expect(all.filter(isEnd)).toEqual(['MERGED', 'DISSOLVED']);
  });

  test('names the approving body where it is approved', () => {
    expect(rulesOf(stepFaults('PROPOSED', 'APPROVED', null))).toEqual(['party-approval-names-its-body']);
    expect(rulesOf(firstStateFaults('APPROVED', null))).toEqual(['party-approval-names-its-body']);
    expect(firstStateFaults('APPROVED', '示例区委')).toEqual([]);
    expect(rulesOf(firstStateFaults('DISSOLVED', '示例区委'))).toEqual(['party-begins-before-its-term-ends']);
  });

  test('goes forward in time, from the foundation up to today', () => {
    const on = (day: string, lastChangeOn: string | null): number =>
      stepDayFaults(
        day,
        { from: 'ACTIVE', to: 'TERM_EXPIRED', validFrom: '2024-01-01', lastChangeOn },
        '2024-12-31',
      ).length;
    expect([on('2024-01-01', null), on('2024-12-31', '2024-06-01'), on('2024-06-01', '2024-06-01')]).toEqual([
      0, 0, 0,
    ]);
    expect([on('2023-12-31', null), on('2025-01-01', null), on('2024-05-31', '2024-06-01')]).toEqual([
      1, 1, 1,
    ]);
  });
});

describe('the day of a move', () => {
  const node = { validFrom: '2020-01-01', validTo: '2030-01-01' };
  const links: Link[] = [
    { parentId: 'p', validFrom: '2020-01-01', validTo: '2022-01-01' },
    { parentId: 'q', validFrom: '2022-01-01', validTo: '2030-01-01' },
  ];
  test.each([
    ['2022-01-02', 'p', []],
    ['2022-01-02', 'q', ['party-move-changes-the-parent']],
    ['2022-01-01', 'p', ['party-history-not-rewritten']],
    ['2021-06-01', 'p', ['party-history-not-rewritten']],
    ['2019-12-31', 'p', ['party-move-within-validity']],
    ['2030-01-01', 'p', ['party-move-within-validity']],
  ])('%s under %s: %j', (day, parent, expected) => {
    expect(rulesOf(moveDayFaults(node, links, parent, day))).toEqual(expected);
  });

  test('of an end comes after the foundation and after every recorded parent', () => {
    expect(rulesOf(endFaults(node, links, '2022-01-02'))).toEqual([]);
    expect(rulesOf(endFaults(node, links, '2022-01-01'))).toEqual(['party-history-not-rewritten']);
    expect(rulesOf(endFaults(node, links, '2020-01-01'))).toEqual(['party-move-within-validity']);
  });
});

describe('paths by date', () => {
  /** A tree kept twice: as links, and as the segments that the rules write. */
  interface Kept {
    links: { child: string; parent: string; validFrom: string; validTo: string | null }[];
    segments: Segment[];
  }
  const day = (n: number): string => `2024-01-${String(n).padStart(2, '0')}`;
  const ever = { validFrom: day(1), validTo: null };
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

  const later = (segments: readonly Segment[], on: string): Segment[] =>
    segments.filter(({ validTo }) => validTo === null || validTo > on);

  function move(kept: Kept, child: string, parent: string, on: string): void {
    const above = later(kept.segments, on).filter(({ nodeId }) => nodeId === parent);
    const during = { validFrom: on, validTo: null };
    if (kept.links.some((link) => link.child === child && link.validFrom >= on)) return;
    if (cycleFaults(child, parent, above, during).length > 0) return;
    const current = kept.links.find((link) => link.child === child && link.validTo === null);
    if (current) current.validTo = on;
    kept.links.push({ child, parent, ...during });
    const subtree = later(kept.segments, on).filter(({ path }) => path.includes(`/${child}/`));
    const cut = kept.segments
      .filter((segment) => !subtree.includes(segment) || segment.validFrom < on)
      .map((segment) => (subtree.includes(segment) ? { ...segment, validTo: on } : segment));
    kept.segments = [...cut, ...segmentsAfterMove(subtree, child, above, on)];
  }

  /** The path by walking the links of a day; a ring would never end. */
  function walked({ links }: Kept, id: string, on: string): string {
    const link = links.find(
      (l) => l.child === id && l.validFrom <= on && (l.validTo === null || on < l.validTo),
    );
    return link ? `${walked({ links, segments: [] }, link.parent, on)}${id}/` : `/${id}/`;
  }

  test('are those of the links on every day, after any moves in any order of time', () => {
    const moves = fc.array(
      fc.record({
        child: fc.constantFrom(...ids),
        parent: fc.constantFrom(...ids),
        on: fc.integer({ min: 2, max: 20 }),
      }),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(moves, (steps) => {
        const kept: Kept = { links: [], segments: ids.flatMap((id) => segmentsBelow(null, id, ever)) };
        for (const { child, parent, on } of steps) move(kept, child, parent, day(on));
        for (const id of ids)
          for (let n = 1; n <= 21; n++) {
            const on = day(n);
            const valid = kept.segments.filter(
              (s) => s.nodeId === id && s.validFrom <= on && (s.validTo === null || on < s.validTo),
            );
            expect(valid.map(({ path }) => path)).toEqual([walked(kept, id, on)]);
          }
      }),
      { numRuns: 300 },
    );
  });

  test('of a new organization follow every place that its parent will have', () => {
    const parent: Segment[] = [
      { nodeId: 'p', path: '/x/p/', validFrom: day(1), validTo: day(10) },
      { nodeId: 'p', path: '/y/p/', validFrom: day(10), validTo: null },
    ];
    expect(segmentsBelow(parent, 'n', { validFrom: day(5), validTo: day(15) })).toEqual([
      { nodeId: 'n', path: '/x/p/n/', validFrom: day(5), validTo: day(10) },
      { nodeId: 'n', path: '/y/p/n/', validFrom: day(10), validTo: day(15) },
    ]);
  });

  test('have days in common only where both are valid', () => {
    expect(overlap({ validFrom: day(1), validTo: day(5) }, { validFrom: day(5), validTo: null })).toBeNull();
    expect(overlap({ validFrom: day(1), validTo: day(6) }, ever)).toEqual({
      validFrom: day(1),
      validTo: day(6),
    });
  });

  test('refuse a ring that only a later day would close', () => {
    const parent: Segment[] = [
      { nodeId: 'p', path: '/p/', validFrom: day(1), validTo: day(10) },
      { nodeId: 'p', path: '/n/p/', validFrom: day(10), validTo: null },
    ];
    expect(rulesOf(cycleFaults('n', 'p', parent, { validFrom: day(5), validTo: null }))).toEqual([
      'party-tree-acyclic',
    ]);
    expect(cycleFaults('n', 'p', parent, { validFrom: day(5), validTo: day(10) })).toEqual([]);
  });
});
