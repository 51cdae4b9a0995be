// Makes the seed's rows of the data files: levels, kinds, parents, ids and search keys follow from what they say.
import '../../src/server/registry.js';
import type {
  ChangeSide,
  Database,
  DatePrecision,
  DivisionChangeType,
  DivisionKind,
  FigureQualifier,
  GovernanceUnitKind,
  HousingAge,
  LegalForm,
  MatchConfidence,
  OrganizationGrade,
  OrganizationKind,
  OrganizationStatus,
  ResidenceRole,
  SettlementIndustry,
  TwoNewClass,
} from '../../src/generated/database.js';
import { dawn } from '../../src/kernel/clock.js';
import { sealedRow } from '../../src/kernel/personal.js';
import { searchKeyOf } from '../../src/kernel/search.js';
import { kindOfCode, levelOfCode, parentCode } from '../../src/domains/territory/rules/codes.js';
import { shortNameOf } from '../../src/domains/territory/rules/names.js';
import { unitPath } from '../../src/domains/territory/rules/units.js';
import { agreementRows, boundsRows } from './agreements.js';
import { calendarRows } from './calendar.js';
import { known, knownNumber, readLines, several, type folders, type Line } from './files.js';
import { fundRows } from './funds.js';
import { partnerRows } from './partners.js';
import { partyRows } from './party.js';
import { procedureRows } from './procedures.js';
import { seedId, type Rows } from './tables.js';

type Folder = keyof typeof folders;

/** All rows of the seed by table, in the order in which they can be inserted. */
export function seedRows(): { readonly [Table in keyof Database]?: Rows<Table> } {
  const both = <Row>(make: (folder: Folder) => readonly Row[]): Row[] => [...make('real'), ...make('demo')];
  const versions = both(versionRows);
  const tenants = both((folder) => readLines(folder, 'tenants.csv').map((line) => ({ folder, line })));
  const party = both(partyRows);
  const funds = both(fundRows);
  const agreements = both(agreementRows);
  return {
    Tenant: tenants.map(({ folder, line }) => ({
      tenant: Number(line['tenant']),
      name: line['name']!,
      synthetic: folder === 'demo',
    })),
    SourceDocument: readLines('real', 'documents.csv').map(documentRow),
    Division: [...new Map(versions.map(({ key, level }) => [key, { key, level }])).values()],
    TenantDivision: tenants.map(({ line }) => ({
      tenant: Number(line['tenant']),
      divisionKey: line['division']!,
      validFrom: dawn,
      validTo: null,
    })),
    DivisionVersion: versions,
    ...changeRows(),
    ...calendarRows(),
    ...procedureRows(),
    GovernanceUnit: both(unitRows),
    Organization: both((folder) =>
      readLines(folder, 'organizations.csv').map((line) => organizationRow(folder, line)),
    ),
    OrganizationResidence: readLines('demo', 'residences.csv').map(residenceRow),
    PartyOrganization: party.flatMap(({ organization }) => organization),
    PartyParent: party.flatMap(({ parents }) => parents),
    PartyPath: party.flatMap(({ paths }) => paths),
    CommunityPartner: both(partnerRows),
    Fund: funds.map(({ fund }) => fund),
    LedgerAccount: funds.flatMap(({ accounts }) => accounts),
    LedgerBalance: funds.flatMap(({ balances }) => balances),
    Resolution: agreements.flatMap(({ resolutions }) => resolutions),
    Agreement: agreements.map(({ agreement }) => agreement),
    AgreementParty: agreements.flatMap(({ parties }) => parties),
    AgreementVersion: agreements.flatMap(({ versions }) => versions),
    AgreementFund: agreements.flatMap(({ funds: paid }) => paid),
    ShareBoundsPolicy: both(boundsRows),
    PublishedFigure: readLines('real', 'figures.csv').map(figureRow),
    Mention: readLines('real', 'mentions.csv').map(mentionRow),
  };
}

function versionRows(folder: Folder): Rows<'DivisionVersion'> {
  return readLines(folder, 'divisions.csv').map((line) => {
    const code = line['code']!;
    const level = levelOfCode(code);
    const row = {
      key: code,
      validFrom: known(line['valid_from']) ?? dawn,
      validTo: known(line['valid_to']),
      code,
      level,
      kind: (known(line['kind']) ?? kindOfCode(code)) as DivisionKind,
      name: line['name']!,
      shortName: shortNameOf(line['name']!, level),
      aliases: several(line['aliases']),
      parentKey: parentCode(code),
      codeScheme: known(line['code_scheme']),
      sourceCode: known(line['source']),
      synthetic: folder === 'demo',
      note: known(line['note']),
    };
    return { ...row, searchKey: searchKeyOf('Division', row) };
  });
}

function documentRow(line: Line): Rows<'SourceDocument'>[0] {
  const row = {
    code: line['code']!,
    title: line['title']!,
    publisher: known(line['publisher']),
    publishedOn: known(line['published_on']),
    address: known(line['address']),
    note: known(line['note']),
  };
  return { ...row, searchKey: searchKeyOf('SourceDocument', row) };
}

function changeRows(): {
  readonly DivisionChange: Rows<'DivisionChange'>;
  readonly DivisionChangeItem: Rows<'DivisionChangeItem'>;
} {
  const lines = readLines('real', 'division-changes.csv').map((line) => ({
    line,
    id: seedId('DivisionChange', 0, line['key']!),
  }));
  return {
    DivisionChange: lines.map(({ line, id }) => ({
      id,
      type: line['type'] as DivisionChangeType,
      effectiveOn: line['effective_on']!,
      dateQualifier: line['date_qualifier'] as FigureQualifier,
      documentNo: null,
      note: known(line['note']),
      sourceCode: known(line['source']),
    })),
    DivisionChangeItem: lines.flatMap(({ line, id: changeId }) =>
      (['before', 'after'] as const).map((side) => ({
        changeId,
        side: side.toUpperCase() as ChangeSide,
        divisionKey: line[`${side}_code`]!,
        code: line[`${side}_code`]!,
        name: line[`${side}_name`]!,
      })),
    ),
  };
}

