-- CreateEnum
CREATE TYPE "ResolutionState" AS ENUM ('ADOPTED', 'REJECTED', 'ANNULLED');

-- CreateTable
CREATE TABLE "Resolution" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "bodyName" TEXT COLLATE "C" NOT NULL,
    "bodyId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "content" TEXT COLLATE "C",
    "decidedOn" DATE NOT NULL,
    "documentNo" TEXT COLLATE "C" NOT NULL,
    "state" "ResolutionState" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "searchKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Resolution_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "Resolution_tenant_divisionKey_idx" ON "Resolution"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "Resolution_tenant_bodyId_idx" ON "Resolution"("tenant", "bodyId");

-- CreateIndex
CREATE INDEX "Resolution_divisionKey_idx" ON "Resolution"("divisionKey");

-- CreateIndex
CREATE UNIQUE INDEX "Resolution_tenant_documentNo_divisionKey_bodyName_key" ON "Resolution"("tenant", "documentNo", "divisionKey", "bodyName");

-- AddForeignKey
ALTER TABLE "Resolution" ADD CONSTRAINT "Resolution_tenant_bodyId_fkey" FOREIGN KEY ("tenant", "bodyId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resolution" ADD CONSTRAINT "Resolution_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;
