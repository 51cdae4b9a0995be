// Enums of the graph that are no columns.
import { codes } from '../errors.js';

export interface EnumDeclaration {
  readonly description: string;
  readonly values: Readonly<Record<string, string>>;
}

export const kernelEnums: Readonly<Record<string, EnumDeclaration>> = {
  OrderDirection: {
    description: 'Direction of an order. 排序方向',
    values: { ASC: 'Upwards; missing values last. 升序', DESC: 'Downwards; missing values first. 降序' },
  },
  ErrorCode: {
    description: 'What went wrong, for programs; the list never loses a value. 错误码',
    values: Object.fromEntries(Object.entries(codes).map(([code, text]) => [code, `${text.en} ${text.zh}`])),
  },
};
