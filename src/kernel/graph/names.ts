// Names that are derived: from an entity to its fields, inputs and types.

/** Ends the name of the field with the numbers of a list: `organizations` → `organizationsAggregate`. */
export const aggregateSuffix = 'Aggregate';

/** `SourceDocument` → `sourceDocument`. */
export function plainName(name: string): string {
  return name[0]!.toLowerCase() + name.slice(1);
}

/** `registeredOn` → `REGISTERED_ON`, as enum values are written. */
export function constantName(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}

/** `createOrganization` → `CreateOrganization`. */
export function pascalName(name: string): string {
  return name[0]!.toUpperCase() + name.slice(1);
}

/** The root field that tells what an operation costs. */
export const rateLimitField = 'rateLimit';
