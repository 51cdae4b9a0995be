-- What the models cannot say: the form of codes, validities that end after they begin, counts that are not negative,
-- and indexes by which names sort as pinyin.

-- Codes
ALTER TABLE "Division" ADD CONSTRAINT "Division_key_form" CHECK ("key" ~ '^[0-9]{12}$');
ALTER TABLE "DivisionVersion" ADD CONSTRAINT "DivisionVersion_code_form" CHECK ("code" ~ '^[0-9]{12}$');
ALTER TABLE "DivisionChangeItem" ADD CONSTRAINT "DivisionChangeItem_code_form" CHECK ("code" ~ '^[0-9]{12}$');
ALTER TABLE "Organization" ADD CONSTRAINT "Organization_uscc_form" CHECK ("uscc" ~ '^[0-9A-HJ-NPQRTUWXY]{18}$');
ALTER TABLE "AccessGrant" ADD CONSTRAINT "AccessGrant_division_form" CHECK ("division" ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$');
ALTER TABLE "AccessGrant" ADD CONSTRAINT "AccessGrant_scope_form" CHECK ("scope" ~ '^[a-z-]+:(read|write|admin)$');

-- Validities are half-open and not empty.
ALTER TABLE "TenantDivision" ADD CONSTRAINT "TenantDivision_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "AccessGrant" ADD CONSTRAINT "AccessGrant_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "DivisionVersion" ADD CONSTRAINT "DivisionVersion_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "GovernanceUnit" ADD CONSTRAINT "GovernanceUnit_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "OrganizationResidence" ADD CONSTRAINT "OrganizationResidence_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "PartyOrganization" ADD CONSTRAINT "PartyOrganization_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "PartyParent" ADD CONSTRAINT "PartyParent_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "PartyPath" ADD CONSTRAINT "PartyPath_validity" CHECK ("validTo" > "validFrom");

-- Trees
ALTER TABLE "PartyParent" ADD CONSTRAINT "PartyParent_not_itself" CHECK ("parentId" <> "childId");
ALTER TABLE "GovernanceUnit" ADD CONSTRAINT "GovernanceUnit_not_itself" CHECK ("parentId" <> "id");
ALTER TABLE "GovernanceUnit" ADD CONSTRAINT "GovernanceUnit_path_ends" CHECK ("path" LIKE '/%/');
ALTER TABLE "PartyPath" ADD CONSTRAINT "PartyPath_path_ends" CHECK ("path" LIKE '/%/');

-- Counts
ALTER TABLE "GovernanceUnit" ADD CONSTRAINT "GovernanceUnit_households" CHECK ("householdCount" >= 0);
ALTER TABLE "PartyOrganization" ADD CONSTRAINT "PartyOrganization_counts" CHECK ("formalMembers" >= 0 AND "probationaryMembers" >= 0 AND "committeeSeats" >= 0 AND "coveredUnits" >= 0);
ALTER TABLE "PublishedFigure" ADD CONSTRAINT "PublishedFigure_line" CHECK ("line" > 0);
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_line" CHECK ("line" > 0);

-- Names in the order that lists show them in.
DROP INDEX "Organization_tenant_name_id_idx";
CREATE INDEX "Organization_tenant_name_id_idx" ON "Organization"("tenant", "name" COLLATE "zh-x-icu", "id");
DROP INDEX "PartyOrganization_tenant_name_id_idx";
CREATE INDEX "PartyOrganization_tenant_name_id_idx" ON "PartyOrganization"("tenant", "name" COLLATE "zh-x-icu", "id");
DROP INDEX "GovernanceUnit_tenant_name_id_idx";
CREATE INDEX "GovernanceUnit_tenant_name_id_idx" ON "GovernanceUnit"("tenant", "name" COLLATE "zh-x-icu", "id");
DROP INDEX "DivisionVersion_name_key_idx";
CREATE INDEX "DivisionVersion_name_key_idx" ON "DivisionVersion"("name" COLLATE "zh-x-icu", "key");
