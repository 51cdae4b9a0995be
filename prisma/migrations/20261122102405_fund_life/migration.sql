-- CreateEnum
CREATE TYPE "FeePer" AS ENUM ('RECEIPT', 'MONTH', 'QUARTER', 'YEAR');

-- CreateEnum
CREATE TYPE "CommitteeRole" AS ENUM ('CHAIR', 'DEPUTY', 'MEMBER', 'SUPERVISOR');

-- CreateEnum
CREATE TYPE "FlowKind" AS ENUM ('REVENUE_SHARE', 'DONATION', 'FISCAL', 'MATCHING', 'TRANSFER_IN', 'EXPENSE', 'MANAGEMENT_FEE', 'MATCHING_OUT', 'TRANSFER_OUT');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "LedgerKind" ADD VALUE 'MATCHING';
ALTER TYPE "LedgerKind" ADD VALUE 'TRANSFER';
ALTER TYPE "LedgerKind" ADD VALUE 'MANAGEMENT_FEE';

-- AlterTable
ALTER TABLE "Fund" ADD COLUMN     "initialFen" BIGINT;

-- CreateTable
CREATE TABLE "MatchRule" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "sourceFundId" UUID NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "ratePpm" INTEGER NOT NULL,
    "capFen" BIGINT NOT NULL,
    "matchedFen" BIGINT NOT NULL DEFAULT 0,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MatchRule_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "DonationMatch" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "matchRuleId" UUID NOT NULL,
    "donationId" UUID NOT NULL,
    "transactionId" UUID,
    "amountFen" BIGINT NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DonationMatch_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "FundTransfer" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "purposeId" UUID,
    "toPurposeId" UUID,
    "transactionId" UUID,
    "amountFen" BIGINT NOT NULL,
    "transferredOn" DATE NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "documentNo" TEXT COLLATE "C",
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FundTransfer_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "ManagementFeeRate" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "ratePpm" INTEGER NOT NULL,
    "per" "FeePer" NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ManagementFeeRate_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "ManagementFee" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "rateId" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "transactionId" UUID,
    "periodFrom" DATE NOT NULL,
    "periodTo" DATE NOT NULL,
    "baseFen" BIGINT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ManagementFee_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "FundCommitteeSeat" (
    "tenant" INTEGER NOT NULL,
    "fundId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "organizationId" UUID,
    "role" "CommitteeRole" NOT NULL,
    "seats" INTEGER NOT NULL,

    CONSTRAINT "FundCommitteeSeat_pkey" PRIMARY KEY ("tenant","fundId","position")
);

-- CreateTable
CREATE TABLE "FundFlow" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "kind" "FlowKind" NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "FundFlow_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "FundFlow_tenant_fundId_year_kind_key" ON "FundFlow"("tenant", "fundId", "year", "kind");

-- CreateIndex
CREATE INDEX "MatchRule_tenant_fundId_idx" ON "MatchRule"("tenant", "fundId");

-- CreateIndex
CREATE INDEX "MatchRule_tenant_sourceFundId_idx" ON "MatchRule"("tenant", "sourceFundId");

-- CreateIndex
CREATE INDEX "DonationMatch_tenant_donationId_idx" ON "DonationMatch"("tenant", "donationId");

-- CreateIndex
CREATE INDEX "DonationMatch_tenant_transactionId_idx" ON "DonationMatch"("tenant", "transactionId");

-- CreateIndex
CREATE UNIQUE INDEX "DonationMatch_tenant_matchRuleId_donationId_key" ON "DonationMatch"("tenant", "matchRuleId", "donationId");

-- CreateIndex
CREATE INDEX "FundTransfer_tenant_fromId_idx" ON "FundTransfer"("tenant", "fromId");

-- CreateIndex
CREATE INDEX "FundTransfer_tenant_toId_idx" ON "FundTransfer"("tenant", "toId");

-- CreateIndex
CREATE INDEX "FundTransfer_tenant_purposeId_idx" ON "FundTransfer"("tenant", "purposeId");

-- CreateIndex
CREATE INDEX "FundTransfer_tenant_toPurposeId_idx" ON "FundTransfer"("tenant", "toPurposeId");

-- CreateIndex
CREATE INDEX "FundTransfer_tenant_transactionId_idx" ON "FundTransfer"("tenant", "transactionId");

-- CreateIndex
CREATE INDEX "ManagementFeeRate_tenant_fundId_validFrom_idx" ON "ManagementFeeRate"("tenant", "fundId", "validFrom");

-- CreateIndex
CREATE INDEX "ManagementFee_tenant_rateId_periodFrom_idx" ON "ManagementFee"("tenant", "rateId", "periodFrom");

-- CreateIndex
CREATE INDEX "ManagementFee_tenant_fundId_idx" ON "ManagementFee"("tenant", "fundId");

-- CreateIndex
CREATE INDEX "ManagementFee_tenant_transactionId_idx" ON "ManagementFee"("tenant", "transactionId");

-- CreateIndex
CREATE INDEX "FundCommitteeSeat_tenant_organizationId_idx" ON "FundCommitteeSeat"("tenant", "organizationId");

