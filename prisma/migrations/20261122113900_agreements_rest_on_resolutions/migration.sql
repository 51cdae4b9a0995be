-- Agreements and terms rest on resolutions that are recorded; what was told of one as text becomes a row of its own.

-- AlterTable
ALTER TABLE "Agreement" ADD COLUMN     "resolutionId" UUID;

-- AlterTable
ALTER TABLE "AgreementVersion" ADD COLUMN     "waiverResolutionId" UUID;

-- One row for each document; the search key is renewed with the next change of the title.
WITH told AS (
  SELECT "tenant", "divisionKey", "resolutionBody" AS body, "resolutionNo" AS number, "resolutionOn" AS day, "title", "synthetic"
  FROM "Agreement"
  UNION ALL
  SELECT v."tenant", v."divisionKey", v."waiverBody", v."waiverNo", v."waiverOn", a."title", a."synthetic"
  FROM "AgreementVersion" v JOIN "Agreement" a ON a."tenant" = v."tenant" AND a."id" = v."agreementId"
)
INSERT INTO "Resolution" ("tenant", "id", "bodyName", "divisionKey", "title", "decidedOn", "documentNo", "state", "synthetic", "searchKey")
SELECT DISTINCT ON ("tenant", number, "divisionKey", body)
  "tenant", gen_random_uuid(), body, "divisionKey", '关于《' || "title" || '》的决议', day, number, 'ADOPTED'::"ResolutionState", "synthetic",
  "title" || ' ' || body
FROM told WHERE body IS NOT NULL AND number IS NOT NULL AND day IS NOT NULL
ORDER BY "tenant", number, "divisionKey", body, day
ON CONFLICT DO NOTHING;

UPDATE "Agreement" a SET "resolutionId" = r."id" FROM "Resolution" r
WHERE r."tenant" = a."tenant" AND r."divisionKey" = a."divisionKey" AND r."bodyName" = a."resolutionBody" AND r."documentNo" = a."resolutionNo";
UPDATE "AgreementVersion" v SET "waiverResolutionId" = r."id" FROM "Resolution" r
WHERE r."tenant" = v."tenant" AND r."divisionKey" = v."divisionKey" AND r."bodyName" = v."waiverBody" AND r."documentNo" = v."waiverNo";

-- AlterTable
ALTER TABLE "Agreement" DROP COLUMN "resolutionBody",
DROP COLUMN "resolutionNo",
DROP COLUMN "resolutionOn";

-- AlterTable
ALTER TABLE "AgreementVersion" DROP COLUMN "waiverBody",
DROP COLUMN "waiverNo",
DROP COLUMN "waiverOn";

-- CreateIndex
CREATE INDEX "Agreement_tenant_resolutionId_idx" ON "Agreement"("tenant", "resolutionId");

-- CreateIndex
CREATE INDEX "AgreementVersion_tenant_waiverResolutionId_idx" ON "AgreementVersion"("tenant", "waiverResolutionId");

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_tenant_resolutionId_fkey" FOREIGN KEY ("tenant", "resolutionId") REFERENCES "Resolution"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementVersion" ADD CONSTRAINT "AgreementVersion_tenant_waiverResolutionId_fkey" FOREIGN KEY ("tenant", "waiverResolutionId") REFERENCES "Resolution"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
