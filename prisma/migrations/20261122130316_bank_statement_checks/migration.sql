-- A statement covers days in their order; a movement moves something, and is explained with all that this takes or
-- matched, but not both.
ALTER TABLE "BankFormatColumn" ADD CONSTRAINT "BankFormatColumn_position" CHECK ("position" > 0 AND "header" <> '');
ALTER TABLE "BankStatement" ADD CONSTRAINT "BankStatement_days" CHECK ("firstOn" <= "lastOn");
ALTER TABLE "BankStatement" ADD CONSTRAINT "BankStatement_counts" CHECK ("newLineCount" BETWEEN 0 AND "lineCount");
ALTER TABLE "BankStatementLine" ADD CONSTRAINT "BankStatementLine_amount" CHECK ("amountFen" <> 0 AND "position" > 0 AND "sheetRow" > 0);
ALTER TABLE "BankStatementLine" ADD CONSTRAINT "BankStatementLine_explained" CHECK (
  num_nonnulls("explanationKind", "explanation", "explainedBy") IN (0, 3) AND num_nonnulls("matchId", "explanationKind") < 2);

-- An entry is held by the match that it is in, or by none.
ALTER TABLE "BankMatchEntry" ADD CONSTRAINT "BankMatchEntry_held" CHECK ("heldId" = "entryId");

-- A reconciliation adds up, and is confirmed by somebody else, without a difference and with every movement explained.
ALTER TABLE "BankReconciliation" ADD CONSTRAINT "BankReconciliation_sums" CHECK (
  "adjustedBankFen" = "bankBalanceFen" + "booksReceivedFen" - "booksPaidFen"
  AND "adjustedBookFen" = "bookBalanceFen" + "bankReceivedFen" - "bankPaidFen"
  AND "differenceFen" = "adjustedBankFen" - "adjustedBookFen"
  AND least("booksReceivedFen", "booksPaidFen", "bankReceivedFen", "bankPaidFen") >= 0 AND "unexplainedCount" >= 0);
ALTER TABLE "BankReconciliation" ADD CONSTRAINT "BankReconciliation_confirmed" CHECK (
  num_nonnulls("reviewedBy", "reviewedAt") = 0 OR ("reviewedBy" IS NOT NULL AND "reviewedAt" IS NOT NULL
    AND "reviewedBy" <> "preparedBy" AND "differenceFen" = 0 AND "unexplainedCount" = 0));
ALTER TABLE "BankReconciliationItem" ADD CONSTRAINT "BankReconciliationItem_one_side" CHECK (
  num_nonnulls("lineId", "entryId") = 1 AND "amountFen" <> 0 AND "position" > 0);

-- Statements of banks come as separated values, too.
ALTER TABLE "EvidenceFile" DROP CONSTRAINT "EvidenceFile_type";
ALTER TABLE "EvidenceFile" ADD CONSTRAINT "EvidenceFile_type" CHECK ("mediaType" IN ('application/pdf', 'application/ofd',
  'image/jpeg', 'image/png', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv'));
