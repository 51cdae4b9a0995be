-- CreateEnum
CREATE TYPE "AppState" AS ENUM ('ACTIVE', 'SUSPENDED');

-- CreateEnum
CREATE TYPE "AppInstallState" AS ENUM ('REQUESTED', 'INSTALLED', 'SUSPENDED', 'REMOVED');

-- CreateEnum
CREATE TYPE "CredentialKind" AS ENUM ('API_KEY', 'CLIENT_SECRET', 'CLIENT_KEY');

-- CreateEnum
CREATE TYPE "CredentialEnvironment" AS ENUM ('LIVE', 'TEST');

-- CreateEnum
CREATE TYPE "CredentialState" AS ENUM ('ACTIVE', 'REVOKED');

-- CreateEnum
CREATE TYPE "AccessRole" AS ENUM ('PARTNER_VENDOR', 'SOCIAL_ENTERPRISE', 'RESOURCE_UNIT', 'RESIDENT', 'GRID_WORKER', 'COMMUNITY_STAFF', 'STREET_ADMIN', 'DISTRICT_ADMIN', 'FUND_TREASURER', 'AUDITOR', 'PLATFORM_ADMIN', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN');

-- DropForeignKey
ALTER TABLE "AccessGrant" DROP CONSTRAINT "AccessGrant_tenant_keyId_fkey";

-- DropForeignKey
ALTER TABLE "ApiKey" DROP CONSTRAINT "ApiKey_tenant_appId_fkey";

-- DropIndex
DROP INDEX "AccessGrant_tenant_keyId_idx";

-- AlterTable: what is there belongs to the office of its tenant, whose number is the code of its area.
ALTER TABLE "App" ADD COLUMN     "contact" TEXT COLLATE "C",
ADD COLUMN     "divisionKey" TEXT COLLATE "C",
ADD COLUMN     "homeTenant" INTEGER,
ADD COLUMN     "state" "AppState" NOT NULL DEFAULT 'ACTIVE',
ADD COLUMN     "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

UPDATE "App" SET "divisionKey" = lpad("tenant"::text, 6, '0') || '000000', "homeTenant" = "tenant";
ALTER TABLE "App" ALTER COLUMN "divisionKey" SET NOT NULL,
ALTER COLUMN "homeTenant" SET NOT NULL;

-- CreateTable
CREATE TABLE "AppInstall" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "appId" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "organizationId" UUID,
    "purpose" TEXT COLLATE "C" NOT NULL,
    "state" "AppInstallState" NOT NULL,
    "requestedBy" TEXT COLLATE "C" NOT NULL,
    "installedBy" TEXT COLLATE "C",
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AppInstall_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "AppCredential" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "installId" UUID NOT NULL,
    "appId" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "kind" "CredentialKind" NOT NULL,
    "environment" "CredentialEnvironment" NOT NULL,
    "prefix" TEXT COLLATE "C" NOT NULL,
    "hash" BYTEA,
    "publicKey" JSONB,
    "subject" TEXT COLLATE "C" NOT NULL,
    "audience" "Audience" NOT NULL,
    "state" "CredentialState" NOT NULL DEFAULT 'ACTIVE',
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "revokedAt" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AppCredential_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "Appointment" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL,
    "role" "AccessRole" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "organizationId" UUID,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "documentNo" TEXT COLLATE "C",
    "appointedBy" TEXT COLLATE "C" NOT NULL,
    "endedBy" TEXT COLLATE "C",
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Appointment_pkey" PRIMARY KEY ("tenant","id")
);

