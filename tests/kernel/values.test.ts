// The kernel's small values: SQL fragments, predicates, ranges, ids, dates, inputs, search keys.
import { describe, expect, test } from '@jest/globals';
import '../../src/server/registry.js';
import { anonymous, makeCaller, mergeRanges, type Grant } from '../../src/kernel/caller.js';
import { isDate, setClock, today, nowIso } from '../../src/kernel/clock.js';
import { defineRules, fault, messageOf, type Fault } from '../../src/kernel/errors.js';
import { decodeId, encodeId, newId, stableId } from '../../src/kernel/ids.js';
import { list, object, of, optional, parseShape, ref, text } from '../../src/kernel/input.js';
import { all, always, any, eq, never, not, oneOf, within } from '../../src/kernel/predicate.js';
import { searchKeyOf, searchText } from '../../src/kernel/search.js';
import { ident, join, literal, param, raw, render, sql } from '../../src/kernel/sql.js';

describe('SQL fragments', () => {
  test('values travel beside the text, each with its type; one that stands twice is bound once', () => {
    const x = param('x', 'text');
    const fragment = sql`${ident('a"b')} = ${x} AND ${raw('c')} > ${param(1, 'int4')} OR d = ${x}`;
    expect(render(fragment)).toEqual({
      text: '"a""b" = $1::text AND c > $2::int4 OR d = $1::text',
      values: ['x', 1],
    });
  });

  test('the text never depends on the values: equal ones of different parameters are two', () => {
    expect(render(sql`${param('1', 'text')} ${param('1', 'text')}`)).toEqual({
      text: '$1::text $2::text',
      values: ['1', '1'],
    });
  });

  test('a fragment may be nested deeper than calls may be', () => {
    let nested = raw('x');
    for (let i = 0; i < 100_000; i++) nested = sql`(${nested})`;
    expect(render(nested).text).toHaveLength(200_001);
  });

  test('a constant is quoted, a list is joined', () => {
    expect(render(join([literal("it's"), raw('1')], ', ')).text).toBe("'it''s', 1");
  });
});

describe('predicates', () => {
  test('constants are folded away', () => {
    const one = eq('a', 1);
    expect(all(always, one)).toBe(one);
    expect(all(never, one)).toEqual(never);
    expect(any(never, one)).toBe(one);
    expect(any(always, one)).toEqual(always);
    expect(not(never)).toEqual(always);
    expect(all()).toEqual(always);
    expect(any()).toEqual(never);
  });

  test('to be one of nothing, or within nowhere, is never true', () => {
    expect(oneOf('a', [])).toEqual(never);
    expect(within('a', [])).toEqual(never);
  });
});

describe('callers', () => {
  const grants: readonly Grant[] = [
    { scope: 'party:write', division: '510117', dataClass: 'PUBLIC' },
    { scope: 'party:read', division: '510118', dataClass: 'PUBLIC' },
    { scope: 'party:read', division: null, dataClass: 'PERSONAL' },
  ];
  const caller = makeCaller(
    {
      app: 'a',
      subject: 's',
      tenant: null,
      audience: 'INTERNAL',
      organizationId: null,
      language: 'en',
      grants,
    },
    (division) => [{ from: division, to: `${division}:` }],
  );

  test('a wider scope includes the narrower one, never the other way', () => {
    expect(caller.ranges('party:read', 'PUBLIC')).toEqual([
      { from: '510117', to: '510117:' },
      { from: '510118', to: '510118:' },
    ]);
    expect(caller.ranges('party:write', 'PUBLIC')).toEqual([{ from: '510117', to: '510117:' }]);
    expect(caller.ranges('party:admin', 'PUBLIC')).toEqual([]);
    expect([caller.holds('party:write'), caller.holds('party:admin')]).toEqual([true, false]);
  });

  test('classes of data are granted one by one', () => {
    expect(caller.ranges('party:read', 'PERSONAL')).toEqual([{ from: '', to: ':' }]);
    expect(caller.ranges('party:read', 'INTERNAL')).toEqual([]);
  });

  test('a scope is held at a place or not', () => {
    expect(caller.holdsAt('party:write', 'PUBLIC', '510117001005')).toBe(true);
    expect(caller.holdsAt('party:write', 'PUBLIC', '510118001005')).toBe(false);
    expect(anonymous('en').holdsAt('party:read', 'PUBLIC', '510117001005')).toBe(false);
  });

  test('ranges that touch or overlap become one', () => {
    const merged = mergeRanges([
      { from: '5', to: '7' },
      { from: '1', to: '3' },
      { from: '3', to: '4' },
      { from: '6', to: '6:' },
    ]);
    expect(merged).toEqual([
      { from: '1', to: '4' },
      { from: '5', to: '7' },
    ]);
  });
});