/** Units come after the unit that they are part of. */
function unitRows(folder: Folder): Rows<'GovernanceUnit'> {
  const paths = new Map<string, string>();
  return readLines(folder, 'units.csv').map((line) => {
    const tenant = Number(line['tenant']);
    const id = seedId('GovernanceUnit', tenant, line['key']!);
    const parent = known(line['parent']);
    const path = unitPath(parent === null ? '' : paths.get(parent)!, id);
    paths.set(line['key']!, path);
    const row = {
      tenant,
      id,
      kind: line['kind'] as GovernanceUnitKind,
      name: line['name']!,
      aliases: several(line['aliases']),
      divisionKey: line['division']!.padEnd(12, '0'),
      parentId: parent === null ? null : seedId('GovernanceUnit', tenant, parent),
      path,
      housingAge: (known(line['housing_age']) ?? 'UNKNOWN') as HousingAge,
      settlementIndustry: known(line['industry']) as SettlementIndustry | null,
      householdCount: knownNumber(line['households']),
      builtYear: knownNumber(line['built_year']),
      address: known(line['address']),
      validFrom: known(line['valid_from']) ?? dawn,
      validTo: null,
      synthetic: folder === 'demo',
    };
    return { ...row, searchKey: searchKeyOf('GovernanceUnit', row) };
  });
}

function organizationRow(folder: Folder, line: Line): Rows<'Organization'>[0] {
  const tenant = Number(line['tenant']);
  // An empty cell is a no for invented bodies, about which there is nothing else to know; for real ones, no source says it.
  const [twoNew, isHub] = folder === 'demo' ? (['NONE', false] as const) : (['UNKNOWN', null] as const);
  const row = {
    tenant,
    id: seedId('Organization', tenant, line['key']!),
    kind: line['kind'] as OrganizationKind,
    legalForm: (known(line['legal_form']) ?? 'UNKNOWN') as LegalForm,
    name: line['name']!,
    shortName: known(line['short_name']),
    aliases: several(line['aliases']),
    uscc: known(line['uscc']),
    registrationAuthority: known(line['authority']),
    registeredOn: known(line['registered_on']),
    status: (known(line['status']) ?? 'UNKNOWN') as OrganizationStatus,
    divisionKey: line['division']!,
    businessScope: known(line['scope']),
    twoNew: (known(line['two_new']) ?? twoNew) as TwoNewClass,
    isHub: known(line['hub']) === null ? isHub : line['hub'] === 'true',
    grade: known(line['grade']) as OrganizationGrade | null,
    contactName: known(line['contact_name']),
    contactPhone: known(line['contact_phone']),
    synthetic: folder === 'demo',
  };
  return {
    ...sealedRow('Organization', row, row),
    searchKey: searchKeyOf('Organization', row),
  } as Rows<'Organization'>[0];
}

function residenceRow(line: Line): Rows<'OrganizationResidence'>[0] {
  const tenant = Number(line['tenant']);
  const key = [line['organization'], line['division'], line['role'], line['valid_from']].join(' ');
  return {
    tenant,
    id: seedId('OrganizationResidence', tenant, key),
    organizationId: seedId('Organization', tenant, line['organization']!),
    divisionKey: line['division']!,
    role: line['role'] as ResidenceRole,
    validFrom: line['valid_from']!,
    validTo: known(line['valid_to']),
  };
}

function figureRow(line: Line): Rows<'PublishedFigure'>[0] {
  const divisionKey = line['division']!;
  const tenant = Number(divisionKey.slice(0, 6));
  const row = {
    tenant,
    id: seedId('PublishedFigure', tenant, line['code']!),
    code: line['code']!,
    divisionKey,
    sourceCode: line['source']!,
    line: Number(line['line']),
    context: line['context']!,
    subject: line['subject']!,
    measure: line['measure']!,
    value: line['value']!,
    valueMax: known(line['value_max']),
    unit: known(line['unit']),
    qualifier: line['qualifier'] as FigureQualifier,
    statedFor: line['stated_for']!,
    precision: line['precision'] as DatePrecision,
    note: known(line['note']),
    synthetic: false,
  };
  return { ...row, searchKey: searchKeyOf('PublishedFigure', row) };
}

function mentionRow(line: Line): Rows<'Mention'>[0] {
  const tenant = Number(line['tenant']);
  const key = line['key']!;
  const named = (target: string, table: keyof Database): string | null =>
    line['target'] === target ? seedId(table, tenant, key) : null;
  return {
    tenant,
    id: seedId('Mention', tenant, [line['source'], line['line'], line['target'], key].join(' ')),
    sourceCode: line['source']!,
    line: Number(line['line']),
    nameAsWritten: line['name']!,
    confidence: line['confidence'] as MatchConfidence,
    note: known(line['note']),
    divisionKey: line['target'] === 'division' ? key : null,
    unitId: named('unit', 'GovernanceUnit'),
    organizationId: named('organization', 'Organization'),
    partyOrganizationId: named('party', 'PartyOrganization'),
    partnerId: named('partner', 'CommunityPartner'),
    fundId: named('fund', 'Fund'),
    agreementId: named('agreement', 'Agreement'),
  };
}
