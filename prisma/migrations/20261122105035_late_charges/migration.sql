-- CreateEnum
CREATE TYPE "SettlementKind" AS ENUM ('SHARE', 'LATE_CHARGE');

-- AlterTable
ALTER TABLE "Settlement" ADD COLUMN     "chargedFrom" DATE,
ADD COLUMN     "chargedTo" DATE,
ADD COLUMN     "chargesId" UUID,
ADD COLUMN     "kind" "SettlementKind" NOT NULL DEFAULT 'SHARE';

-- CreateIndex
CREATE INDEX "Settlement_tenant_chargesId_idx" ON "Settlement"("tenant", "chargesId");

-- AddForeignKey
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_tenant_chargesId_fkey" FOREIGN KEY ("tenant", "chargesId") REFERENCES "Settlement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
