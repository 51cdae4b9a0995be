-- CreateEnum
CREATE TYPE "WebhookEndpointState" AS ENUM ('ACTIVE', 'PAUSED', 'DISABLED', 'RETIRED');

-- CreateEnum
CREATE TYPE "WebhookDisabling" AS ENUM ('GONE', 'FAILING', 'OFFICE');

-- CreateEnum
CREATE TYPE "WebhookSignature" AS ENUM ('V1', 'V1A');

-- CreateEnum
CREATE TYPE "WebhookDeliveryKind" AS ENUM ('EVENT', 'GAP', 'PING');

-- CreateEnum
CREATE TYPE "WebhookOutcome" AS ENUM ('WAITING', 'RETRYING', 'DELIVERED', 'DEAD', 'SKIPPED');

-- CreateEnum
CREATE TYPE "WebhookFault" AS ENUM ('STATUS', 'REDIRECT', 'TIMEOUT', 'CONNECTION', 'ENCRYPTION', 'ADDRESS', 'ANSWER_TOO_LONG', 'CONTENT');

-- CreateTable
CREATE TABLE "WebhookEndpoint" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "appId" UUID NOT NULL,
    "installId" UUID,
    "url" TEXT COLLATE "C" NOT NULL,
    "description" TEXT COLLATE "C" NOT NULL,
    "types" TEXT[] COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "selection" TEXT COLLATE "C" NOT NULL,
    "state" "WebhookEndpointState" NOT NULL DEFAULT 'ACTIVE',
    "disabledFor" "WebhookDisabling",
    "disabledAt" TIMESTAMPTZ(6),
    "subject" TEXT COLLATE "C" NOT NULL,
    "audience" "Audience" NOT NULL,
    "takenThrough" BIGINT NOT NULL,
    "replayAfter" BIGINT,
    "replayThrough" BIGINT,
    "replayMissing" BOOLEAN NOT NULL DEFAULT false,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failingSince" TIMESTAMPTZ(6),
    "restingUntil" TIMESTAMPTZ(6),
    "endingFor" "WebhookDisabling",
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WebhookEndpoint_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "WebhookKey" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "endpointId" UUID NOT NULL,
    "signature" "WebhookSignature" NOT NULL,
    "sealed" BYTEA,
    "publicKey" TEXT COLLATE "C",
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(6),

    CONSTRAINT "WebhookKey_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "endpointId" UUID NOT NULL,
    "appId" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "kind" "WebhookDeliveryKind" NOT NULL,
    "type" TEXT COLLATE "C" NOT NULL,
    "messageId" TEXT COLLATE "C" NOT NULL,
    "sequence" BIGINT,
    "gapFrom" BIGINT,
    "occurredAt" TIMESTAMPTZ(6) NOT NULL,
    "outcome" "WebhookOutcome" NOT NULL DEFAULT 'WAITING',
    "attemptCount" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(6),
    "settledAt" TIMESTAMPTZ(6),
    "lastStatus" INTEGER,
    "lastFault" "WebhookFault",
    "thin" BOOLEAN NOT NULL DEFAULT false,
    "triedBefore" INTEGER NOT NULL DEFAULT 0,
    "lease" UUID,
    "leasedUntil" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "WebhookAttempt" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "deliveryId" UUID NOT NULL,
    "appId" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "status" INTEGER,
    "fault" "WebhookFault",
    "durationMs" INTEGER NOT NULL,
    "bodyBytes" INTEGER NOT NULL,

    CONSTRAINT "WebhookAttempt_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "WebhookEndpoint_tenant_appId_idx" ON "WebhookEndpoint"("tenant", "appId");

-- CreateIndex
CREATE INDEX "WebhookEndpoint_tenant_installId_idx" ON "WebhookEndpoint"("tenant", "installId");

-- CreateIndex
CREATE INDEX "WebhookEndpoint_tenant_divisionKey_idx" ON "WebhookEndpoint"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "WebhookKey_tenant_endpointId_idx" ON "WebhookKey"("tenant", "endpointId");

-- CreateIndex
CREATE INDEX "WebhookDelivery_tenant_endpointId_nextAttemptAt_idx" ON "WebhookDelivery"("tenant", "endpointId", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "WebhookDelivery_tenant_settledAt_idx" ON "WebhookDelivery"("tenant", "settledAt");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookDelivery_tenant_endpointId_messageId_key" ON "WebhookDelivery"("tenant", "endpointId", "messageId");

-- CreateIndex
CREATE INDEX "WebhookAttempt_tenant_deliveryId_idx" ON "WebhookAttempt"("tenant", "deliveryId");

-- AddForeignKey
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_tenant_appId_fkey" FOREIGN KEY ("tenant", "appId") REFERENCES "App"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_tenant_installId_fkey" FOREIGN KEY ("tenant", "installId") REFERENCES "AppInstall"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookKey" ADD CONSTRAINT "WebhookKey_tenant_endpointId_fkey" FOREIGN KEY ("tenant", "endpointId") REFERENCES "WebhookEndpoint"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_tenant_endpointId_fkey" FOREIGN KEY ("tenant", "endpointId") REFERENCES "WebhookEndpoint"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookAttempt" ADD CONSTRAINT "WebhookAttempt_tenant_deliveryId_fkey" FOREIGN KEY ("tenant", "deliveryId") REFERENCES "WebhookDelivery"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
