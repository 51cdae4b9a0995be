-- CreateEnum
CREATE TYPE "FigureQualifier" AS ENUM ('EXACT', 'OVER', 'NEARLY', 'ABOUT', 'AT_LEAST', 'AT_MOST', 'RANGE', 'DERIVED');

-- CreateEnum
CREATE TYPE "DatePrecision" AS ENUM ('DAY', 'YEAR');

-- CreateEnum
CREATE TYPE "MatchConfidence" AS ENUM ('EXACT_NAME', 'LIKELY', 'SOURCE_ONLY');

-- CreateEnum
CREATE TYPE "OrganizationKind" AS ENUM ('PARTY_ORGAN', 'GOV_DEPARTMENT', 'STREET_OFFICE', 'PUBLIC_INSTITUTION', 'UNIVERSITY', 'SCHOOL', 'MASS_ORG', 'RESIDENTS_COMMITTEE', 'VILLAGERS_COMMITTEE', 'OWNERS_ASSEMBLY', 'COLLECTIVE_ECONOMY', 'SOCIAL_ASSOCIATION', 'SOCIAL_SERVICE_AGENCY', 'FOUNDATION', 'FILED_COMMUNITY_ORG', 'SELF_ORG', 'ENTERPRISE', 'INDIVIDUAL_BUSINESS', 'COOPERATIVE', 'PROPERTY_COMPANY', 'TASK_FORCE', 'ALLIANCE', 'SUPPORT_CENTRE');

