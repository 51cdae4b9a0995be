// What callers do with the terms of agreements: draft them, sign them, give them up.
import type { AgreementKind, RevenueMeasure, RoundingMode } from '../../../generated/database.js';
import { fault, Refusal, refuse, refuseAll } from '../../../kernel/errors.js';
import {
  bool,
  changeable,
  enumOf,
  int,
  list,
  object,
  of,
  optional,
  ref,
  text,
  yuan,
} from '../../../kernel/input.js';
import { newId } from '../../../kernel/ids.js';
import { operation } from '../../../kernel/operation.js';
import { adoptedResolution } from '../../self-governance/queries/resolutions.js';
import { restingRules } from '../../self-governance/rules/resolutions.js';
import { handlesFigures, records } from '../policy.js';
import { waitingReports } from '../queries/reports.js';
import { agreementWithTerms, lockAgreement, validityOf } from '../queries/terms.js';
import { boundsOf, fundDivisions, nextNumber, settledUntil, signedVersions } from '../queries/versions.js';
import { closingStates, givesWay, maySign, officeFaults, versionDays } from '../rules/agreements.js';
import { analyseRule, simulationFaults } from '../rules/analyse.js';
import { ruleFromJson, ruleToJson } from '../rules/json.js';
import { parsePeriod } from '../rules/periods.js';
import { measuresOf, type Validity } from '../rules/terms.js';
import { boundsWaived, exampleFaults } from '../rules/versions.js';
import { definitionFaults, definitionRows, reportingColumns, reportingTerms } from './reporting-terms.js';
import { shareRule } from './rule-input.js';
import { reportedPieces } from './submission.js';

/** A figure of a business, for examples and simulations. */
export const figures = list(
  object('ShareFigureInput', 'A figure of a business for one period. 数据', {
    measure: enumOf<RevenueMeasure>('RevenueMeasure', 'What is measured. 指标'),
    period: of('BusinessPeriod', 'The business period. 业务期间'),
    amount: yuan('Amount; below zero for a loss. 金额'),
  }),
  { max: 100 },
);

const examples = list(
  object('ShareExampleInput', 'A case that the parties computed by hand. 示例', {
    period: of('BusinessPeriod', 'The period that it is about, such as a whole year. 期间'),
    figures,
    due: yuan('What all clauses together make due in it. 应缴合计', { min: 0n }),
  }),
  { max: 20 },
);

const days = (description: string) => int(description, { min: 0, max: 366 });

