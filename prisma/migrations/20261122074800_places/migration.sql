-- What stands in a place is found by the place, whichever offices record it.
CREATE INDEX "Organization_divisionKey_idx" ON "Organization"("divisionKey");
CREATE INDEX "OrganizationResidence_divisionKey_idx" ON "OrganizationResidence"("divisionKey");
CREATE INDEX "PartyOrganization_divisionKey_idx" ON "PartyOrganization"("divisionKey");
CREATE INDEX "GovernanceUnit_divisionKey_idx" ON "GovernanceUnit"("divisionKey");
CREATE INDEX "CommunityPartner_divisionKey_idx" ON "CommunityPartner"("divisionKey");
CREATE INDEX "Fund_divisionKey_idx" ON "Fund"("divisionKey");
CREATE INDEX "Agreement_divisionKey_idx" ON "Agreement"("divisionKey");

-- Counts by kind within a place need no look at the rows.
CREATE INDEX "Organization_tenant_kind_divisionKey_idx" ON "Organization"("tenant", "kind", "divisionKey");

-- Divisions of a level within another are counted without a look at the rows.
CREATE INDEX "DivisionVersion_level_key_validFrom_validTo_idx" ON "DivisionVersion"("level", "key", "validFrom", "validTo");
