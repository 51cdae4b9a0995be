// The figures that calculations rest on: looked up by measure and period, with a note of each that was asked for.
import type { Counted, Measure } from './tree.js';

/**
 * Figures by the code of their period: fen of what is paid, hundredths of what is counted, so that 19.5 hours are 1950.
 */
export type Figures = ReadonlyMap<string, ReadonlyMap<Measure, bigint>>;

/** A figure by its name. */
export interface FigureName {
  readonly measure: Measure;
  readonly period: string;
}

/** Hands out figures. */
export interface FigureReader {
  /** The figure; zero for one that is not there, which is remembered. */
  readonly read: (measure: Measure, period: string) => bigint;
  /** Every figure that was asked for, each once, in the order of asking. */
  readonly asked: () => readonly FigureName[];
  /** The first one that was asked for and is not there. */
  readonly missing: () => FigureName | null;
}

/** A reader of the figures. */
export function figureReader(figures: Figures): FigureReader {
  const asked = new Map<string, FigureName>();
  let missing: FigureName | null = null;
  return {
    read(measure, period) {
      asked.set(`${measure} ${period}`, { measure, period });
      const found = figures.get(period)?.get(measure);
      if (found === undefined) missing ??= { measure, period };
      return found ?? 0n;
    },
    asked: () => [...asked.values()],
    missing: () => missing,
  };
}

/** Measures that are numbers of something; every other one is an amount of money. */
export const countedMeasures: readonly Counted[] = ['UNITS', 'HOURS', 'PEAK_HOURS'];

/** Whether a measure is a number of something, told in hundredths. */
export function isCounted(measure: Measure): measure is Counted {
  return (countedMeasures as readonly Measure[]).includes(measure);
}
