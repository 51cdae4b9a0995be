-- CreateEnum
CREATE TYPE "TrustedDocumentState" AS ENUM ('ACTIVE', 'RETIRED');

-- AlterTable
ALTER TABLE "AppInstall" ADD COLUMN     "costPerMinute" INTEGER,
ADD COLUMN     "documentsOnly" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "TrustedDocument" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "app" UUID NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "audience" "Audience" NOT NULL,
    "state" "TrustedDocumentState" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TrustedDocument_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "TrustedDocument_tenant_app_name_idx" ON "TrustedDocument"("tenant", "app", "name");

-- CreateIndex
CREATE INDEX "TrustedDocument_tenant_app_hash_idx" ON "TrustedDocument"("tenant", "app", "hash");