operation('draftAgreementVersion', {
  description:
    'Drafts the terms of an agreement: the funds, the rule, when it holds and by when is reported and paid. 起草协议条款',
  scope: 'revenue-sharing:write',
  input: {
    agreement: ref('Agreement', 'The agreement. 协议'),
    validFrom: of('Date', 'First day on which the terms hold. 生效日期'),
    validTo: optional(
      of('Date', 'First day on which they hold no more; by default the agreement’s. 截止日期(不含)'),
    ),
    funds: list(ref('Fund', 'A fund that receives. 受益基金'), { max: 20 }),
    rule: shareRule,
    rounding: changeable(
      enumOf<RoundingMode>('RoundingMode', 'How amounts become fen; half up if not said. 舍入方式'),
    ),
    reportDueDays: days('Days after a period by which it is reported. 申报期限(天)'),
    paymentDueDays: days(
      'Days after a period, or after its report is settled, by which the money is due. 缴款期限(天)',
    ),
    evidenceRequired: changeable(bool('A report needs evidence; yes if not said. 须附凭证')),
    ...reportingTerms,
    examples,
    waiver: optional(ref('Resolution', 'The resolution that lets the rate leave the bounds. 突破比例的决议')),
    note: optional(text('What to know of it. 备注')),
  },
  target: 'agreement',
  validate: ({ rule, funds, examples: cases, validFrom, validTo, rounding = 'HALF_UP' }) => {
    const wrong = [
      ...analyseRule(rule, { funds: funds.length }, ['rule']),
      ...(validTo && validTo <= validFrom ? [fault('validity-order', ['validTo'])] : []),
      ...(funds.length === 0 ? [fault('list-length', ['funds'], { min: 1, max: 20 })] : []),
    ];
    const told = cases.map(({ period, figures: given, due }) => ({
      period,
      figures: given.map(({ amount, ...figure }) => ({ ...figure, amountFen: amount })),
      dueFen: due,
    }));
    if (wrong.length === 0)
      for (const [i, { period, figures: given }] of told.entries())
        wrong.push(
          ...simulationFaults(
            rule,
            { ...parsePeriod(period)!, figures: given },
            { span: ['examples', i, 'period'], figures: ['examples', i, 'figures'] },
          ),
        );
    if (wrong.length === 0) wrong.push(...exampleFaults(rule, rounding, told, ['examples']));
    return wrong.length > 0 ? [new Refusal(wrong)] : [];
  },
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  run: async ({ input, refs, target, tenant, today, apply }, tx) => {
    const agreementId = target['id'] as string;
    const divisionKey = target['divisionKey'] as string;
    const fundIds = input.funds.map((_, i) => refs[`funds.${i}`]!['id'] as string);
    const agreement = {
      validFrom: target['validFrom'] as string | null,
      validTo: target['validTo'] as string | null,
    };
    const validity: Validity = { validFrom: input.validFrom, validTo: input.validTo ?? agreement.validTo };
    const bounds = await boundsOf(tx, divisionKey, target['kind'] as AgreementKind, today);
    refuseAll(
      new Set(fundIds).size === fundIds.length ? [] : [fault('list-distinct', ['funds'])],
      definitionFaults(input),
      officeFaults(refs, tenant),
      versionDays(
        validity,
        validityOf(agreement),
        await signedVersions(tx, tenant, agreementId),
        (await settledUntil(tx, tenant, agreementId)).periods,
      ),
      boundsWaived(input.rule, bounds, Boolean(input.waiver), ['rule']),
    );
    const { waiver } = refs;
    const waiverResolutionId = waiver ? await adoptedResolution(tx, tenant, waiver, today, ['waiver']) : null;
    const id = newId();
    await apply({
      insert: {
        AgreementVersion: [
          {
            id,
            agreementId,
            divisionKey,
            number: await nextNumber(tx, tenant, agreementId),
            state: 'DRAFT',
            ...validity,
            rule: ruleToJson(input.rule),
            rounding: input.rounding,
            reportDueDays: input.reportDueDays,
            paymentDueDays: input.paymentDueDays,
            evidenceRequired: input.evidenceRequired,
            ...reportingColumns(input),
            examples: input.examples.map(({ period, figures: given, due }) => ({
              period,
              figures: given.map(({ measure, period: of_, amount }) => ({
                measure,
                period: of_,
                amountFen: amount,
              })),
              dueFen: due,
            })),
            waiverResolutionId,
            note: input.note ?? null,
          },
        ],
        AgreementFund: fundIds.map((fundId, i) => ({ versionId: id, position: i + 1, fundId })),
        AgreementMeasure: definitionRows(id, input),
      },
      update: [{ model: 'Agreement', id: agreementId, values: {} }],
    });
    return { objects: { agreementVersion: id, agreement: agreementId } };
  },
  returns: { agreementVersion: 'AgreementVersion', agreement: 'Agreement' },
  emits: 'revenue-sharing.version.drafted',
  rules: [
    ...restingRules,
    'version-has-an-example',
    'example-is-complete',
    'example-comes-out',
    'version-inside-its-agreement',
    'versions-never-overlap',
    'version-begins-after-what-is-settled',
    'versions-leave-no-gap',
    'agreement-stays-in-its-office',
    'share-bounds-waived-by-resolution',
    'list-distinct',
    'validity-order',
  ],
});

