// Sheets for people who import: templates with what each column expects, and the rows that were refused.
import type { Column, Row, Sheet } from '../../kernel/sheet.js';
import { bulkImports } from '../../kernel/config.js';
import { chineseOf } from '../../kernel/text.js';
import { allOperations } from '../../kernel/operation.js';
import { scalarNamed } from '../../kernel/scalars.js';
import { termsOf, type CellForm, type ImportColumn } from './columns.js';
import { errorTitle, hintMark, type ImportTable } from './table.js';

/** What a cell of the form holds, in words. */
function expected(form: CellForm): string {
  switch (form.is) {
    case 'text':
      return '文本';
    case 'int':
      return '整数';
    case 'bool':
      return '是或否';
    case 'enum':
      return '从列表中选择';
    case 'scalar':
      return chineseOf(scalarNamed(form.scalar).description);
    case 'ref':
      return `${form.by === null ? '' : `${chineseOf(form.by.description)},或`}对象标识,或“外部键:”加贵系统的编号`;
  }
}

/** The choices of a cell; none where it is free. */
function choicesOf(form: CellForm): readonly string[] {
  if (form.is === 'bool') return ['是', '否'];
  return form.is === 'enum' ? termsOf(form.enum).map(({ term }) => term) : [];
}

/**
 * The template of an operation: the columns with what they expect in the row below, and empty cells that take what is
 * written as text, so that codes keep their zeros; then a sheet with the choices.
 */
export function templateSheets(operation: string, columns: readonly ImportColumn[]): readonly Sheet[] {
  const term = chineseOf(allOperations().get(operation)!.description);
  const shown = columns.map(({ path, title, form }): Column => ({
    key: path,
    title,
    kind: 'text',
    width: Math.max(16, title.length * 2 + 4),
    choices: choicesOf(form),
  }));
  const hints: Row = Object.fromEntries(
    columns.map(({ path, form, required, neededInGroup }) => {
      const need = required ? '必填' : neededInGroup ? '同组有值时必填' : '选填';
      return [path, `${hintMark}${path}:${need},${expected(form)}`];
    }),
  );
  const empty: Row = Object.fromEntries(columns.map(({ path }) => [path, '']));
  const template: Sheet = {
    title: `${term}(${operation})`,
    name: term,
    columns: shown,
    rows: [hints, ...Array.from({ length: bulkImports.templateRows }, () => empty)],
    wide: true,
  };
  const listed = columns.filter(({ form }) => choicesOf(form).length > 0);
  if (listed.length === 0) return [template];
  const longest = Math.max(...listed.map(({ form }) => choicesOf(form).length));
  const choices: Sheet = {
    title: '可选值',
    columns: listed.map(({ path, title }) => ({ key: path, title, kind: 'text' as const })),
    rows: Array.from({ length: longest }, (_, i) =>
      Object.fromEntries(listed.map(({ path, form }) => [path, choicesOf(form)[i] ?? null])),
    ),
  };
  return [template, choices];
}

/** The refused rows as they were, with why they were: corrected, the sheet is imported again as it is. */
export function refusedSheet(
  operation: string,
  { header, rows }: ImportTable,
  refused: readonly { readonly number: number; readonly message: string }[],
): Sheet {
  const term = chineseOf(allOperations().get(operation)!.description);
  const reasons = new Map(refused.map(({ number, message }) => [number, message]));
  const kept = header
    .map((title, i) => ({ title, i }))
    .filter(({ title }) => title !== '' && title !== errorTitle);
  const columns: Column[] = [
    ...kept.map(({ title, i }) => ({ key: String(i), title, kind: 'text' as const })),
    { key: errorTitle, title: errorTitle, kind: 'text', width: 60 },
  ];
  return {
    title: `${term}:${errorTitle}`,
    name: term,
    columns,
    rows: rows
      .filter(({ number }) => reasons.has(number))
      .map(({ number, cells }) => ({
        ...Object.fromEntries(kept.map(({ i }) => [String(i), cells[i] ?? ''])),
        [errorTitle]: reasons.get(number)!,
      })),
    wide: true,
  };
}
