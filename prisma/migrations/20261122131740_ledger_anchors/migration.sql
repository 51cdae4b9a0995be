-- CreateTable
CREATE TABLE "LedgerAnchor" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "anchoredOn" DATE NOT NULL,
    "number" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "salt" BYTEA NOT NULL,
    "seal" BYTEA NOT NULL,
    "publishedAt" TIMESTAMPTZ(6) NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerAnchor_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LedgerAnchor_tenant_number_key" ON "LedgerAnchor"("tenant", "number");

-- What was published is never changed.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "LedgerAnchor" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

ALTER TABLE "LedgerAnchor" ADD CONSTRAINT "LedgerAnchor_sealed" CHECK ("number" > 0 AND octet_length("hash") = 32 AND octet_length("salt") = 32 AND octet_length("seal") = 32);
