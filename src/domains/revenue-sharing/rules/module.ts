// What the plain module `gongzhi/rules` offers: all that reads, tells, examines and evaluates rules, and nothing else.
export { fenOf, percentOf, ppmOf, uppercaseOf, yuanOf, type Rounding } from '../../../kernel/money.js';
export { shareRules as limits } from '../../../kernel/rule-limits.js';
export { analyseRule, simulationFaults } from './analyse.js';
export { faultWords, type RuleFault, type RulePath } from './analysis-texts.js';
export { componentsOf, fundsOf, type Component } from './components.js';
export {
  evaluateComponent,
  lateCharge,
  reverse,
  type Allocation,
  type Evaluation,
  type Situation,
  type TraceNode,
} from './evaluate.js';
export type { FigureName, Figures } from './figures.js';
export { ruleFromJson, ruleToJson, type StoredRule } from './json.js';
export { parseRule, type ParsedRule } from './parse.js';
export { parsePeriod, periodAt, periodsOf, type Period, type Span } from './periods.js';
export { printRule } from './print.js';
export { simulate, type Figure, type Simulation, type SimulationLine, type Supposition } from './simulate.js';
export { calculationTable, tableText, type RuleLanguage, type TableRow, type TableStep } from './table.js';
export { ruleSentences } from './sentences.js';
export { clauseTitle } from './titles.js';
export { RuleSyntaxError, type Place } from './tokens.js';
export type * from './tree.js';
export { amountText, exactWords, measureTerms, periodWords, type Exact, type Words } from './words.js';
