-- What is always true of planned spending, enforced by the database whoever writes.

-- What the public sums stays as it was received.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "AppropriationReceipt" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Amounts
ALTER TABLE "Appropriation" ADD CONSTRAINT "Appropriation_amount" CHECK ("amountFen" > 0);
ALTER TABLE "AppropriationReceipt" ADD CONSTRAINT "AppropriationReceipt_amount" CHECK ("amountFen" > 0);
ALTER TABLE "GrantProject" ADD CONSTRAINT "GrantProject_amount" CHECK ("budgetFen" > 0 AND "spentFen" >= 0 AND "returnedFen" >= 0);
ALTER TABLE "GrantLine" ADD CONSTRAINT "GrantLine_amount" CHECK ("amountFen" > 0 AND "spentFen" >= 0 AND "position" > 0);
ALTER TABLE "GrantInstalment" ADD CONSTRAINT "GrantInstalment_amount" CHECK ("amountFen" > 0 AND "position" > 0);
ALTER TABLE "FundBudget" ADD CONSTRAINT "FundBudget_revision" CHECK ("revision" > 0);
ALTER TABLE "FundBudgetLine" ADD CONSTRAINT "FundBudgetLine_amount" CHECK ("amountFen" >= 0);
ALTER TABLE "GuaranteeProposal" ADD CONSTRAINT "GuaranteeProposal_amount" CHECK ("amountFen" > 0 AND "resolvedFen" > 0 AND "residents" > 0 AND "objections" >= 0);
ALTER TABLE "ParticipationFigure" ADD CONSTRAINT "ParticipationFigure_counts" CHECK ("numerator" >= 0 AND "denominator" > 0);
ALTER TABLE "ParticipationTarget" ADD CONSTRAINT "ParticipationTarget_threshold" CHECK ("thresholdPpm" BETWEEN 0 AND 1000000);

-- Of a year one version of a fund's budget is in force, and one is drawn up.
CREATE UNIQUE INDEX "FundBudget_in_force" ON "FundBudget"("tenant", "fundId", "year") WHERE "state" = 'APPROVED';

-- Nobody answers their own question.
ALTER TABLE "GrantProject" ADD CONSTRAINT "GrantProject_four_eyes" CHECK ("approvedBy" <> "draftedBy" AND "acceptedBy" <> "draftedBy");
ALTER TABLE "FundBudget" ADD CONSTRAINT "FundBudget_four_eyes" CHECK ("reviewedBy" <> "draftedBy" AND "approvedBy" <> "draftedBy" AND "approvedBy" <> "reviewedBy");
ALTER TABLE "GuaranteeProposal" ADD CONSTRAINT "GuaranteeProposal_four_eyes" CHECK ("assessedBy" <> "implementedBy" AND "supervisedBy" <> "implementedBy" AND "supervisedBy" <> "assessedBy");
ALTER TABLE "GuaranteeProposal" ADD CONSTRAINT "GuaranteeProposal_supervisor" CHECK ("supervisorId" <> "implementerId");

-- Days in their order; validities are half-open and not empty.
ALTER TABLE "GrantProject" ADD CONSTRAINT "GrantProject_days" CHECK ("endsOn" >= "startsOn");
ALTER TABLE "GuaranteeProposal" ADD CONSTRAINT "GuaranteeProposal_notice" CHECK ("noticeThrough" >= "noticeFrom");
ALTER TABLE "NegativeListEntry" ADD CONSTRAINT "NegativeListEntry_validity" CHECK ("validTo" > "validFrom");

-- Names in the order that lists show them in.
CREATE INDEX "GrantProject_tenant_title_idx" ON "GrantProject"("tenant", "title" COLLATE "zh-x-icu");
CREATE INDEX "GuaranteeProposal_tenant_title_idx" ON "GuaranteeProposal"("tenant", "title" COLLATE "zh-x-icu");

-- Names that are searched for.
CREATE INDEX "GrantProject_search" ON "GrantProject" USING gin ("search_grams"("searchKey"));
CREATE INDEX "GuaranteeProposal_search" ON "GuaranteeProposal" USING gin ("search_grams"("searchKey"));
