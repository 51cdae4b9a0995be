// How much a scale holds: counties, and what each of them has.

/** Scales that are counties at work; the third one, the country, has divisions only. */
export type Counted = 'small' | 'large';

/** The size of a scale; where nothing else is said, of each of its counties. */
export interface Shape {
  /** First four digits of its city; a county's tenant has two more, from 01. */
  readonly city: number;
  readonly cityName: string;
  readonly counties: number;
  readonly streets: number;
  /** Communities of a street; every one has a fund. */
  readonly communities: number;
  readonly organizations: number;
  /** Communities of a street that have a party committee or a general branch. */
  readonly committees: number;
  /** Branches below each of these. */
  readonly branches: number;
  /** Enterprises that pay under five to eight agreements, the first ones of the county. */
  readonly frequentPayers: number;
  /** Enterprises that pay under one, those that follow. */
  readonly otherPayers: number;
  /** Postings of a fund. */
  readonly postings: number;
  /** Postings of the one great fund: the first one of the first county. */
  readonly greatPostings: number;
}

/** Each scale has a city of its own, so that both fit into one database. */
export const shapes: Readonly<Record<Counted, Shape>> = {
  small: {
    city: 9904,
    cityName: '小样市',
    counties: 4,
    streets: 5,
    communities: 8,
    organizations: 1_500,
    committees: 7,
    branches: 4,
    frequentPayers: 20,
    otherPayers: 40,
    postings: 4,
    greatPostings: 700,
  },
  large: {
    city: 9903,
    cityName: '大样市',
    counties: 20,
    streets: 10,
    communities: 10,
    organizations: 7_500,
    committees: 9,
    branches: 9,
    frequentPayers: 100,
    otherPayers: 600,
    postings: 5,
    greatPostings: 240_000,
  },
};
