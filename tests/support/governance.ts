// Resolutions for tests, made by the operations that callers have.
import { newId } from '../../src/kernel/ids.js';
import type { TestPlatform } from './platform.js';
import { done } from './sharing.js';

/** A resolution of the demo community's residents, adopted unless the test says otherwise. @returns its id */
export async function makeResolution(
  platform: TestPlatform,
  facts: {
    readonly decidedOn?: string;
    readonly adopted?: boolean;
    readonly division?: object;
    readonly title?: string;
  } = {},
): Promise<string> {
  const { resolution } = await done<{ resolution: { readonly id: string } }>(platform, 'recordResolution', {
    division: { code: '990101001001' },
    bodyName: '示例居民代表会议',
    title: '关于合作协议的决议',
    decidedOn: '2017-12-01',
    documentNo: `示例议〔2017〕${newId().slice(-6)}号`,
    adopted: true,
    ...facts,
  });
  return resolution.id;
}