describe('ids', () => {
  test('a global id says its type, tenant and key, and nothing else reads as one', () => {
    const id = { prefix: 'org', tenant: 510_117, key: '0192f3c4-0000-7000-8000-000000000000' };
    expect(decodeId(encodeId(id))).toEqual(id);
    for (const bad of [
      '',
      'org',
      'org_1',
      'org_01_x',
      'ORG_1_x',
      'org_1_',
      'org_1_a b',
      'org_-1_x',
      "org_1_'",
      'org_1000000000_x',
    ])
      expect(decodeId(bad)).toBeNull();
  });

  test('keys carry the time of the one clock', () => {
    const restore = setClock(() => Date.UTC(2018, 11, 31));
    try {
      expect(parseInt(newId().replace(/-/g, '').slice(0, 12), 16)).toBe(Date.UTC(2018, 11, 31));
    } finally {
      restore();
    }
  });

  test('a stable id is the same on every machine, and another for another name', () => {
    expect(stableId('Organization 1 a', 0)).toBe(stableId('Organization 1 a', 0));
    expect(stableId('Organization 1 a', 0)).not.toBe(stableId('Organization 1 b', 0));
    expect(stableId('x', 0)).toMatch(/^00000000-0000-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('the clock', () => {
  test("today is Shanghai's day", () => {
    const restore = setClock(() => Date.UTC(2018, 11, 31, 16, 0, 0));
    try {
      expect([today(), nowIso()]).toEqual(['2019-01-01', '2018-12-31T16:00:00.000Z']);
    } finally {
      restore();
    }
  });

  test('a date must exist', () => {
    expect(['2024-02-29', '0001-01-01', '9999-12-31'].map(isDate)).toEqual([true, true, true]);
    expect(
      ['2023-02-29', '2023-13-01', '2023-1-1', '0000-01-01', '20230101', '2023-01-01T00:00'].map(isDate),
    ).toEqual(Array.from({ length: 6 }, () => false));
  });
});

describe('inputs', () => {
  const shape = {
    name: text('n', { max: 5 }),
    day: optional(of('Date', 'd')),
    division: ref('Division', 'x'),
    tags: optional(list(text('t', { max: 3 }), { max: 2 })),
    at: optional(object('Place', 'p', { code: of('DivisionCode', 'c') })),
  };
  const judge = (value: Readonly<Record<string, unknown>>): { values: unknown; faults: readonly Fault[] } => {
    const faults: Fault[] = [];
    const values = parseShape(shape, value, [], faults);
    return { values, faults };
  };

  test('texts are trimmed and in NFC, and what is absent stays absent', () => {
    const { values, faults } = judge({ name: ' e\u0301 ', division: { id: 'div_0_510117000000' } });
    expect(faults).toEqual([]);
    expect(values).toEqual({
      name: 'é',
      division: { id: { prefix: 'div', tenant: 0, key: '510117000000' } },
    });
  });

  test('all faults are told at once, each with its path', () => {
    const { faults } = judge({
      name: '123456',
      day: '2023-02-30',
      division: { id: 'no id' },
      tags: ['ok', 'long'],
      at: { code: '1' },
    });
    expect(faults.map((one) => [one.path.join('.'), one.rule])).toEqual([
      ['name', 'text-length'],
      ['day', 'date-form'],
      ['division.id', 'id-form'],
      ['tags.1', 'text-length'],
      ['at.code', 'division-code-form'],
    ]);
  });

  test('a list over its length is one fault, and a control character another', () => {
    expect(
      judge({ name: 'a\u0007', division: { id: 'div_0_1' }, tags: ['a', 'b', 'c'] }).faults.map(
        (one) => one.rule,
      ),
    ).toEqual(['text-printable', 'list-length']);
  });
});

describe('messages', () => {
  test('a fault is a sentence in the language asked for, with its numbers', () => {
    const broken = fault('text-length', ['name'], { min: 1, max: 5 });
    expect(messageOf(broken, 'en')).toBe('The text must have 1 to 5 characters.');
    expect(messageOf(broken, 'zh-CN')).toBe('长度须为 1 至 5 个字符。');
  });

  test('values of an enum are read as their terms', () => {
    defineRules({
      'test-enum-terms': {
        code: 'RULE_BROKEN',
        zh: '可为:{next:OrganizationStatus}。',
        en: 'It may be {next:OrganizationStatus}.',
      },
    });
    const broken = fault('test-enum-terms', [], { next: 'ACTIVE, DEREGISTERED' });
    expect(messageOf(broken, 'en')).toBe('It may be Active, Deregistered.');
    expect(messageOf(broken, 'zh-CN')).toBe('可为:存续、注销。');
  });

  test('a rule that nobody declared cannot be refused by', () => {
    expect(() => fault('no-such-rule')).toThrow('No rule is called no-such-rule.');
  });
});

describe('search keys', () => {
  test('a name is found by its characters, its pinyin and its initials', () => {
    expect(searchKeyOf('Division', { name: '合兴社区', shortName: '合兴', aliases: [] })).toBe(
      '|合兴社区|hexingshequ|hxsq|合兴|hexing|hx|',
    );
  });

  test('places that the dictionary reads wrongly are read right', () => {
    expect(searchKeyOf('Division', { name: '郫都区', shortName: null, aliases: ['郫县'] })).toBe(
      '|郫都区|piduqu|pdq|郫县|pixian|px|',
    );
  });

  test('what is searched for is compared without case, space and separator', () => {
    expect(searchText(' He Xing|')).toBe('hexing');
  });
});
