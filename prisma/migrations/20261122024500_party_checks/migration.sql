-- Terms of party organizations
ALTER TABLE "PartyOrganization" ADD CONSTRAINT "PartyOrganization_term" CHECK ("termEnd" > "termStart");
