-- What is always true of reports, objections and the ends of months.

-- Estimated figures tell how they were estimated, and no others do; only provisional ones wait for audited ones.
ALTER TABLE "RevenueReport" ADD CONSTRAINT "RevenueReport_estimate" CHECK (("basis" = 'ESTIMATED') = ("estimateMethod" IS NOT NULL));
ALTER TABLE "RevenueReport" ADD CONSTRAINT "RevenueReport_audit" CHECK ("auditDueOn" IS NULL OR "basis" = 'PROVISIONAL');
ALTER TABLE "AgreementVersion" ADD CONSTRAINT "AgreementVersion_audit" CHECK ("auditDueDays" >= 0);

-- An objection is about one thing, and is answered by somebody else.
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_about_one" CHECK (num_nonnulls("reportId", "settlementId") = 1);
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_answer" CHECK (("answer" IS NULL) = ("answeredOn" IS NULL) AND ("answer" IS NULL) = ("answeredBy" IS NULL));
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_four_eyes" CHECK ("answeredBy" <> "raisedBy" AND "answeredByOrganizationId" <> "payerId");

-- A month is one.
ALTER TABLE "ClosingRun" ADD CONSTRAINT "ClosingRun_month" CHECK ("month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');
ALTER TABLE "ClosingRun" ADD CONSTRAINT "ClosingRun_counts" CHECK ("total" >= 0 AND "refused" >= 0);

-- A reminder that was sent, and a refusal as it was told, stay.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "ReportReminder" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
