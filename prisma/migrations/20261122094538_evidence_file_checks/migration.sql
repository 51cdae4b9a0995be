-- What is always true of evidence files, enforced by the database whoever writes.
ALTER TABLE "EvidenceFile" ADD CONSTRAINT "EvidenceFile_digest" CHECK ("digest" ~ '^sha256:[0-9a-f]{64}$');
ALTER TABLE "EvidenceFile" ADD CONSTRAINT "EvidenceFile_size" CHECK ("byteSize" > 0);
ALTER TABLE "EvidenceFile" ADD CONSTRAINT "EvidenceFile_type" CHECK ("mediaType" IN ('application/pdf', 'application/ofd',
  'image/jpeg', 'image/png', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'));
-- A finding has its day and whose it is, and there is neither without one.
ALTER TABLE "EvidenceFile" ADD CONSTRAINT "EvidenceFile_check" CHECK (
  ("signatureCheckedAt" IS NULL) = ("signatureCheck" = 'NOT_CHECKED')
  AND ("signatureCheckedBy" IS NULL) = ("signatureCheck" = 'NOT_CHECKED'));
ALTER TABLE "EvidenceFile" ADD CONSTRAINT "EvidenceFile_copy" CHECK ("redactedCopyOfId" <> "id");
