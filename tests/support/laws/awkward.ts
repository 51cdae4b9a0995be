// Texts and numbers that programs stumble over, each of which is either taken as it is or refused by name.

const nul = String.fromCharCode(0);
const high = String.fromCharCode(0xd83d);

/** Texts of every kind that are no ordinary name. */
export const awkwardTexts: readonly string[] = [
  '',
  ' ',
  '\t\n',
  '%',
  '_',
  '\\',
  "'",
  '"',
  '\'; DROP TABLE "Fund"; --',
  '$1',
  '{0}%s%n',
  '${jndi:x}',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  `半${nul}截`,
  `半${high}截`,
  '\u202e倒\u200b序\ufeff',
  'e\u0301\u0323\u0301',
  '\u{20bb7}野家',
  '👨‍👩‍👧‍👦',
  'х'.repeat(300),
  '长'.repeat(1_001),
  'null',
  '0',
  '-0',
  '1e5',
  'NaN',
  'Infinity',
  '2026-02-30',
  '9999-12-31',
  '0000-00-00',
  '+0012026-01-01',
  '2026-03-15T04:00:00Z',
  '2026-03-15T25:61:61+99:99',
  '0.005',
  '-1.00',
  '00000000000000.01',
  '9999999999999.99',
  '99999999999999999999999999',
  '99010100100100000000',
  'fnd_990101_00000000-0000-7000-8000-000000000000',
  'org_990101_x',
  '[]',
  '{"id":1}',
];

/** Whole numbers at the ends of what they may be. */
export const awkwardNumbers: readonly number[] = [
  0, 1, -1, 2, 12, 13, 99, 1_000, 2_147_483_647, -2_147_483_648,
];