-- CreateEnum
CREATE TYPE "LegalForm" AS ENUM ('COMPANY', 'INDIVIDUAL_BUSINESS', 'COOPERATIVE', 'NON_PROFIT', 'SPECIAL', 'PUBLIC_BODY', 'UNINCORPORATED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "OrganizationStatus" AS ENUM ('PREPARING', 'ACTIVE', 'ABNORMAL', 'REVOKED', 'DEREGISTERED');

-- CreateEnum
CREATE TYPE "TwoNewClass" AS ENUM ('NEW_ECONOMIC', 'NEW_SOCIAL', 'NONE');

-- CreateEnum
CREATE TYPE "OrganizationGrade" AS ENUM ('A1', 'A2', 'A3', 'A4', 'A5');

-- CreateEnum
CREATE TYPE "ResidenceRole" AS ENUM ('RESIDENT_UNIT', 'CO_BUILDER', 'SERVICE_PROVIDER', 'DONOR', 'VENDOR', 'OPERATOR');

-- CreateEnum
CREATE TYPE "PartyKind" AS ENUM ('DISTRICT_COMMITTEE', 'WORKING_COMMITTEE', 'COMMITTEE', 'GENERAL_BRANCH', 'BRANCH', 'JOINT_BRANCH', 'TEMPORARY_BRANCH', 'GROUP', 'ORGAN', 'LEADING_GROUP');

-- CreateEnum
CREATE TYPE "PartyCarrier" AS ENUM ('DISTRICT', 'STREET', 'TOWN', 'COMMUNITY', 'VILLAGE', 'GRID_TOTAL', 'GRID_GENERAL', 'GRID_MICRO', 'COMPOUND', 'BUILDING_COURT', 'SETTLEMENT', 'PROPERTY', 'BUSINESS_BUILDING', 'SOCIAL_ORG', 'ENTERPRISE', 'SCHOOL', 'MOBILE', 'PROJECT');

-- CreateEnum
CREATE TYPE "PartyStatus" AS ENUM ('PROPOSED', 'APPROVED', 'ACTIVE', 'TERM_EXPIRED', 'ELECTION', 'MERGED', 'DISSOLVED');

-- CreateEnum
CREATE TYPE "Audience" AS ENUM ('PUBLIC', 'PARTNER', 'INTERNAL');

-- CreateEnum
CREATE TYPE "DataClass" AS ENUM ('PUBLIC', 'CONDITIONAL', 'INTERNAL', 'PERSONAL', 'SENSITIVE');

-- CreateEnum
CREATE TYPE "DivisionLevel" AS ENUM ('PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE');

-- CreateEnum
CREATE TYPE "DivisionKind" AS ENUM ('PROVINCE', 'CITY', 'COUNTY', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'QUASI_TOWNSHIP', 'RESIDENTS_COMMITTEE', 'VILLAGERS_COMMITTEE', 'QUASI_VILLAGE');

-- CreateEnum
CREATE TYPE "DivisionChangeType" AS ENUM ('ESTABLISH', 'ABOLISH', 'RENAME', 'RECODE', 'MERGE', 'SPLIT', 'TRANSFER', 'KIND_CHANGE');

-- CreateEnum
CREATE TYPE "ChangeSide" AS ENUM ('BEFORE', 'AFTER');

-- CreateEnum
CREATE TYPE "GovernanceUnitKind" AS ENUM ('RESIDENTIAL_COMPOUND', 'COURTYARD', 'OLD_CLUSTER', 'SCATTERED_COURTYARD', 'BUILDING_COURT', 'BUILDING', 'STAIRWELL', 'RURAL_SETTLEMENT', 'BUSINESS_BUILDING', 'COMMERCIAL_BLOCK', 'PARK', 'CAMPUS');

-- CreateEnum
CREATE TYPE "HousingAge" AS ENUM ('OLD', 'NEW', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "SettlementIndustry" AS ENUM ('AGRICULTURE', 'INDUSTRY_COMMERCE', 'TOURISM');

-- CreateTable
CREATE TABLE "SourceDocument" (
    "code" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "publisher" TEXT COLLATE "C",
    "publishedOn" DATE,
    "address" TEXT COLLATE "C",
    "note" TEXT COLLATE "C",
    "searchKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "SourceDocument_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "PublishedFigure" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "sourceCode" TEXT COLLATE "C" NOT NULL,
    "line" INTEGER NOT NULL,
    "context" TEXT COLLATE "C" NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL,
    "measure" TEXT COLLATE "C" NOT NULL,
    "value" DECIMAL(20,4) NOT NULL,
    "valueMax" DECIMAL(20,4),
    "unit" TEXT COLLATE "C",
    "qualifier" "FigureQualifier" NOT NULL,
    "statedFor" DATE NOT NULL,
    "precision" "DatePrecision" NOT NULL,
    "note" TEXT COLLATE "C",
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "searchKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "PublishedFigure_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "Mention" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "sourceCode" TEXT COLLATE "C" NOT NULL,
    "line" INTEGER NOT NULL,
    "nameAsWritten" TEXT COLLATE "C" NOT NULL,
    "confidence" "MatchConfidence" NOT NULL,
    "note" TEXT COLLATE "C",
    "divisionKey" TEXT COLLATE "C",
    "unitId" UUID,
    "organizationId" UUID,
    "partyOrganizationId" UUID,

    CONSTRAINT "Mention_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "Organization" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" "OrganizationKind" NOT NULL,
    "legalForm" "LegalForm" NOT NULL DEFAULT 'UNKNOWN',
    "name" TEXT COLLATE "C" NOT NULL,
    "shortName" TEXT COLLATE "C",
    "aliases" TEXT[] COLLATE "C" NOT NULL,
    "uscc" TEXT COLLATE "C",
    "registrationAuthority" TEXT COLLATE "C",
    "registeredOn" DATE,
    "status" "OrganizationStatus" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "businessScope" TEXT COLLATE "C",
    "twoNew" "TwoNewClass" NOT NULL DEFAULT 'NONE',
    "isHub" BOOLEAN NOT NULL DEFAULT false,
    "grade" "OrganizationGrade",
    "contactName" TEXT COLLATE "C",
    "contactPhone" TEXT COLLATE "C",
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "searchKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "OrganizationResidence" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "role" "ResidenceRole" NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OrganizationResidence_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "OrganizationStatusChange" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "fromStatus" "OrganizationStatus" NOT NULL,
    "toStatus" "OrganizationStatus" NOT NULL,
    "effectiveOn" DATE NOT NULL,
    "reason" TEXT COLLATE "C",
    "documentNo" TEXT COLLATE "C",
    "recordedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OrganizationStatusChange_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "PartyOrganization" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" "PartyKind" NOT NULL,
    "carrierKind" "PartyCarrier" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "unitId" UUID,
    "hostId" UUID,
    "formalMembers" INTEGER,
    "probationaryMembers" INTEGER,
    "committeeSeats" INTEGER,
    "coveredUnits" INTEGER,
    "status" "PartyStatus" NOT NULL,
    "approvedBy" TEXT COLLATE "C",
    "approvedOn" DATE,
    "approvalDocumentNo" TEXT COLLATE "C",
    "exceptionDocumentNo" TEXT COLLATE "C",
    "termStart" DATE,
    "termEnd" DATE,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "searchKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PartyOrganization_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "PartyParent" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "childId" UUID NOT NULL,
    "parentId" UUID NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "documentNo" TEXT COLLATE "C",
    "recordedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PartyParent_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "PartyPath" (
    "tenant" INTEGER NOT NULL,
    "nodeId" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "PartyPath_pkey" PRIMARY KEY ("tenant","nodeId","validFrom")
);

-- CreateTable
CREATE TABLE "PartyTree" (
    "tenant" INTEGER NOT NULL,
    "changes" INTEGER NOT NULL,

    CONSTRAINT "PartyTree_pkey" PRIMARY KEY ("tenant")
);

-- CreateTable
CREATE TABLE "PartyStatusChange" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "partyOrganizationId" UUID NOT NULL,
    "fromStatus" "PartyStatus" NOT NULL,
    "toStatus" "PartyStatus" NOT NULL,
    "effectiveOn" DATE NOT NULL,
    "reason" TEXT COLLATE "C",
    "documentNo" TEXT COLLATE "C",
    "recordedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PartyStatusChange_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "Tenant" (
    "tenant" INTEGER NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "openedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Tenant_pkey" PRIMARY KEY ("tenant")
);

-- CreateTable
CREATE TABLE "TenantDivision" (
    "tenant" INTEGER NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "TenantDivision_pkey" PRIMARY KEY ("tenant","divisionKey","validFrom")
);

-- CreateTable
CREATE TABLE "App" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "owner" TEXT COLLATE "C" NOT NULL,
    "purpose" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "App_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "appId" UUID NOT NULL,
    "prefix" TEXT COLLATE "C" NOT NULL,
    "hash" BYTEA NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL,
    "audience" "Audience" NOT NULL,
    "organizationId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "revokedAt" TIMESTAMPTZ(6),

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "AccessGrant" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "keyId" UUID NOT NULL,
    "scope" TEXT COLLATE "C" NOT NULL,
    "division" TEXT COLLATE "C",
    "dataClass" "DataClass" NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "AccessGrant_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "tenant" INTEGER NOT NULL,
    "app" UUID NOT NULL,
    "operation" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "inputHash" BYTEA NOT NULL,
    "resultIds" TEXT[] COLLATE "C" NOT NULL DEFAULT ARRAY[]::TEXT[],
    "resultAsOf" DATE,
    "refusal" JSONB,
    "requestId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("tenant","app","operation","key")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "app" UUID NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL,
    "organizationId" UUID,
    "operation" TEXT COLLATE "C" NOT NULL,
    "scope" TEXT COLLATE "C" NOT NULL,
    "objects" TEXT[] COLLATE "C" NOT NULL,
    "inputHash" BYTEA NOT NULL,
    "idempotencyKey" TEXT COLLATE "C" NOT NULL,
    "refusal" TEXT COLLATE "C",
    "requestId" UUID NOT NULL,
    "sealNumber" BIGINT,
    "seal" BYTEA,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "AuditHead" (
    "tenant" INTEGER NOT NULL,
    "sealNumber" BIGINT NOT NULL,
    "seal" BYTEA NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("tenant")
);

-- CreateTable
CREATE TABLE "OutboxEvent" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "objects" TEXT[] COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C",
    "operation" TEXT COLLATE "C" NOT NULL,
    "idempotencyKey" TEXT COLLATE "C" NOT NULL,
    "requestId" UUID NOT NULL,
    "deliveredAt" TIMESTAMPTZ(6),

    CONSTRAINT "OutboxEvent_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "ExternalKey" (
    "tenant" INTEGER NOT NULL,
    "app" UUID NOT NULL,
    "type" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "objectId" UUID NOT NULL,

    CONSTRAINT "ExternalKey_pkey" PRIMARY KEY ("tenant","app","type","key")
);

