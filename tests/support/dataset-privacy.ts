// Columns of the generated data about purposes and the access log whose values must hang together.
import { sometimes } from './dataset-money.js';
import type { Make, Place } from './dataset-shapes.js';

const aDivision: Make = ({ n, made }) => {
  const divisions = made.get('Division')!;
  return divisions[(n * 7) % divisions.length]!['key'];
};
const purpose = ({ made, row }: Place) =>
  made.get('ProcessingPurpose')!.find(({ id }) => id === row['purposeId'])!;

/** Shapes by table and column. */
export const privacyShapes: Readonly<Record<string, Readonly<Record<string, Make>>>> = {
  ProcessingPurpose: {
    code: ({ n }) => `purpose-${n}`,
    dataClasses: ({ n }) => [['PERSONAL'], ['SENSITIVE'], ['PERSONAL', 'SENSITIVE']][n % 3],
    retentionMonths: ({ n }) => 1 + n,
    validFrom: ({ n }) => `20${10 + (n % 17)}-01-31`,
    validTo: sometimes(1, ({ n }) => `20${27 + (n % 3)}-03-01`),
  },
  ImpactAssessment: {
    assessedOn: ({ n }) => `${2010 + n}-02-28`,
    keptUntil: ({ n }) => `${2013 + n}-02-28`,
    divisionKey: (place) => purpose(place)['divisionKey'],
  },
  SubjectRequest: {
    divisionKey: aDivision,
    erasedValues: ({ n }) => n,
    receivedOn: ({ n }) => `${2010 + n}-02-28`,
    dueOn: ({ n }) => `${2010 + n}-03-21`,
    filedBy: ({ n }) => `受理${n}`,
    decidedBy: sometimes(0, ({ n }) => `处理${n}`),
    keptBy: sometimes(2, ({ n }) => `依据${n}`),
    blockedUntil: sometimes(2, ({ n }) => `${2040 + n}-01-01`),
  },
  AccessLogEntry: {
    divisionKey: aDivision,
    rowCount: ({ n }) => n * 3,
    requestId: ({ n }) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    appId: ({ n }) => `00000000-0000-7000-8000-${String(n % 4).padStart(12, '0')}`,
  },
};
