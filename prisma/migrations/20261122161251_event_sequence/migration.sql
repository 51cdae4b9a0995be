-- DropIndex
DROP INDEX "OutboxEvent_tenant_deliveredAt_id_idx";

-- AlterTable
ALTER TABLE "OutboxEvent" DROP COLUMN "deliveredAt",
ADD COLUMN     "app" UUID,
ADD COLUMN     "queuedAt" TIMESTAMPTZ(6),
ADD COLUMN     "sequence" BIGINT,
ADD COLUMN     "subject" TEXT COLLATE "C";

-- What was written before is numbered in the order of the servers' clocks.
UPDATE "OutboxEvent" SET "queuedAt" = "at";

-- AlterTable
ALTER TABLE "OutboxEvent" ALTER COLUMN "queuedAt" SET NOT NULL,
ALTER COLUMN "queuedAt" SET DEFAULT clock_timestamp();

-- CreateTable
CREATE TABLE "EventHead" (
    "tenant" INTEGER NOT NULL,
    "sequence" BIGINT NOT NULL,
    "keptFrom" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "EventHead_pkey" PRIMARY KEY ("tenant")
);

-- CreateIndex
CREATE UNIQUE INDEX "OutboxEvent_tenant_sequence_key" ON "OutboxEvent"("tenant", "sequence");