-- Each key becomes an install of its app, with the key's rights, and its one credential; all three keep their ids.
INSERT INTO "AppInstall" ("tenant", "id", "appId", "divisionKey", "organizationId", "purpose", "state", "requestedBy", "installedBy", "createdAt", "updatedAt")
SELECT k."tenant", k."id", k."appId", a."divisionKey", k."organizationId", a."purpose", 'INSTALLED', k."subject", k."subject", k."createdAt", k."createdAt"
FROM "ApiKey" k JOIN "App" a ON a."tenant" = k."tenant" AND a."id" = k."appId";
INSERT INTO "AppCredential" ("tenant", "id", "installId", "appId", "divisionKey", "kind", "environment", "prefix", "hash", "subject", "audience", "state", "expiresAt", "revokedAt", "createdAt", "updatedAt")
SELECT k."tenant", k."id", k."id", k."appId", a."divisionKey", 'API_KEY', (CASE WHEN o."synthetic" THEN 'TEST' ELSE 'LIVE' END)::"CredentialEnvironment", k."prefix", k."hash", k."subject", k."audience", (CASE WHEN k."revokedAt" IS NULL THEN 'ACTIVE' ELSE 'REVOKED' END)::"CredentialState", k."expiresAt", k."revokedAt", k."createdAt", coalesce(k."revokedAt", k."createdAt")
FROM "ApiKey" k JOIN "App" a ON a."tenant" = k."tenant" AND a."id" = k."appId" JOIN "Tenant" o ON o."tenant" = k."tenant";
ALTER TABLE "AccessGrant" ADD COLUMN     "installId" UUID;
UPDATE "AccessGrant" SET "installId" = "keyId";
ALTER TABLE "AccessGrant" ALTER COLUMN "installId" SET NOT NULL,
DROP COLUMN "keyId";

-- DropTable
DROP TABLE "ApiKey";

-- CreateIndex
CREATE INDEX "AppInstall_tenant_appId_idx" ON "AppInstall"("tenant", "appId");

-- CreateIndex
CREATE INDEX "AppInstall_tenant_divisionKey_idx" ON "AppInstall"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "AppCredential_tenant_installId_idx" ON "AppCredential"("tenant", "installId");

-- CreateIndex
CREATE INDEX "AppCredential_tenant_appId_idx" ON "AppCredential"("tenant", "appId");

-- CreateIndex
CREATE UNIQUE INDEX "AppCredential_tenant_prefix_key" ON "AppCredential"("tenant", "prefix");

-- CreateIndex
CREATE INDEX "Appointment_tenant_subject_idx" ON "Appointment"("tenant", "subject");

-- CreateIndex
CREATE INDEX "Appointment_tenant_divisionKey_idx" ON "Appointment"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "AccessGrant_tenant_installId_idx" ON "AccessGrant"("tenant", "installId");

-- CreateIndex
CREATE INDEX "App_tenant_divisionKey_idx" ON "App"("tenant", "divisionKey");

-- AddForeignKey
ALTER TABLE "AppInstall" ADD CONSTRAINT "AppInstall_tenant_appId_fkey" FOREIGN KEY ("tenant", "appId") REFERENCES "App"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessGrant" ADD CONSTRAINT "AccessGrant_tenant_installId_fkey" FOREIGN KEY ("tenant", "installId") REFERENCES "AppInstall"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AppCredential" ADD CONSTRAINT "AppCredential_tenant_installId_fkey" FOREIGN KEY ("tenant", "installId") REFERENCES "AppInstall"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AppCredential" ADD CONSTRAINT "AppCredential_tenant_appId_fkey" FOREIGN KEY ("tenant", "appId") REFERENCES "App"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What must always hold: a credential proves itself by exactly what its kind says.
ALTER TABLE "App" ADD CONSTRAINT "App_divisionKey_form" CHECK ("divisionKey" ~ '^[0-9]{12}$');
ALTER TABLE "AppInstall" ADD CONSTRAINT "AppInstall_divisionKey_form" CHECK ("divisionKey" ~ '^[0-9]{12}$');
ALTER TABLE "AppCredential" ADD CONSTRAINT "AppCredential_prefix_form" CHECK ("prefix" ~ '^[0-9a-v]{10}$');
ALTER TABLE "AppCredential" ADD CONSTRAINT "AppCredential_proof" CHECK (("hash" IS NULL) = ("kind" = 'CLIENT_KEY') AND ("publicKey" IS NOT NULL) = ("kind" = 'CLIENT_KEY'));
-- A post that was never taken up ends on its first day.
ALTER TABLE "Appointment" ADD CONSTRAINT "Appointment_validity" CHECK ("validTo" >= "validFrom");
ALTER TABLE "Appointment" ADD CONSTRAINT "Appointment_ended" CHECK ("endedBy" IS NULL OR "validTo" IS NOT NULL);
