// Makes the seed's party organizations with their parents and their paths through time.
import type { PartyCarrier, PartyKind, PartyStatus } from '../../src/generated/database.js';
import { dawn } from '../../src/kernel/clock.js';
import { searchKeyOf } from '../../src/kernel/search.js';
import { segmentsBelow, type Segment } from '../../src/domains/party/rules/tree.js';
import { known, knownNumber, readLines, type folders, type Line } from './files.js';
import { seedId, type Rows } from './tables.js';

/** One organization with its rows. */
export interface PartyRows {
  readonly organization: Rows<'PartyOrganization'>[0];
  readonly parents: Rows<'PartyParent'>;
  readonly paths: Rows<'PartyPath'>;
}

/** Party organizations of a folder; each comes after those that it stood under. */
export function partyRows(folder: keyof typeof folders): readonly PartyRows[] {
  const links = folder === 'demo' ? readLines(folder, 'party-parents.csv') : [];
  const made = new Map<string, PartyRows & { readonly segments: readonly Segment[] }>();
  for (const line of readLines(folder, 'party.csv')) {
    const tenant = Number(line['tenant']);
    const organization = organizationRow(line, folder === 'demo');
    const own = links.filter(({ child }) => child === line['key']);
    const parents = own.map((link) => ({
      tenant,
      id: seedId('PartyParent', tenant, [link['child'], link['parent'], link['valid_from']].join(' ')),
      childId: organization.id,
      parentId: seedId('PartyOrganization', tenant, link['parent']!),
      validFrom: link['valid_from']!,
      validTo: known(link['valid_to']),
      documentNo: known(link['document_no']),
    }));
    const during = { validFrom: organization.validFrom, validTo: null };
    // One path for each span of time in which neither the parent nor the parent's own path changes.
    const segments =
      own.length === 0
        ? segmentsBelow(null, organization.id, during)
        : own.flatMap(({ parent }, i) =>
            segmentsBelow(made.get(parent!)!.segments, organization.id, parents[i]!),
          );
    const paths = segments.map((segment) => ({ tenant, ...segment }));
    made.set(line['key']!, { organization, parents, paths, segments });
  }
  return [...made.values()];
}

function organizationRow(line: Line, synthetic: boolean): Rows<'PartyOrganization'>[0] {
  const tenant = Number(line['tenant']);
  const unit = known(line['unit']);
  const host = known(line['host']);
  const row = {
    tenant,
    id: seedId('PartyOrganization', tenant, line['key']!),
    kind: line['kind'] as PartyKind,
    carrierKind: line['carrier'] as PartyCarrier,
    name: line['name']!,
    divisionKey: line['division']!,
    unitId: unit === null ? null : seedId('GovernanceUnit', tenant, unit),
    hostId: host === null ? null : seedId('Organization', tenant, host),
    predecessorId: null,
    formalMembers: knownNumber(line['formal']),
    probationaryMembers: knownNumber(line['probationary']),
    committeeSeats: knownNumber(line['seats']),
    coveredUnits: knownNumber(line['covered']),
    status: line['status'] as PartyStatus,
    approvedBy: known(line['approved_by']),
    approvedOn: known(line['approved_on']),
    approvalDocumentNo: known(line['approval_no']),
    exceptionDocumentNo: null,
    termStart: known(line['term_start']),
    termEnd: known(line['term_end']),
    validFrom: known(line['valid_from']) ?? dawn,
    validTo: null,
    synthetic,
  };
  return { ...row, searchKey: searchKeyOf('PartyOrganization', row) };
}
