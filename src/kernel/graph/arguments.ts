// Arguments that lists and dated fields have in common.
import { limits } from '../config.js';
import type { Shape } from './shape.js';
import type { FieldBuilder, Types } from './types.js';

/** Argument `asOf`, by which a field and all below it are seen on another day. */
export function asOfArg(types: Types, t: FieldBuilder): Record<string, unknown> {
  return {
    asOf: t.arg({
      type: types.input('Date'),
      description: 'Day to look at; default: that of the field around it, at the root today. 截至日期',
    }),
  };
}

/** Arguments of a list or of its aggregate. */
export function listArgs(
  types: Types,
  shape: Shape,
  t: FieldBuilder,
  options: { readonly paged: boolean; readonly asOf: boolean },
): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  if (types.hasInput(`${shape.name}Filter`))
    args['filter'] = t.arg({
      type: types.input(`${shape.name}Filter`),
      description: 'Only rows that satisfy it. 筛选',
    });
  if (shape.entity.search)
    args['search'] = t.arg({
      type: 'String',
      description:
        'Only rows whose names match the text, its pinyin or its initials. 搜索(汉字、拼音、首字母)',
    });
  if (options.asOf) Object.assign(args, asOfArg(types, t));
  if (!options.paged) return args;
  if (types.hasInput(`${shape.name}Order`))
    args['orderBy'] = t.arg({
      type: [types.input(`${shape.name}Order`)],
      description: 'Order of the list; ties by identity. 排序',
    });
  args['first'] = t.arg({
    type: 'Int',
    description: `Size of the page, at most ${limits.pageSize}; default ${limits.defaultPageSize}. 每页条数`,
  });
  args['after'] = t.arg({ type: 'String', description: 'Rows behind this cursor. 游标之后' });
  args['last'] = t.arg({ type: 'Int', description: 'Size of the page, counted from the end. 末页条数' });
  args['before'] = t.arg({ type: 'String', description: 'Rows before this cursor. 游标之前' });
  return args;
}
