-- AlterTable
ALTER TABLE "PartyOrganization" ADD COLUMN     "predecessorId" UUID;

-- CreateIndex
CREATE INDEX "PartyOrganization_tenant_predecessorId_idx" ON "PartyOrganization"("tenant", "predecessorId");

-- AddForeignKey
ALTER TABLE "PartyOrganization" ADD CONSTRAINT "PartyOrganization_tenant_predecessorId_fkey" FOREIGN KEY ("tenant", "predecessorId") REFERENCES "PartyOrganization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- No organization continues itself.
ALTER TABLE "PartyOrganization" ADD CONSTRAINT "PartyOrganization_not_itself" CHECK ("predecessorId" <> "id");
