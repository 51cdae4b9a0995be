// What PostGraphile is given in the database, because tables alone do not say it; its users write such functions too.
import pg from 'pg';
import { recordingRows } from '../queries/donation.js';

const functions = `
  CREATE FUNCTION "PartyOrganization_children"(parent "PartyOrganization") RETURNS SETOF "PartyOrganization"
  LANGUAGE sql STABLE AS $$
    SELECT child.* FROM "PartyParent" link
    JOIN "PartyOrganization" child ON child.tenant = link.tenant AND child.id = link."childId"
    WHERE link.tenant = parent.tenant AND link."parentId" = parent.id
      AND link."validFrom" <= current_date AND (link."validTo" IS NULL OR link."validTo" > current_date)
      AND child."validFrom" <= current_date AND (child."validTo" IS NULL OR child."validTo" > current_date)
    ORDER BY child.name COLLATE "zh-x-icu", child.id
  $$;

  CREATE FUNCTION "organizationKinds"(office int) RETURNS TABLE (kind "OrganizationKind", count bigint)
  LANGUAGE sql STABLE AS $$
    SELECT o.kind, count(*) FROM "Organization" o WHERE o.tenant = office GROUP BY o.kind ORDER BY count(*) DESC, o.kind
  $$;

  CREATE FUNCTION "recordDonationRows"(office int, "fundId" uuid, fen bigint, donor text, "receivedOn" date, key text,
    app uuid, caller text) RETURNS "Donation" LANGUAGE plpgsql VOLATILE AS $$
    #variable_conflict use_column
    DECLARE recorded "Donation";
    BEGIN
      ${recordingRows}
      SELECT donation.* INTO recorded FROM donation;
      RETURN recorded;
    END
  $$;`;

/** Makes the functions, with the login that owns the tables. */
export async function addPeerFunctions(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(functions);
  await client.end();
}
