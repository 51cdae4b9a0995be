// Makes the seed's rows of agreements: parties, terms with their rules as data, and the bounds of the rates.
import type {
  AgreementKind,
  AgreementState,
  AgreementVersionState,
  PartyRole,
  RoundingMode,
} from '../../src/generated/database.js';
import { searchKeyOf } from '../../src/kernel/search.js';
import { ruleFromJson, ruleToJson } from '../../src/domains/revenue-sharing/rules/json.js';
import { known, knownNumber, readLines, several, type folders, type Line } from './files.js';
import { seedId, type Rows } from './tables.js';

type Folder = keyof typeof folders;

/** One agreement with what belongs to it. */
export interface AgreementRows {
  readonly agreement: Rows<'Agreement'>[0];
  /** The resolution that it rests on, where one is known. */
  readonly resolutions: Rows<'Resolution'>;
  readonly parties: Rows<'AgreementParty'>;
  readonly versions: Rows<'AgreementVersion'>;
  readonly funds: Rows<'AgreementFund'>;
}

/** The agreements of a folder; one whose terms no source states has no version. */
export function agreementRows(folder: Folder): readonly AgreementRows[] {
  const parties = readLines(folder, 'agreement-parties.csv');
  const versions = readLines(folder, 'agreement-versions.csv');
  return readLines(folder, 'agreements.csv').map((line) => {
    const agreement = agreementRow(line, folder === 'demo');
    const own = (lines: readonly Line[]): readonly Line[] =>
      lines.filter((one) => one['agreement'] === line['key'] && one['tenant'] === line['tenant']);
    return {
      agreement,
      resolutions: resolutionRows(line, agreement),
      parties: own(parties).map((party) => partyRow(party, agreement.id)),
      versions: own(versions).map((version) => versionRow(version, agreement)),
      funds: own(versions).flatMap(fundsOfVersion),
    };
  });
}

function agreementRow(line: Line, synthetic: boolean): Rows<'Agreement'>[0] {
  const tenant = Number(line['tenant']);
  const payer = known(line['payer']);
  const row = {
    tenant,
    id: seedId('Agreement', tenant, line['key']!),
    kind: line['kind'] as AgreementKind,
    title: line['title']!,
    divisionKey: line['division']!,
    state: line['state'] as AgreementState,
    payerId: payer === null ? null : seedId('Organization', tenant, payer),
    signedOn: known(line['signed_on']),
    filingNo: known(line['filing_no']),
    validFrom: known(line['valid_from']),
    validTo: known(line['valid_to']),
    // Nothing of an agreement at work is closed yet.
    closesOn: line['state'] === 'ACTIVE' ? known(line['valid_from']) : null,
    terminationClause: known(line['termination']),
    consentsToPublication: line['consents'] === 'true',
    resolutionId: resolutionId(line),
    synthetic,
  };
  return { ...row, searchKey: searchKeyOf('Agreement', row) };
}

const resolutionId = (line: Line): string | null => {
  const documentNo = known(line['resolution_no']);
  return documentNo === null ? null : seedId('Resolution', Number(line['tenant']), documentNo);
};

function resolutionRows(
  line: Line,
  { tenant, title, divisionKey, synthetic }: Rows<'Agreement'>[0],
): Rows<'Resolution'> {
  const id = resolutionId(line);
  if (id === null) return [];
  const row = {
    tenant,
    id,
    bodyName: line['resolution_body']!,
    divisionKey,
    title: `关于《${title}》的决议`,
    decidedOn: line['resolution_on']!,
    documentNo: line['resolution_no']!,
    state: 'ADOPTED' as const,
    synthetic,
  };
  return [{ ...row, searchKey: searchKeyOf('Resolution', row) }];
}

function partyRow(line: Line, agreementId: string): Rows<'AgreementParty'>[0] {
  const tenant = Number(line['tenant']);
  const organization = known(line['organization']);
  return {
    tenant,
    agreementId,
    position: Number(line['position']),
    role: line['role'] as PartyRole,
    name: line['name']!,
    organizationId: organization === null ? null : seedId('Organization', tenant, organization),
    divisionKey: known(line['division']),
  };
}

const versionId = (line: Line): string =>
  seedId('AgreementVersion', Number(line['tenant']), `${line['agreement']} ${line['number']}`);

function versionRow(line: Line, agreement: Rows<'Agreement'>[0]): Rows<'AgreementVersion'>[0] {
  return {
    tenant: agreement.tenant,
    id: versionId(line),
    agreementId: agreement.id,
    number: Number(line['number']),
    state: line['state'] as AgreementVersionState,
    signedOn: known(line['signed_on']),
    validFrom: known(line['valid_from']),
    validTo: known(line['valid_to']),
    // Read as a rule first, so that a slip of the pen in the file stops the loading and not a settlement.
    rule: ruleToJson(ruleFromJson({ schema: 1, rule: JSON.parse(line['rule']!) as unknown })),
    rounding: (known(line['rounding']) ?? 'HALF_UP') as RoundingMode,
    reportDueDays: knownNumber(line['report_due_days']),
    paymentDueDays: knownNumber(line['payment_due_days']),
    evidenceRequired: line['evidence_required'] === 'true',
    examples: JSON.parse(line['examples']!) as unknown,
    note: known(line['note']),
    divisionKey: agreement.divisionKey,
  };
}

function fundsOfVersion(line: Line): Rows<'AgreementFund'> {
  const tenant = Number(line['tenant']);
  return several(line['funds']).map((fund, i) => ({
    tenant,
    versionId: versionId(line),
    position: i + 1,
    fundId: seedId('Fund', tenant, fund),
  }));
}

/** The policies of a folder on how much may be shared. */
export function boundsRows(folder: Folder): Rows<'ShareBoundsPolicy'> {
  return readLines(folder, 'share-bounds.csv').map((line) => {
    const tenant = Number(line['tenant']);
    const key = [line['division'], line['agreement_kinds'], line['valid_from']].join(' ');
    return {
      tenant,
      id: seedId('ShareBoundsPolicy', tenant, key),
      divisionKey: line['division']!,
      agreementKinds: several(line['agreement_kinds']) as AgreementKind[],
      minRatePpm: Number(line['min_ppm']),
      maxRatePpm: Number(line['max_ppm']),
      validFrom: line['valid_from']!,
      validTo: known(line['valid_to']),
      sourceCode: known(line['source']),
      line: knownNumber(line['line']),
      synthetic: folder === 'demo',
    };
  });
}
