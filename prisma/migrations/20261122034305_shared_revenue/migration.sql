-- CreateEnum
CREATE TYPE "FundKind" AS ENUM ('COMMUNITY', 'MICRO', 'STREET', 'DEVELOPMENT', 'RESCUE', 'GUARANTEE', 'INCENTIVE', 'GRID_BUDGET', 'PARTY_DUES', 'OWN', 'TRUST', 'MAINTENANCE', 'COLLECTIVE_RESERVE');

-- CreateEnum
CREATE TYPE "FundRestriction" AS ENUM ('UNRESTRICTED', 'PURPOSE', 'TIME', 'PERMANENT', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "FundState" AS ENUM ('APPLIED', 'REVIEWED', 'ESTABLISHED', 'ACTIVE', 'DORMANT', 'TERMINATED', 'LIQUIDATED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "AccountKind" AS ENUM ('BANK', 'RECEIVABLE', 'FUND', 'INCOME', 'EXPENSE', 'CLEARING');

-- CreateEnum
CREATE TYPE "LedgerSide" AS ENUM ('DEBIT', 'CREDIT');

-- CreateEnum
CREATE TYPE "LedgerKind" AS ENUM ('ACCRUAL', 'RECEIPT', 'DONATION', 'EXPENSE', 'REVERSAL');

-- CreateEnum
CREATE TYPE "PartnerKind" AS ENUM ('PUBLIC_BENEFIT', 'COMMERCIAL', 'SOCIAL_GROUP');

-- CreateEnum
CREATE TYPE "PartnerContribution" AS ENUM ('FUNDS', 'SPACE', 'TALENT', 'GOODS', 'SERVICE', 'SKILL');

-- CreateEnum
CREATE TYPE "ServiceTier" AS ENUM ('FREE', 'LOW_FEE', 'MARKET', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "PartnerState" AS ENUM ('APPLIED', 'PARTY_REVIEWED', 'DELIBERATED', 'PUBLIC_NOTICE', 'REJECTED', 'SIGNED', 'ACTIVE', 'EVALUATED', 'RENEWED', 'SUSPENDED', 'EXITED', 'BLACKLISTED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "AgreementKind" AS ENUM ('SOCIAL_ENTERPRISE', 'SPACE_LEASE', 'SPACE_FOR_SERVICE', 'JOINT_OPERATION', 'EQUITY', 'DONATION_PLEDGE', 'SERVICE_PURCHASE');

-- CreateEnum
CREATE TYPE "AgreementState" AS ENUM ('DRAFT', 'NEGOTIATED', 'RESOLVED', 'SIGNED', 'FILED', 'ACTIVE', 'SUSPENDED', 'EXPIRED', 'TERMINATED', 'LIQUIDATED', 'CLOSED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "AgreementVersionState" AS ENUM ('DRAFT', 'SIGNED', 'DISCARDED', 'PUBLISHED');

-- CreateEnum
CREATE TYPE "PartyRole" AS ENUM ('PARTNER', 'COMMUNITY', 'OPERATOR', 'FUND_HOST', 'WITNESS');

-- CreateEnum
CREATE TYPE "RoundingMode" AS ENUM ('HALF_UP', 'HALF_EVEN', 'DOWN', 'UP');

-- CreateEnum
CREATE TYPE "PeriodLength" AS ENUM ('MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR', 'UNSTATED');

-- CreateEnum
CREATE TYPE "RevenueMeasure" AS ENUM ('REVENUE', 'NET_REVENUE', 'GROSS_PROFIT', 'PROFIT', 'MANAGEMENT_FEE', 'RENT', 'VENUE_FEE', 'MAINTENANCE_FEE', 'SERVICE_INCOME', 'SHARE_RECEIVED', 'EVENT_TAKINGS', 'DONATION');

-- CreateEnum
CREATE TYPE "TaxTreatment" AS ENUM ('INCLUSIVE', 'EXCLUSIVE', 'NOT_APPLICABLE');

-- CreateEnum
CREATE TYPE "RevenueReportState" AS ENUM ('DRAFT', 'SUBMITTED', 'RETURNED', 'VERIFIED', 'SETTLED', 'CORRECTED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "EvidenceKind" AS ENUM ('FINANCIAL_STATEMENT', 'TAX_RETURN', 'BANK_STATEMENT', 'AUDIT_REPORT', 'LEDGER_EXTRACT', 'INVOICE', 'OTHER');

-- CreateEnum
CREATE TYPE "SettlementState" AS ENUM ('CALCULATED', 'PARTIALLY_PAID', 'PAID', 'NOTHING_DUE', 'REVERSED');

-- CreateEnum
CREATE TYPE "PaymentState" AS ENUM ('NOTIFIED', 'RECEIVED', 'REJECTED', 'WITHDRAWN', 'REVERSED');

-- AlterTable
ALTER TABLE "Mention" ADD COLUMN     "agreementId" UUID,
ADD COLUMN     "fundId" UUID,
ADD COLUMN     "partnerId" UUID;

-- CreateTable
CREATE TABLE "Fund" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" "FundKind" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "hostId" UUID,
    "restriction" "FundRestriction" NOT NULL,
    "purpose" TEXT COLLATE "C",
    "state" "FundState" NOT NULL,
    "establishedOn" DATE,
    "accountHolder" TEXT COLLATE "C",
    "bankName" TEXT COLLATE "C",
    "accountNo" TEXT COLLATE "C",
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "searchKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Fund_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "LedgerAccount" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "kind" "AccountKind" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "payerId" UUID,
    "normalSide" "LedgerSide" NOT NULL,
    "currency" TEXT COLLATE "C" NOT NULL DEFAULT 'CNY',
    "isRollUp" BOOLEAN NOT NULL DEFAULT false,
    "neverNegative" BOOLEAN NOT NULL DEFAULT false,
    "parentId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerAccount_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "LedgerBalance" (
    "tenant" INTEGER NOT NULL,
    "accountId" UUID NOT NULL,
    "balanceFen" BIGINT NOT NULL DEFAULT 0,
    "entryCount" BIGINT NOT NULL DEFAULT 0,
    "neverNegative" BOOLEAN NOT NULL,

    CONSTRAINT "LedgerBalance_pkey" PRIMARY KEY ("tenant","accountId")
);

-- CreateTable
CREATE TABLE "LedgerTransaction" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "number" BIGINT NOT NULL,
    "kind" "LedgerKind" NOT NULL,
    "effectiveOn" DATE NOT NULL,
    "recordedAt" TIMESTAMPTZ(6) NOT NULL,
    "summary" TEXT COLLATE "C" NOT NULL,
    "summaryEn" TEXT COLLATE "C" NOT NULL,
    "fundId" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "attachments" INTEGER NOT NULL DEFAULT 0,
    "disclosed" BOOLEAN NOT NULL,
    "payerId" UUID,
    "preparedBy" TEXT COLLATE "C" NOT NULL,
    "preparedByOrganizationId" UUID,
    "reviewedBy" TEXT COLLATE "C",
    "reversesId" UUID,
    "correlationId" UUID NOT NULL,
    "digest" TEXT COLLATE "C" NOT NULL,
    "previousHash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "LedgerTransaction_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "LedgerLeg" (
    "tenant" INTEGER NOT NULL,
    "transactionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "debitAccountId" UUID NOT NULL,
    "creditAccountId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "currency" TEXT COLLATE "C" NOT NULL DEFAULT 'CNY',
    "isRollUp" BOOLEAN NOT NULL DEFAULT false,
    "disclosed" BOOLEAN NOT NULL,
    "payerId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "LedgerLeg_pkey" PRIMARY KEY ("tenant","transactionId","position")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "number" BIGINT NOT NULL,
    "transactionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "counterAccountId" UUID NOT NULL,
    "side" "LedgerSide" NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "balanceFen" BIGINT NOT NULL,
    "effectiveOn" DATE NOT NULL,
    "recordedAt" TIMESTAMPTZ(6) NOT NULL,
    "disclosed" BOOLEAN NOT NULL,
    "payerId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "LedgerSource" (
    "tenant" INTEGER NOT NULL,
    "sourceType" TEXT COLLATE "C" NOT NULL,
    "sourceKey" TEXT COLLATE "C" NOT NULL,
    "transactionId" UUID NOT NULL,

    CONSTRAINT "LedgerSource_pkey" PRIMARY KEY ("tenant","sourceType","sourceKey")
);

-- CreateTable
CREATE TABLE "LedgerHead" (
    "tenant" INTEGER NOT NULL,
    "number" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "LedgerHead_pkey" PRIMARY KEY ("tenant")
);

-- CreateTable
CREATE TABLE "Donation" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "donorId" UUID,
    "donorName" TEXT COLLATE "C",
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "amountFen" BIGINT NOT NULL,
    "receivedOn" DATE NOT NULL,
    "purpose" TEXT COLLATE "C",
    "handler" TEXT COLLATE "C",
    "transactionId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Donation_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "FundExpense" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "paidOn" DATE NOT NULL,
    "payee" TEXT COLLATE "C" NOT NULL,
    "purpose" TEXT COLLATE "C" NOT NULL,
    "documentNo" TEXT COLLATE "C",
    "transactionId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FundExpense_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "FundYear" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "incomeFen" BIGINT,
    "publishedAt" TIMESTAMPTZ(6) NOT NULL,
    "lastEntryNumber" BIGINT NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "FundYear_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "CommunityPartner" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "PartnerKind" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "contributions" "PartnerContribution"[] NOT NULL,
    "serviceTier" "ServiceTier" NOT NULL DEFAULT 'UNKNOWN',
    "services" TEXT COLLATE "C",
    "state" "PartnerState" NOT NULL,
    "validFrom" DATE,
    "validTo" DATE,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommunityPartner_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "StateChange" (
    "tenant" INTEGER NOT NULL,
    "objectId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "type" TEXT COLLATE "C" NOT NULL,
    "fromState" TEXT COLLATE "C" NOT NULL,
    "toState" TEXT COLLATE "C" NOT NULL,
    "operation" TEXT COLLATE "C" NOT NULL,
    "effectiveOn" DATE NOT NULL,
    "reason" TEXT COLLATE "C",
    "documentNo" TEXT COLLATE "C",
    "recordedAt" TIMESTAMPTZ(6) NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "StateChange_pkey" PRIMARY KEY ("tenant","objectId","version")
);

-- CreateTable
CREATE TABLE "Agreement" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" "AgreementKind" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "state" "AgreementState" NOT NULL,
    "payerId" UUID,
    "signedOn" DATE,
    "filingNo" TEXT COLLATE "C",
    "validFrom" DATE,
    "validTo" DATE,
    "terminationClause" TEXT COLLATE "C",
    "consentsToPublication" BOOLEAN NOT NULL DEFAULT false,
    "closesOn" DATE,
    "resolutionBody" TEXT COLLATE "C",
    "resolutionOn" DATE,
    "resolutionNo" TEXT COLLATE "C",
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "searchKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Agreement_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "AgreementParty" (
    "tenant" INTEGER NOT NULL,
    "agreementId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "role" "PartyRole" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "organizationId" UUID,
    "divisionKey" TEXT COLLATE "C",

    CONSTRAINT "AgreementParty_pkey" PRIMARY KEY ("tenant","agreementId","position")
);

-- CreateTable
CREATE TABLE "AgreementVersion" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "AgreementVersionState" NOT NULL,
    "signedOn" DATE,
    "validFrom" DATE,
    "validTo" DATE,
    "rule" JSONB NOT NULL,
    "rounding" "RoundingMode" NOT NULL DEFAULT 'HALF_UP',
    "reportDueDays" INTEGER,
    "paymentDueDays" INTEGER,
    "evidenceRequired" BOOLEAN NOT NULL DEFAULT true,
    "examples" JSONB NOT NULL,
    "waiverBody" TEXT COLLATE "C",
    "waiverOn" DATE,
    "waiverNo" TEXT COLLATE "C",
    "note" TEXT COLLATE "C",
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AgreementVersion_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "AgreementFund" (
    "tenant" INTEGER NOT NULL,
    "versionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "fundId" UUID NOT NULL,

    CONSTRAINT "AgreementFund_pkey" PRIMARY KEY ("tenant","versionId","position")
);

-- CreateTable
CREATE TABLE "ShareBoundsPolicy" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "agreementKinds" "AgreementKind"[] NOT NULL,
    "minRatePpm" INTEGER NOT NULL,
    "maxRatePpm" INTEGER NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "sourceCode" TEXT COLLATE "C",
    "line" INTEGER,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ShareBoundsPolicy_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "RevenueReport" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "payerId" UUID NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "periodFrom" DATE NOT NULL,
    "periodTo" DATE NOT NULL,
    "state" "RevenueReportState" NOT NULL,
    "dueOn" DATE NOT NULL,
    "asks" "RevenueMeasure"[] NOT NULL,
    "submissionCount" INTEGER NOT NULL DEFAULT 0,
    "submittedAt" TIMESTAMPTZ(6),
    "submittedBy" TEXT COLLATE "C",
    "submittedByOrganizationId" UUID,
    "verifiedAt" TIMESTAMPTZ(6),
    "verifiedBy" TEXT COLLATE "C",
    "verifiedByOrganizationId" UUID,
    "returnReason" TEXT COLLATE "C",
    "correctionReason" TEXT COLLATE "C",
    "correctsId" UUID,
    "slot" TEXT COLLATE "C",
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RevenueReport_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "RevenueLine" (
    "tenant" INTEGER NOT NULL,
    "reportId" UUID NOT NULL,
    "measure" "RevenueMeasure" NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "tax" "TaxTreatment" NOT NULL DEFAULT 'NOT_APPLICABLE',
    "note" TEXT COLLATE "C",

    CONSTRAINT "RevenueLine_pkey" PRIMARY KEY ("tenant","reportId","measure")
);

-- CreateTable
CREATE TABLE "RevenueEvidence" (
    "tenant" INTEGER NOT NULL,
    "reportId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "fileName" TEXT COLLATE "C" NOT NULL,
    "kind" "EvidenceKind" NOT NULL,
    "digest" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "RevenueEvidence_pkey" PRIMARY KEY ("tenant","reportId","position")
);

-- CreateTable
CREATE TABLE "Calculation" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "reportId" UUID,
    "payerId" UUID NOT NULL,
    "clause" INTEGER NOT NULL,
    "clauseTitle" TEXT COLLATE "C" NOT NULL,
    "clauseTitleEn" TEXT COLLATE "C" NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "dueFen" BIGINT NOT NULL,
    "submission" INTEGER NOT NULL DEFAULT 0,
    "rounding" "RoundingMode" NOT NULL,
    "evidence" TEXT[] COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "recordedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Calculation_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "CalculationNode" (
    "tenant" INTEGER NOT NULL,
    "calculationId" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "parentIndex" INTEGER,
    "kind" TEXT COLLATE "C" NOT NULL,
    "exact" TEXT COLLATE "C" NOT NULL,
    "roundedFen" BIGINT,
    "explanationZh" TEXT COLLATE "C" NOT NULL,
    "explanationEn" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "CalculationNode_pkey" PRIMARY KEY ("tenant","calculationId","index")
);

-- CreateTable
CREATE TABLE "Settlement" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "calculationId" UUID NOT NULL,
    "reportId" UUID,
    "payerId" UUID NOT NULL,
    "clause" INTEGER NOT NULL,
    "clauseTitle" TEXT COLLATE "C" NOT NULL,
    "clauseTitleEn" TEXT COLLATE "C" NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "periodFrom" DATE NOT NULL,
    "periodTo" DATE NOT NULL,
    "year" INTEGER NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "openFen" BIGINT NOT NULL,
    "dueOn" DATE NOT NULL,
    "effectiveOn" DATE NOT NULL,
    "state" "SettlementState" NOT NULL,
    "transactionId" UUID,
    "replacesId" UUID,
    "slot" TEXT COLLATE "C",
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Settlement_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "SettlementAllocation" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "settlementId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "fundId" UUID NOT NULL,
    "payerId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "openFen" BIGINT NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "SettlementAllocation_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "Payment" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "payerId" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "unallocatedFen" BIGINT NOT NULL,
    "voluntaryFen" BIGINT NOT NULL DEFAULT 0,
    "paidOn" DATE NOT NULL,
    "bankReference" TEXT COLLATE "C",
    "state" "PaymentState" NOT NULL,
    "recordedBy" TEXT COLLATE "C" NOT NULL,
    "recordedByOrganizationId" UUID,
    "receivedOn" DATE,
    "receivedBy" TEXT COLLATE "C",
    "receivedByOrganizationId" UUID,
    "rejectReason" TEXT COLLATE "C",
    "transactionId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "fundDivisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "PaymentAllocation" (
    "tenant" INTEGER NOT NULL,
    "paymentId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "allocationId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "recordedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "PaymentAllocation_pkey" PRIMARY KEY ("tenant","paymentId","position")
);

-- CreateTable
CREATE TABLE "AnnualStatement" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "payerId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "dueFen" BIGINT NOT NULL,
    "receivedFen" BIGINT NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "AnnualStatement_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "Fund_tenant_hostId_idx" ON "Fund"("tenant", "hostId");

-- CreateIndex
CREATE UNIQUE INDEX "Fund_tenant_divisionKey_name_key" ON "Fund"("tenant", "divisionKey", "name");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerAccount_tenant_id_currency_isRollUp_key" ON "LedgerAccount"("tenant", "id", "currency", "isRollUp");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerAccount_tenant_id_neverNegative_key" ON "LedgerAccount"("tenant", "id", "neverNegative");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerAccount_tenant_fundId_kind_isRollUp_payerId_key" ON "LedgerAccount"("tenant", "fundId", "kind", "isRollUp", "payerId");

-- CreateIndex
CREATE INDEX "LedgerTransaction_tenant_fundId_number_idx" ON "LedgerTransaction"("tenant", "fundId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerTransaction_tenant_number_key" ON "LedgerTransaction"("tenant", "number");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerTransaction_tenant_reversesId_key" ON "LedgerTransaction"("tenant", "reversesId");

-- CreateIndex
CREATE INDEX "LedgerLeg_tenant_debitAccountId_idx" ON "LedgerLeg"("tenant", "debitAccountId");

-- CreateIndex
CREATE INDEX "LedgerLeg_tenant_creditAccountId_idx" ON "LedgerLeg"("tenant", "creditAccountId");

-- CreateIndex
CREATE INDEX "LedgerEntry_tenant_accountId_effectiveOn_idx" ON "LedgerEntry"("tenant", "accountId", "effectiveOn");

-- CreateIndex
CREATE INDEX "LedgerEntry_tenant_transactionId_idx" ON "LedgerEntry"("tenant", "transactionId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_tenant_accountId_number_key" ON "LedgerEntry"("tenant", "accountId", "number");

-- CreateIndex
CREATE INDEX "Donation_tenant_fundId_receivedOn_idx" ON "Donation"("tenant", "fundId", "receivedOn");

-- CreateIndex
CREATE INDEX "FundExpense_tenant_fundId_paidOn_idx" ON "FundExpense"("tenant", "fundId", "paidOn");

-- CreateIndex
CREATE INDEX "LedgerSource_tenant_transactionId_idx" ON "LedgerSource"("tenant", "transactionId");

-- CreateIndex
CREATE INDEX "FundExpense_tenant_transactionId_idx" ON "FundExpense"("tenant", "transactionId");

-- CreateIndex
CREATE UNIQUE INDEX "FundYear_tenant_fundId_year_revision_key" ON "FundYear"("tenant", "fundId", "year", "revision");

-- CreateIndex
CREATE INDEX "Donation_tenant_transactionId_idx" ON "Donation"("tenant", "transactionId");

-- CreateIndex
CREATE INDEX "CommunityPartner_tenant_divisionKey_idx" ON "CommunityPartner"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "CommunityPartner_tenant_organizationId_idx" ON "CommunityPartner"("tenant", "organizationId");

-- CreateIndex
CREATE INDEX "Agreement_tenant_divisionKey_idx" ON "Agreement"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "Agreement_tenant_payerId_idx" ON "Agreement"("tenant", "payerId");

-- CreateIndex
CREATE INDEX "Agreement_tenant_closesOn_idx" ON "Agreement"("tenant", "closesOn");

-- CreateIndex
CREATE INDEX "AgreementParty_tenant_organizationId_idx" ON "AgreementParty"("tenant", "organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "AgreementVersion_tenant_agreementId_number_key" ON "AgreementVersion"("tenant", "agreementId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "AgreementFund_tenant_versionId_fundId_key" ON "AgreementFund"("tenant", "versionId", "fundId");

-- CreateIndex
CREATE INDEX "ShareBoundsPolicy_tenant_divisionKey_idx" ON "ShareBoundsPolicy"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "RevenueReport_tenant_agreementId_periodFrom_idx" ON "RevenueReport"("tenant", "agreementId", "periodFrom");

-- CreateIndex
CREATE INDEX "RevenueReport_tenant_divisionKey_state_idx" ON "RevenueReport"("tenant", "divisionKey", "state");

-- CreateIndex
CREATE INDEX "RevenueReport_tenant_payerId_idx" ON "RevenueReport"("tenant", "payerId");

-- CreateIndex
CREATE UNIQUE INDEX "RevenueReport_tenant_slot_key" ON "RevenueReport"("tenant", "slot");

-- CreateIndex
CREATE INDEX "Calculation_tenant_reportId_idx" ON "Calculation"("tenant", "reportId");

-- CreateIndex
CREATE INDEX "Calculation_tenant_versionId_idx" ON "Calculation"("tenant", "versionId");

-- CreateIndex
CREATE INDEX "Settlement_tenant_agreementId_year_idx" ON "Settlement"("tenant", "agreementId", "year");

-- CreateIndex
CREATE INDEX "Settlement_tenant_payerId_dueOn_idx" ON "Settlement"("tenant", "payerId", "dueOn");

-- CreateIndex
CREATE INDEX "Settlement_tenant_divisionKey_dueOn_idx" ON "Settlement"("tenant", "divisionKey", "dueOn");

-- CreateIndex
CREATE INDEX "Settlement_tenant_calculationId_idx" ON "Settlement"("tenant", "calculationId");

-- CreateIndex
CREATE INDEX "Settlement_tenant_reportId_idx" ON "Settlement"("tenant", "reportId");

-- CreateIndex
CREATE INDEX "Settlement_tenant_transactionId_idx" ON "Settlement"("tenant", "transactionId");

-- CreateIndex
CREATE UNIQUE INDEX "Settlement_tenant_slot_key" ON "Settlement"("tenant", "slot");

-- CreateIndex
CREATE INDEX "SettlementAllocation_tenant_fundId_idx" ON "SettlementAllocation"("tenant", "fundId");

-- CreateIndex
CREATE UNIQUE INDEX "SettlementAllocation_tenant_settlementId_position_key" ON "SettlementAllocation"("tenant", "settlementId", "position");

-- CreateIndex
CREATE INDEX "Payment_tenant_agreementId_fundId_idx" ON "Payment"("tenant", "agreementId", "fundId");

-- CreateIndex
CREATE INDEX "Payment_tenant_divisionKey_state_idx" ON "Payment"("tenant", "divisionKey", "state");

-- CreateIndex
CREATE INDEX "Payment_tenant_transactionId_idx" ON "Payment"("tenant", "transactionId");

-- CreateIndex
CREATE INDEX "PaymentAllocation_tenant_allocationId_idx" ON "PaymentAllocation"("tenant", "allocationId");

-- CreateIndex
CREATE INDEX "AnnualStatement_tenant_fundId_year_idx" ON "AnnualStatement"("tenant", "fundId", "year");

-- CreateIndex
CREATE UNIQUE INDEX "AnnualStatement_tenant_agreementId_fundId_year_key" ON "AnnualStatement"("tenant", "agreementId", "fundId", "year");

-- CreateIndex
CREATE INDEX "Mention_tenant_partnerId_idx" ON "Mention"("tenant", "partnerId");

-- CreateIndex
CREATE INDEX "Mention_tenant_fundId_idx" ON "Mention"("tenant", "fundId");

-- CreateIndex
CREATE INDEX "Mention_tenant_agreementId_idx" ON "Mention"("tenant", "agreementId");

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_tenant_partnerId_fkey" FOREIGN KEY ("tenant", "partnerId") REFERENCES "CommunityPartner"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fund" ADD CONSTRAINT "Fund_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fund" ADD CONSTRAINT "Fund_tenant_hostId_fkey" FOREIGN KEY ("tenant", "hostId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerAccount" ADD CONSTRAINT "LedgerAccount_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerAccount" ADD CONSTRAINT "LedgerAccount_tenant_payerId_fkey" FOREIGN KEY ("tenant", "payerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerAccount" ADD CONSTRAINT "LedgerAccount_tenant_parentId_fkey" FOREIGN KEY ("tenant", "parentId") REFERENCES "LedgerAccount"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerBalance" ADD CONSTRAINT "LedgerBalance_tenant_accountId_neverNegative_fkey" FOREIGN KEY ("tenant", "accountId", "neverNegative") REFERENCES "LedgerAccount"("tenant", "id", "neverNegative") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerTransaction" ADD CONSTRAINT "LedgerTransaction_tenant_reversesId_fkey" FOREIGN KEY ("tenant", "reversesId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerLeg" ADD CONSTRAINT "LedgerLeg_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerLeg" ADD CONSTRAINT "LedgerLeg_tenant_debitAccountId_currency_isRollUp_fkey" FOREIGN KEY ("tenant", "debitAccountId", "currency", "isRollUp") REFERENCES "LedgerAccount"("tenant", "id", "currency", "isRollUp") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerLeg" ADD CONSTRAINT "LedgerLeg_tenant_creditAccountId_currency_isRollUp_fkey" FOREIGN KEY ("tenant", "creditAccountId", "currency", "isRollUp") REFERENCES "LedgerAccount"("tenant", "id", "currency", "isRollUp") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_tenant_accountId_fkey" FOREIGN KEY ("tenant", "accountId") REFERENCES "LedgerAccount"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_tenant_counterAccountId_fkey" FOREIGN KEY ("tenant", "counterAccountId") REFERENCES "LedgerAccount"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_tenant_payerId_fkey" FOREIGN KEY ("tenant", "payerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerSource" ADD CONSTRAINT "LedgerSource_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Donation" ADD CONSTRAINT "Donation_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Donation" ADD CONSTRAINT "Donation_tenant_donorId_fkey" FOREIGN KEY ("tenant", "donorId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Donation" ADD CONSTRAINT "Donation_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundExpense" ADD CONSTRAINT "FundExpense_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundExpense" ADD CONSTRAINT "FundExpense_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundYear" ADD CONSTRAINT "FundYear_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommunityPartner" ADD CONSTRAINT "CommunityPartner_tenant_organizationId_fkey" FOREIGN KEY ("tenant", "organizationId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommunityPartner" ADD CONSTRAINT "CommunityPartner_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_tenant_payerId_fkey" FOREIGN KEY ("tenant", "payerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementParty" ADD CONSTRAINT "AgreementParty_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementParty" ADD CONSTRAINT "AgreementParty_tenant_organizationId_fkey" FOREIGN KEY ("tenant", "organizationId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementParty" ADD CONSTRAINT "AgreementParty_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementVersion" ADD CONSTRAINT "AgreementVersion_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementFund" ADD CONSTRAINT "AgreementFund_tenant_versionId_fkey" FOREIGN KEY ("tenant", "versionId") REFERENCES "AgreementVersion"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementFund" ADD CONSTRAINT "AgreementFund_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShareBoundsPolicy" ADD CONSTRAINT "ShareBoundsPolicy_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShareBoundsPolicy" ADD CONSTRAINT "ShareBoundsPolicy_sourceCode_fkey" FOREIGN KEY ("sourceCode") REFERENCES "SourceDocument"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RevenueReport" ADD CONSTRAINT "RevenueReport_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RevenueReport" ADD CONSTRAINT "RevenueReport_tenant_payerId_fkey" FOREIGN KEY ("tenant", "payerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RevenueReport" ADD CONSTRAINT "RevenueReport_tenant_correctsId_fkey" FOREIGN KEY ("tenant", "correctsId") REFERENCES "RevenueReport"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RevenueLine" ADD CONSTRAINT "RevenueLine_tenant_reportId_fkey" FOREIGN KEY ("tenant", "reportId") REFERENCES "RevenueReport"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RevenueEvidence" ADD CONSTRAINT "RevenueEvidence_tenant_reportId_fkey" FOREIGN KEY ("tenant", "reportId") REFERENCES "RevenueReport"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Calculation" ADD CONSTRAINT "Calculation_tenant_versionId_fkey" FOREIGN KEY ("tenant", "versionId") REFERENCES "AgreementVersion"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Calculation" ADD CONSTRAINT "Calculation_tenant_reportId_fkey" FOREIGN KEY ("tenant", "reportId") REFERENCES "RevenueReport"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalculationNode" ADD CONSTRAINT "CalculationNode_tenant_calculationId_fkey" FOREIGN KEY ("tenant", "calculationId") REFERENCES "Calculation"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_tenant_versionId_fkey" FOREIGN KEY ("tenant", "versionId") REFERENCES "AgreementVersion"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_tenant_calculationId_fkey" FOREIGN KEY ("tenant", "calculationId") REFERENCES "Calculation"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_tenant_reportId_fkey" FOREIGN KEY ("tenant", "reportId") REFERENCES "RevenueReport"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_tenant_payerId_fkey" FOREIGN KEY ("tenant", "payerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_tenant_replacesId_fkey" FOREIGN KEY ("tenant", "replacesId") REFERENCES "Settlement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SettlementAllocation" ADD CONSTRAINT "SettlementAllocation_tenant_settlementId_fkey" FOREIGN KEY ("tenant", "settlementId") REFERENCES "Settlement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SettlementAllocation" ADD CONSTRAINT "SettlementAllocation_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_tenant_payerId_fkey" FOREIGN KEY ("tenant", "payerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentAllocation" ADD CONSTRAINT "PaymentAllocation_tenant_paymentId_fkey" FOREIGN KEY ("tenant", "paymentId") REFERENCES "Payment"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentAllocation" ADD CONSTRAINT "PaymentAllocation_tenant_allocationId_fkey" FOREIGN KEY ("tenant", "allocationId") REFERENCES "SettlementAllocation"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnualStatement" ADD CONSTRAINT "AnnualStatement_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnualStatement" ADD CONSTRAINT "AnnualStatement_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnualStatement" ADD CONSTRAINT "AnnualStatement_tenant_payerId_fkey" FOREIGN KEY ("tenant", "payerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