-- AddForeignKey
ALTER TABLE "MatchRule" ADD CONSTRAINT "MatchRule_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MatchRule" ADD CONSTRAINT "MatchRule_tenant_sourceFundId_fkey" FOREIGN KEY ("tenant", "sourceFundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DonationMatch" ADD CONSTRAINT "DonationMatch_tenant_matchRuleId_fkey" FOREIGN KEY ("tenant", "matchRuleId") REFERENCES "MatchRule"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DonationMatch" ADD CONSTRAINT "DonationMatch_tenant_donationId_fkey" FOREIGN KEY ("tenant", "donationId") REFERENCES "Donation"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DonationMatch" ADD CONSTRAINT "DonationMatch_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundTransfer" ADD CONSTRAINT "FundTransfer_tenant_fromId_fkey" FOREIGN KEY ("tenant", "fromId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundTransfer" ADD CONSTRAINT "FundTransfer_tenant_toId_fkey" FOREIGN KEY ("tenant", "toId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundTransfer" ADD CONSTRAINT "FundTransfer_tenant_purposeId_fkey" FOREIGN KEY ("tenant", "purposeId") REFERENCES "FundPurpose"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundTransfer" ADD CONSTRAINT "FundTransfer_tenant_toPurposeId_fkey" FOREIGN KEY ("tenant", "toPurposeId") REFERENCES "FundPurpose"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundTransfer" ADD CONSTRAINT "FundTransfer_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ManagementFeeRate" ADD CONSTRAINT "ManagementFeeRate_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ManagementFee" ADD CONSTRAINT "ManagementFee_tenant_rateId_fkey" FOREIGN KEY ("tenant", "rateId") REFERENCES "ManagementFeeRate"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ManagementFee" ADD CONSTRAINT "ManagementFee_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ManagementFee" ADD CONSTRAINT "ManagementFee_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundCommitteeSeat" ADD CONSTRAINT "FundCommitteeSeat_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundCommitteeSeat" ADD CONSTRAINT "FundCommitteeSeat_tenant_organizationId_fkey" FOREIGN KEY ("tenant", "organizationId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundFlow" ADD CONSTRAINT "FundFlow_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- No more is matched than the rule allows; a fund does not match itself.
ALTER TABLE "MatchRule" ADD CONSTRAINT "matching-within-its-cap" CHECK ("ratePpm" > 0 AND "matchedFen" BETWEEN 0 AND "capFen");
ALTER TABLE "MatchRule" ADD CONSTRAINT "MatchRule_funds" CHECK ("fundId" <> "sourceFundId");
ALTER TABLE "MatchRule" ADD CONSTRAINT "MatchRule_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "DonationMatch" ADD CONSTRAINT "DonationMatch_amount" CHECK ("amountFen" > 0);
ALTER TABLE "FundTransfer" ADD CONSTRAINT "FundTransfer_amount" CHECK ("amountFen" > 0 AND "fromId" <> "toId");
ALTER TABLE "ManagementFeeRate" ADD CONSTRAINT "ManagementFeeRate_rate" CHECK ("ratePpm" BETWEEN 1 AND 1000000);
ALTER TABLE "ManagementFeeRate" ADD CONSTRAINT "ManagementFeeRate_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "ManagementFee" ADD CONSTRAINT "ManagementFee_amount" CHECK ("amountFen" > 0 AND "baseFen" > 0 AND "periodTo" > "periodFrom");
ALTER TABLE "FundCommitteeSeat" ADD CONSTRAINT "FundCommitteeSeat_seats" CHECK ("position" > 0 AND "seats" > 0);
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "DonationMatch" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "FundTransfer" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "ManagementFee" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "FundCommitteeSeat" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- What flowed before flows were kept; reversals are counted with what they take back. Kinds are compared as text, because
-- new ones cannot be used before the migration ends.
INSERT INTO "FundFlow" ("tenant", "id", "fundId", "year", "kind", "amountFen", "divisionKey")
SELECT f."tenant", gen_random_uuid(), f."fundId", f."year", f."flow"::"FlowKind", sum(f."amountFen"), f."divisionKey"
FROM (
  SELECT e."tenant", a."fundId", extract(year FROM e."effectiveOn")::int AS "year", a."divisionKey",
    CASE coalesce(r."kind", t."kind")::text WHEN 'DONATION' THEN 'DONATION'
      WHEN 'APPROPRIATION' THEN 'FISCAL' WHEN 'EXPENSE' THEN 'EXPENSE' WHEN 'GRANT_RETURN' THEN 'EXPENSE' ELSE 'REVENUE_SHARE' END AS "flow",
    CASE WHEN coalesce(r."kind", t."kind")::text IN ('EXPENSE', 'GRANT_RETURN') THEN -e."amountFen" ELSE e."amountFen" END AS "amountFen"
  FROM "LedgerAccount" a
  JOIN "LedgerEntry" e ON e."tenant" = a."tenant" AND e."accountId" = a."id"
  JOIN "LedgerTransaction" t ON t."tenant" = e."tenant" AND t."id" = e."transactionId"
  LEFT JOIN "LedgerTransaction" r ON r."tenant" = t."tenant" AND r."id" = t."reversesId"
  WHERE a."kind" = 'FUND' AND NOT a."isRollUp" AND coalesce(r."kind", t."kind")::text
    IN ('ACCRUAL', 'WAIVER', 'WRITE_OFF', 'RECOVERY', 'DONATION', 'APPROPRIATION', 'EXPENSE', 'GRANT_RETURN')
) f
GROUP BY f."tenant", f."fundId", f."year", f."flow", f."divisionKey";