operation('signAgreementVersion', {
  description:
    'Signs terms; from then on they never change. Open terms before them end on their first day. 签订协议条款',
  scope: 'revenue-sharing:write',
  input: {
    agreementVersion: ref('AgreementVersion', 'The terms. 协议版本'),
    signedOn: of('Date', 'Day of the signature, not after today. 签订日期'),
  },
  target: 'agreementVersion',
  transition: { column: 'state', to: 'SIGNED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async ({ input, target, tenant, today, caller, apply }, tx) => {
    const id = target['id'] as string;
    const agreementId = target['agreementId'] as string;
    await lockAgreement(tx, tenant, agreementId);
    const agreement = await tx
      .selectFrom('Agreement')
      .select(['kind', 'state', 'validFrom', 'validTo', 'closesOn'])
      .where('tenant', '=', tenant)
      .where('id', '=', agreementId)
      .executeTakeFirstOrThrow();
    // Terms bind every fund that they name: who signs them records where each of those funds is.
    if (!records(caller, ...(await fundDivisions(tx, tenant, id)))) throw refuse('FORBIDDEN');
    const own = { validFrom: target['validFrom'] as string, validTo: target['validTo'] as string | null };
    const signed = await signedVersions(tx, tenant, agreementId);
    const last = signed.find((one) => givesWay(one, own, validityOf(agreement)));
    const bounds = await boundsOf(tx, target['divisionKey'] as string, agreement.kind, input.signedOn);
    refuseAll(
      input.signedOn > today ? [fault('version-signed-until-today', ['signedOn'], { today })] : [],
      maySign(agreement.state),
      versionDays(own, validityOf(agreement), signed, (await settledUntil(tx, tenant, agreementId)).periods),
      boundsWaived(ruleFromJson(target['rule']), bounds, target['waiverResolutionId'] !== null, []),
    );
    await apply({
      update: [
        { model: 'AgreementVersion', id, values: { state: 'SIGNED', signedOn: input.signedOn } },
        ...(last ? [{ model: 'AgreementVersion', id: last.id, values: { validTo: own.validFrom } }] : []),
        // Their periods wait from their first day on, also where all others are closed.
        ...(closingStates.includes(agreement.state) &&
        (agreement.closesOn === null || own.validFrom < agreement.closesOn)
          ? [{ model: 'Agreement', id: agreementId, values: { closesOn: own.validFrom } }]
          : []),
      ],
    });
    // What waits for its figures is asked for by the terms that hold from now on.
    const known = await agreementWithTerms(tx, tenant, agreementId);
    const waiting = await waitingReports(tx, tenant, agreementId);
    await apply({
      update: waiting.map((report) => ({
        model: 'RevenueReport',
        id: report.id,
        values: { asks: measuresOf(reportedPieces(known, report.period)) },
      })),
    });
    return { objects: { agreementVersion: id } };
  },
  returns: { agreementVersion: 'AgreementVersion' },
  emits: 'revenue-sharing.version.signed',
  rules: [
    'signed-terms-never-change',
    'version-signed-until-today',
    'version-signed-in-time',
    'version-inside-its-agreement',
    'versions-never-overlap',
    'version-begins-after-what-is-settled',
    'versions-leave-no-gap',
    'share-bounds-waived-by-resolution',
  ],
});

operation('discardAgreementVersion', {
  description: 'Gives up terms that are not signed. 放弃条款草案',
  scope: 'revenue-sharing:write',
  input: {
    agreementVersion: ref('AgreementVersion', 'The terms. 协议版本'),
    reason: optional(text('Why. 原因')),
  },
  target: 'agreementVersion',
  transition: { column: 'state', to: 'DISCARDED' },
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  run: ({ step }) => step(),
  returns: { agreementVersion: 'AgreementVersion' },
  emits: 'revenue-sharing.version.discarded',
  rules: ['signed-terms-never-change'],
});
