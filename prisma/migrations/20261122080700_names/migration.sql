-- Names in the order that lists show them in, without the id behind them: a row would be looked up by its id in such an
-- index, whose every name must be read for that, as soon as nothing but its name is asked for. Equal names are few and
-- sorted by the id when they are read.
DROP INDEX "Organization_tenant_name_id_idx";
CREATE INDEX "Organization_tenant_name_idx" ON "Organization"("tenant", "name" COLLATE "zh-x-icu");
DROP INDEX "PartyOrganization_tenant_name_id_idx";
CREATE INDEX "PartyOrganization_tenant_name_idx" ON "PartyOrganization"("tenant", "name" COLLATE "zh-x-icu");
DROP INDEX "GovernanceUnit_tenant_name_id_idx";
CREATE INDEX "GovernanceUnit_tenant_name_idx" ON "GovernanceUnit"("tenant", "name" COLLATE "zh-x-icu");
DROP INDEX "Fund_tenant_name_id_idx";
CREATE INDEX "Fund_tenant_name_idx" ON "Fund"("tenant", "name" COLLATE "zh-x-icu");
DROP INDEX "Agreement_tenant_title_id_idx";
CREATE INDEX "Agreement_tenant_title_idx" ON "Agreement"("tenant", "title" COLLATE "zh-x-icu");