-- CreateTable
CREATE TABLE "LoadedData" (
    "name" TEXT COLLATE "C" NOT NULL,
    "digest" TEXT COLLATE "C" NOT NULL,
    "loadedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LoadedData_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Division" (
    "key" TEXT COLLATE "C" NOT NULL,
    "level" "DivisionLevel" NOT NULL,

    CONSTRAINT "Division_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "DivisionVersion" (
    "key" TEXT COLLATE "C" NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "code" TEXT COLLATE "C" NOT NULL,
    "level" "DivisionLevel" NOT NULL,
    "kind" "DivisionKind" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "shortName" TEXT COLLATE "C" NOT NULL,
    "aliases" TEXT[] COLLATE "C" NOT NULL,
    "parentKey" TEXT COLLATE "C",
    "codeScheme" TEXT COLLATE "C",
    "sourceCode" TEXT COLLATE "C",
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT COLLATE "C",
    "searchKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "DivisionVersion_pkey" PRIMARY KEY ("key","validFrom")
);

-- CreateTable
CREATE TABLE "DivisionChange" (
    "id" UUID NOT NULL,
    "type" "DivisionChangeType" NOT NULL,
    "effectiveOn" DATE NOT NULL,
    "dateQualifier" "FigureQualifier" NOT NULL DEFAULT 'EXACT',
    "documentNo" TEXT COLLATE "C",
    "note" TEXT COLLATE "C",
    "sourceCode" TEXT COLLATE "C",
    "recordedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DivisionChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DivisionChangeItem" (
    "changeId" UUID NOT NULL,
    "side" "ChangeSide" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "DivisionChangeItem_pkey" PRIMARY KEY ("changeId","side","divisionKey")
);

-- CreateTable
CREATE TABLE "GovernanceUnit" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" "GovernanceUnitKind" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "aliases" TEXT[] COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "parentId" UUID,
    "path" TEXT COLLATE "C" NOT NULL,
    "housingAge" "HousingAge" NOT NULL DEFAULT 'UNKNOWN',
    "settlementIndustry" "SettlementIndustry",
    "householdCount" INTEGER,
    "builtYear" INTEGER,
    "address" TEXT COLLATE "C",
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "searchKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GovernanceUnit_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "PublishedFigure_tenant_divisionKey_idx" ON "PublishedFigure"("tenant", "divisionKey");

-- CreateIndex
CREATE UNIQUE INDEX "PublishedFigure_tenant_code_key" ON "PublishedFigure"("tenant", "code");

-- CreateIndex
CREATE INDEX "Mention_tenant_divisionKey_idx" ON "Mention"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "Mention_tenant_unitId_idx" ON "Mention"("tenant", "unitId");

-- CreateIndex
CREATE INDEX "Mention_tenant_organizationId_idx" ON "Mention"("tenant", "organizationId");

-- CreateIndex
CREATE INDEX "Mention_tenant_partyOrganizationId_idx" ON "Mention"("tenant", "partyOrganizationId");

-- CreateIndex
CREATE INDEX "Organization_uscc_idx" ON "Organization"("uscc");

-- CreateIndex
CREATE INDEX "Organization_tenant_divisionKey_idx" ON "Organization"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "Organization_tenant_name_id_idx" ON "Organization"("tenant", "name", "id");

-- CreateIndex
CREATE INDEX "Organization_tenant_kind_id_idx" ON "Organization"("tenant", "kind", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Organization_tenant_uscc_key" ON "Organization"("tenant", "uscc");

-- CreateIndex
CREATE INDEX "OrganizationResidence_tenant_organizationId_idx" ON "OrganizationResidence"("tenant", "organizationId");

-- CreateIndex
CREATE INDEX "OrganizationResidence_tenant_divisionKey_idx" ON "OrganizationResidence"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "OrganizationStatusChange_tenant_organizationId_recordedAt_idx" ON "OrganizationStatusChange"("tenant", "organizationId", "recordedAt");

-- CreateIndex
CREATE INDEX "PartyOrganization_tenant_divisionKey_idx" ON "PartyOrganization"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "PartyOrganization_tenant_unitId_idx" ON "PartyOrganization"("tenant", "unitId");

-- CreateIndex
CREATE INDEX "PartyOrganization_tenant_hostId_idx" ON "PartyOrganization"("tenant", "hostId");

-- CreateIndex
CREATE INDEX "PartyOrganization_tenant_name_id_idx" ON "PartyOrganization"("tenant", "name", "id");

-- CreateIndex
CREATE INDEX "PartyOrganization_tenant_kind_id_idx" ON "PartyOrganization"("tenant", "kind", "id");

-- CreateIndex
CREATE INDEX "PartyParent_tenant_childId_validFrom_idx" ON "PartyParent"("tenant", "childId", "validFrom");

-- CreateIndex
CREATE INDEX "PartyParent_tenant_parentId_validFrom_idx" ON "PartyParent"("tenant", "parentId", "validFrom");

-- CreateIndex
CREATE INDEX "PartyPath_tenant_path_idx" ON "PartyPath"("tenant", "path");

-- CreateIndex
CREATE INDEX "PartyStatusChange_tenant_partyOrganizationId_recordedAt_idx" ON "PartyStatusChange"("tenant", "partyOrganizationId", "recordedAt");

-- CreateIndex
CREATE UNIQUE INDEX "App_tenant_name_key" ON "App"("tenant", "name");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_tenant_prefix_key" ON "ApiKey"("tenant", "prefix");

-- CreateIndex
CREATE INDEX "AccessGrant_tenant_keyId_idx" ON "AccessGrant"("tenant", "keyId");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_tenant_sealNumber_key" ON "AuditEvent"("tenant", "sealNumber");

-- CreateIndex
CREATE INDEX "OutboxEvent_tenant_deliveredAt_id_idx" ON "OutboxEvent"("tenant", "deliveredAt", "id");

-- CreateIndex
CREATE INDEX "ExternalKey_tenant_type_objectId_idx" ON "ExternalKey"("tenant", "type", "objectId");

-- CreateIndex
CREATE INDEX "DivisionVersion_code_idx" ON "DivisionVersion"("code");

-- CreateIndex
CREATE INDEX "DivisionVersion_parentKey_idx" ON "DivisionVersion"("parentKey");

-- CreateIndex
CREATE INDEX "DivisionVersion_name_key_idx" ON "DivisionVersion"("name", "key");

-- CreateIndex
CREATE INDEX "DivisionChange_effectiveOn_idx" ON "DivisionChange"("effectiveOn");

-- CreateIndex
CREATE INDEX "DivisionChangeItem_divisionKey_idx" ON "DivisionChangeItem"("divisionKey");

-- CreateIndex
CREATE INDEX "GovernanceUnit_tenant_divisionKey_idx" ON "GovernanceUnit"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "GovernanceUnit_tenant_parentId_idx" ON "GovernanceUnit"("tenant", "parentId");

-- CreateIndex
CREATE INDEX "GovernanceUnit_tenant_path_idx" ON "GovernanceUnit"("tenant", "path");

-- CreateIndex
CREATE INDEX "GovernanceUnit_tenant_name_id_idx" ON "GovernanceUnit"("tenant", "name", "id");

-- AddForeignKey
ALTER TABLE "PublishedFigure" ADD CONSTRAINT "PublishedFigure_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedFigure" ADD CONSTRAINT "PublishedFigure_sourceCode_fkey" FOREIGN KEY ("sourceCode") REFERENCES "SourceDocument"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_sourceCode_fkey" FOREIGN KEY ("sourceCode") REFERENCES "SourceDocument"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_tenant_unitId_fkey" FOREIGN KEY ("tenant", "unitId") REFERENCES "GovernanceUnit"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_tenant_organizationId_fkey" FOREIGN KEY ("tenant", "organizationId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_tenant_partyOrganizationId_fkey" FOREIGN KEY ("tenant", "partyOrganizationId") REFERENCES "PartyOrganization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organization" ADD CONSTRAINT "Organization_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganizationResidence" ADD CONSTRAINT "OrganizationResidence_tenant_organizationId_fkey" FOREIGN KEY ("tenant", "organizationId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganizationResidence" ADD CONSTRAINT "OrganizationResidence_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganizationStatusChange" ADD CONSTRAINT "OrganizationStatusChange_tenant_organizationId_fkey" FOREIGN KEY ("tenant", "organizationId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartyOrganization" ADD CONSTRAINT "PartyOrganization_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartyOrganization" ADD CONSTRAINT "PartyOrganization_tenant_unitId_fkey" FOREIGN KEY ("tenant", "unitId") REFERENCES "GovernanceUnit"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartyOrganization" ADD CONSTRAINT "PartyOrganization_tenant_hostId_fkey" FOREIGN KEY ("tenant", "hostId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartyParent" ADD CONSTRAINT "PartyParent_tenant_childId_fkey" FOREIGN KEY ("tenant", "childId") REFERENCES "PartyOrganization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartyParent" ADD CONSTRAINT "PartyParent_tenant_parentId_fkey" FOREIGN KEY ("tenant", "parentId") REFERENCES "PartyOrganization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartyPath" ADD CONSTRAINT "PartyPath_tenant_nodeId_fkey" FOREIGN KEY ("tenant", "nodeId") REFERENCES "PartyOrganization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartyStatusChange" ADD CONSTRAINT "PartyStatusChange_tenant_partyOrganizationId_fkey" FOREIGN KEY ("tenant", "partyOrganizationId") REFERENCES "PartyOrganization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TenantDivision" ADD CONSTRAINT "TenantDivision_tenant_fkey" FOREIGN KEY ("tenant") REFERENCES "Tenant"("tenant") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TenantDivision" ADD CONSTRAINT "TenantDivision_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_tenant_appId_fkey" FOREIGN KEY ("tenant", "appId") REFERENCES "App"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessGrant" ADD CONSTRAINT "AccessGrant_tenant_keyId_fkey" FOREIGN KEY ("tenant", "keyId") REFERENCES "ApiKey"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DivisionVersion" ADD CONSTRAINT "DivisionVersion_key_fkey" FOREIGN KEY ("key") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DivisionVersion" ADD CONSTRAINT "DivisionVersion_parentKey_fkey" FOREIGN KEY ("parentKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DivisionVersion" ADD CONSTRAINT "DivisionVersion_sourceCode_fkey" FOREIGN KEY ("sourceCode") REFERENCES "SourceDocument"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DivisionChange" ADD CONSTRAINT "DivisionChange_sourceCode_fkey" FOREIGN KEY ("sourceCode") REFERENCES "SourceDocument"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DivisionChangeItem" ADD CONSTRAINT "DivisionChangeItem_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "DivisionChange"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DivisionChangeItem" ADD CONSTRAINT "DivisionChangeItem_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GovernanceUnit" ADD CONSTRAINT "GovernanceUnit_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GovernanceUnit" ADD CONSTRAINT "GovernanceUnit_tenant_parentId_fkey" FOREIGN KEY ("tenant", "parentId") REFERENCES "GovernanceUnit"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
