// What callers do with evidence files: record what was uploaded, publish a redacted copy, withdraw, state a check.
import type { EvidenceKind, SignatureCheck } from '../../generated/database.js';
import { nowIso } from '../../kernel/clock.js';
import { Refusal, refusal, refuseAll } from '../../kernel/errors.js';
import { enumOf, ref, text } from '../../kernel/input.js';
import { newId } from '../../kernel/ids.js';
import { operation } from '../../kernel/operation.js';
import { checksSignatures, handlesFile, keepsFile, uploads } from './policy.js';
import { insertOnce, lockUses } from './queries.js';
import { openReceipt } from './receipt.js';
import { findingFaults, redactionFaults, stored } from './rules.js';

operation('registerEvidenceFile', {
  description:
    'Records a file of which the platform has the content. `POST /files` takes the content and calls it; the same content, kind and division of the same uploader are one file. 登记凭证文件',
  scope: 'files:write',
  input: {
    receipt: text('What `POST /files` says of the content. 上传回执'),
    division: ref('Division', 'The division that it was uploaded for. 所属区划'),
    kind: enumOf<EvidenceKind>('EvidenceKind', 'What it is. 凭证类型'),
    fileName: text('Name of the file. 文件名', { max: 200 }),
  },
  tenant: async ({ receipt }) => (await openReceipt(receipt)).tenant,
  allow: (caller, { refs }) => uploads(caller, refs['division']?.['key']),
  run: async ({ input, refs, tenant, caller }, tx) => {
    const { divisionKey, digest, byteSize, mediaType } = await openReceipt(input.receipt);
    const division = refs['division']!;
    if (division['key'] !== divisionKey) throw refusal('upload-receipt-holds', ['division']);
    const uploader = caller.organizationId ?? `${caller.app} ${caller.subject}`;
    const id = await insertOnce(tx, {
      tenant,
      id: newId(),
      kind: input.kind,
      fileName: input.fileName,
      mediaType,
      byteSize,
      digest,
      divisionKey,
      uploadedBy: caller.subject,
      uploadedByOrganizationId: caller.organizationId,
      state: 'STORED',
      slot: `${digest} ${input.kind} ${divisionKey} ${uploader}`,
      synthetic: division['synthetic'],
      createdAt: nowIso(),
      updatedAt: nowIso(),
    });
    return { objects: { evidenceFile: id } };
  },
  returns: { evidenceFile: 'EvidenceFile' },
  emits: 'files.file.registered',
  rules: ['upload-receipt-holds'],
});

operation('publishRedactedCopy', {
  description:
    'Makes a file the redacted copy of another: from then on everybody who reads files sees and downloads the copy. 公开脱敏件',
  scope: 'files:write',
  input: {
    redactedCopy: ref('EvidenceFile', 'The copy, without what is not for everybody. 脱敏件'),
    original: ref('EvidenceFile', 'The file that it is made from. 原件'),
  },
  target: 'redactedCopy',
  allow: (caller, { target, refs }) =>
    handlesFile(caller, target) && (refs['original'] === undefined || handlesFile(caller, refs['original'])),
  guard: (target) => {
    const faults = stored(target);
    return faults.length > 0 ? new Refusal(faults) : null;
  },
  run: async ({ target, refs, tenant, update }, tx) => {
    const id = target['id'] as string;
    const original = refs['original']!;
    const { inUse, hasCopies } = await lockUses(tx, tenant, id);
    refuseAll(redactionFaults(target, original, { copyInUse: inUse, copyHasCopies: hasCopies }));
    await update('EvidenceFile', id, { redactedCopyOfId: original['id'] });
    return { objects: { redactedCopy: id, original: original['id'] as string } };
  },
  returns: { redactedCopy: 'EvidenceFile', original: 'EvidenceFile' },
  emits: 'files.file.redacted',
  rules: [
    'evidence-file-is-stored',
    'redacted-copy-differs',
    'redacted-copy-of-an-original',
    'redacted-copy-proves-nothing',
    'redacted-copy-stays-in-its-division',
  ],
});

operation('withdrawEvidenceFile', {
  description:
    'Takes back a file on which nothing rests: nobody downloads it any more, and a redacted copy is public no more. 撤回凭证文件',
  scope: 'files:write',
  input: {
    evidenceFile: ref('EvidenceFile', 'The file. 凭证文件'),
    reason: text('Why. 撤回原因'),
  },
  target: 'evidenceFile',
  transition: { column: 'state', to: 'WITHDRAWN' },
  allow: (caller, { target }) => keepsFile(caller, target),
  run: async ({ target, tenant, update }, tx) => {
    const id = target['id'] as string;
    const { inUse } = await lockUses(tx, tenant, id);
    if (inUse) throw refusal('evidence-file-in-use-stays', ['evidenceFile']);
    await update('EvidenceFile', id, { state: 'WITHDRAWN', slot: null });
    return { objects: { evidenceFile: id } };
  },
  returns: { evidenceFile: 'EvidenceFile' },
  emits: 'files.file.withdrawn',
  rules: ['evidence-file-follows-its-way', 'evidence-file-in-use-stays'],
});

operation('recordSignatureCheck', {
  description:
    'States what came of the check of the electronic seals and signatures on a file. 记录电子签章验证结果',
  scope: 'files:admin',
  input: {
    evidenceFile: ref('EvidenceFile', 'The file. 凭证文件'),
    result: enumOf<SignatureCheck>('SignatureCheck', 'What was found. 验证结果'),
    checkedBy: text('Who or what found it: a certification authority, a verifying program. 验证方', {
      max: 200,
    }),
  },
  target: 'evidenceFile',
  allow: (caller, { target }) => checksSignatures(caller, target),
  guard: (target) => {
    const faults = stored(target);
    return faults.length > 0 ? new Refusal(faults) : null;
  },
  run: async ({ input, target, update }) => {
    refuseAll(findingFaults(input.result));
    const id = target['id'] as string;
    await update('EvidenceFile', id, {
      signatureCheck: input.result,
      signatureCheckedAt: nowIso(),
      signatureCheckedBy: input.checkedBy,
    });
    return { objects: { evidenceFile: id } };
  },
  returns: { evidenceFile: 'EvidenceFile' },
  emits: 'files.file.checked',
  rules: ['evidence-file-is-stored', 'signature-check-says-something'],
});
