-- AlterTable
ALTER TABLE "WebhookEndpoint" ADD COLUMN "scopes" TEXT[] COLLATE "C" NOT NULL DEFAULT ARRAY[]::TEXT[];
