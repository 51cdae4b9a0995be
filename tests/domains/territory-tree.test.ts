// The tree of codes as values: divisions that have ended, merged, or began under a code that another one bore before.
import { describe, expect, test } from '@jest/globals';
import { codeTreeOf, type DatedCode } from '../../src/domains/territory/rules/code-tree.js';

const version = (key: string, code: string, parentKey: string, validFrom = '0001-01-01'): DatedCode => ({
  key: key.padEnd(12, '0'),
  code: code.padEnd(12, '0'),
  parentKey: parentKey.padEnd(12, '0'),
  validFrom,
});
const range = (digits: string) => ({ from: digits, to: `${digits}:` });

/** A county that is recoded in 2025, after two of its communities changed. */
const county = [
  version('990101', '990101', '9901'),
  version('990101', '990102', '9901', '2025-01-01'),
  // Recoded in 2020 and abolished in 2024: its last code is one of the old county.
  version('990101001001', '990101001001', '990101001'),
  version('990101001001', '990101001005', '990101001', '2020-01-01'),
  // Merged into a community of another street in 2024, which goes on.
  version('990101002001', '990101002001', '990101002'),
  version('990101003001', '990101003001', '990101003'),
  version('990101003001', '990102003001', '990101003', '2025-01-01'),
];
const merger = { key: '990101002001', into: '990101003001', effectiveOn: '2024-01-01' };

describe('a division that has ended', () => {
  const tree = codeTreeOf(county, [merger]);

  test('goes along when what it lay in is recoded', () => {
    expect(tree.ranges('990102', '2025-06-01')).toEqual([range('990101'), range('990102')]);
    expect(tree.ranges('990101001', '2025-06-01')).toEqual([range('990101001')]);
  });

  test('by a merger lies within its successor from that day on', () => {
    expect(tree.ranges('990101003001', '2023-12-31')).toEqual([range('990101003001')]);
    expect(tree.ranges('990101003001', '2024-01-01')).toEqual([range('990101002001'), range('990101003001')]);
    expect(tree.ranges('990101002', '2023-12-31')).toEqual([range('990101002')]);
    expect(tree.ranges('990101002', '2024-01-01')).toEqual([
      { from: '990101002', to: '990101002001' },
      { from: '990101002001:', to: '990101002:' },
    ]);
  });

  test('is found by its own last code', () => {
    expect(tree.ranges('990101001005', '2025-06-01')).toContainEqual(range('990101001001'));
    expect(tree.ranges('990101002001', '2025-06-01')).toEqual([range('990101002001')]);
  });
});

describe('a division that began under a code that another county bore before', () => {
  const tree = codeTreeOf([
    version('990101', '990101', '9901'),
    version('990101', '990102', '9901', '2024-01-01'),
    version('990101005', '990101005', '990103', '2025-02-01'),
    version('990103', '990103', '9901'),
    version('990103', '990101', '9901', '2025-01-01'),
  ]);

  test('lies in the county that it was established in', () => {
    expect(tree.ranges('990101', '2025-06-01')).toEqual([range('990101005'), range('990103')]);
    expect(tree.ranges('990102', '2025-06-01')).not.toContainEqual(range('990101'));
  });
});

test('data that goes in a circle comes to an end', () => {
  const tree = codeTreeOf(
    [version('990101001', '990101001', '990101'), version('990101002', '990101002', '990101')],
    [
      { key: '990101001000', into: '990101002000', effectiveOn: '2024-01-01' },
      { key: '990101002000', into: '990101001000', effectiveOn: '2024-01-01' },
    ],
  );
  expect(tree.ranges('990102', '2025-01-01')).toEqual([range('990102')]);
  expect(tree.ranges('990101001', '2025-01-01')).toEqual([range('990101001'), range('990101002')]);
});
