// Valid inputs of the operations on evidence files.
import { fileInput, makeFile } from './files.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';

/** Input per operation. */
export const fileSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  registerEvidenceFile: () => fileInput(),
  publishRedactedCopy: async (platform) => {
    const { id, version } = await makeFile(platform, { fileName: '利润表(脱敏).pdf' });
    return {
      redactedCopy: { id },
      expectedVersion: version,
      original: { id: (await makeFile(platform)).id },
    };
  },
  withdrawEvidenceFile: async (platform) => {
    const { id, version } = await makeFile(platform);
    return { evidenceFile: { id }, expectedVersion: version, reason: '误传' };
  },
  recordSignatureCheck: async (platform) => {
    const { id, version } = await makeFile(platform);
    return { evidenceFile: { id }, expectedVersion: version, result: 'VALID', checkedBy: '示例签章验证服务' };
  },
};
