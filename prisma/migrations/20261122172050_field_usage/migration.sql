-- CreateTable
CREATE TABLE "FieldUsage" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "usedOn" DATE NOT NULL,
    "appId" UUID,
    "audience" "Audience" NOT NULL,
    "type" TEXT COLLATE "C" NOT NULL,
    "field" TEXT COLLATE "C" NOT NULL,
    "uses" BIGINT NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "FieldUsage_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "FieldUsage_tenant_type_field_usedOn_idx" ON "FieldUsage"("tenant", "type", "field", "usedOn");

-- CreateIndex
CREATE INDEX "FieldUsage_tenant_appId_usedOn_idx" ON "FieldUsage"("tenant", "appId", "usedOn");

-- CreateIndex
CREATE INDEX "FieldUsage_tenant_usedOn_idx" ON "FieldUsage"("tenant", "usedOn");

-- AddForeignKey
ALTER TABLE "FieldUsage" ADD CONSTRAINT "FieldUsage_tenant_appId_fkey" FOREIGN KEY ("tenant", "appId") REFERENCES "App"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
