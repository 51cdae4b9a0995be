-- CreateTable
CREATE TABLE "LedgerAnchor" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "anchoredOn" DATE NOT NULL,
    "number" BIGINT NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "salt" TEXT COLLATE "C" NOT NULL,
    "seal" TEXT COLLATE "C" NOT NULL,
    "publishedAt" TIMESTAMPTZ(6) NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerAnchor_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LedgerAnchor_tenant_number_key" ON "LedgerAnchor"("tenant", "number");

-- What was published is never changed.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "LedgerAnchor" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

ALTER TABLE "LedgerAnchor" ADD CONSTRAINT "LedgerAnchor_sealed" CHECK ("number" > 0 AND "hash" ~ '^[0-9a-f]{64}$' AND "salt" ~ '^[0-9a-f]{64}$' AND "seal" ~ '^[0-9a-f]{64}$');

-- How vouchers are drawn for an audit.
CREATE TYPE "SampleStrategy" AS ENUM ('RANDOM', 'MONETARY_UNIT');
