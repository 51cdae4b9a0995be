// Tables of the generated data that follow from others, made after them: paths, keys of apps, steps in lives.
import { models } from '../../src/generated/datamodel.js';
import { allEntities } from '../../src/kernel/entity.js';
import { makeStateChanges } from './dataset-money.js';
import { changeDay, type Row } from './dataset-shapes.js';
import { dawn } from '../../src/kernel/clock.js';

const pathOf = (links: readonly Row[], node: unknown, on: string): string => {
  const link = links.find(
    (one) =>
      one['childId'] === node &&
      String(one['validFrom']) <= on &&
      (one['validTo'] === null || on < (one['validTo'] as string)),
  );
  return `${link ? pathOf(links, link['parentId'], on) : '/'}${String(node)}/`;
};

/** Every table with the way its rows follow. */
export const derived: Readonly<
  Record<string, (made: ReadonlyMap<string, readonly Row[]>) => readonly Row[]>
> = {
  PartyPath: (made) =>
    made.get('PartyOrganization')!.flatMap(({ tenant, id }) =>
      [
        [dawn, changeDay],
        [changeDay, null],
      ].map(([validFrom, validTo]) => ({
        tenant,
        nodeId: id,
        path: pathOf(made.get('PartyParent')!, id, validFrom!),
        validFrom,
        validTo,
      })),
    ),
  ExternalKey: (made) =>
    [...allEntities().values()].flatMap(({ name, model = name, plural }) =>
      plural === undefined || !('tenant' in models[model]!.columns)
        ? []
        : (made.get(model) ?? []).slice(0, 6).map(({ tenant, id }, n) => ({
            tenant,
            app: '00000000-0000-7000-8000-000000000001',
            type: name,
            key: `own "${n}" \\ ${name}`,
            objectId: id,
          })),
    ),
  StateChange: makeStateChanges,
};
