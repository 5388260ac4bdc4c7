import { type ForeignRecord, recordOrNull } from "../../shared/foreign-json.ts";

/** A version's schemas by their names, to which they refer each other. */
export type Schemas = ForeignRecord;

/** The schema itself, behind a reference, or the first choice of several that is not "nothing". */
export function resolved(schema: unknown, schemas: Schemas, depth = 0): ForeignRecord {
  const record = recordOrNull(schema) ?? {};
  if (depth > 5) return record;
  const name = /^#\/components\/schemas\/([\w.-]+)$/.exec(String(record.$ref ?? ""))?.[1];
  if (name !== undefined && Object.hasOwn(schemas, name)) return resolved(schemas[name], schemas, depth + 1);
  const choices = [record.allOf, record.anyOf, record.oneOf].find((each) => Array.isArray(each)) as
    | unknown[]
    | undefined;
  const choice = choices?.find((each) => recordOrNull(each)?.type !== "null");
  return choice === undefined ? record : { ...resolved(choice, schemas, depth + 1), ...withoutChoices(record) };
}

function withoutChoices({ allOf: _all, anyOf: _any, oneOf: _one, ...rest }: ForeignRecord): ForeignRecord {
  return rest;
}
