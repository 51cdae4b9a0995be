-- CreateEnum
CREATE TYPE "LegalBasis" AS ENUM ('CONSENT', 'CONTRACT', 'STATUTORY_DUTY', 'EMERGENCY', 'PUBLIC_INTEREST_REPORTING', 'ALREADY_PUBLIC', 'OTHER_LAW');

-- CreateTable
CREATE TABLE "ProcessingPurpose" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "description" TEXT COLLATE "C" NOT NULL,
    "legalBasis" "LegalBasis" NOT NULL,
    "ground" TEXT COLLATE "C" NOT NULL,
    "dataClasses" "DataClass"[] NOT NULL,
    "retentionMonths" INTEGER NOT NULL,
    "appId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "declaredBy" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProcessingPurpose_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "ImpactAssessment" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "purposeId" UUID NOT NULL,
    "necessity" TEXT COLLATE "C" NOT NULL,
    "risks" TEXT COLLATE "C" NOT NULL,
    "measures" TEXT COLLATE "C" NOT NULL,
    "assessedOn" DATE NOT NULL,
    "keptUntil" DATE NOT NULL,
    "assessedBy" TEXT COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImpactAssessment_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "AccessLogEntry" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "readAt" TIMESTAMPTZ(6) NOT NULL,
    "readOn" DATE NOT NULL,
    "callerTenant" INTEGER NOT NULL,
    "appId" UUID NOT NULL,
    "app" TEXT COLLATE "C" NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL,
    "organizationId" UUID,
    "operation" TEXT COLLATE "C" NOT NULL,
    "operationHash" TEXT COLLATE "C" NOT NULL,
    "audience" "Audience" NOT NULL,
    "dataClasses" "DataClass"[] NOT NULL,
    "highestClass" "DataClass" NOT NULL,
    "entities" TEXT[] COLLATE "C" NOT NULL,
    "rowCount" INTEGER NOT NULL,
    "purpose" TEXT COLLATE "C",
    "masked" BOOLEAN NOT NULL,
    "requestId" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "AccessLogEntry_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "ProcessingPurpose_tenant_divisionKey_idx" ON "ProcessingPurpose"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "ProcessingPurpose_tenant_appId_idx" ON "ProcessingPurpose"("tenant", "appId");

-- CreateIndex
CREATE UNIQUE INDEX "ProcessingPurpose_tenant_code_key" ON "ProcessingPurpose"("tenant", "code");

-- CreateIndex
CREATE INDEX "ImpactAssessment_tenant_purposeId_idx" ON "ImpactAssessment"("tenant", "purposeId");

-- CreateIndex
CREATE INDEX "AccessLogEntry_tenant_readAt_idx" ON "AccessLogEntry"("tenant", "readAt");

-- CreateIndex
CREATE INDEX "AccessLogEntry_tenant_app_readOn_idx" ON "AccessLogEntry"("tenant", "app", "readOn");

-- AddForeignKey
ALTER TABLE "ProcessingPurpose" ADD CONSTRAINT "ProcessingPurpose_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProcessingPurpose" ADD CONSTRAINT "ProcessingPurpose_tenant_appId_fkey" FOREIGN KEY ("tenant", "appId") REFERENCES "App"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImpactAssessment" ADD CONSTRAINT "ImpactAssessment_tenant_purposeId_fkey" FOREIGN KEY ("tenant", "purposeId") REFERENCES "ProcessingPurpose"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
