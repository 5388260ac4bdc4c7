import { objectOf, textOf } from "./json.ts";

/** A value that a JSON schema allows, with `text` wherever it wants a text. Enough of JSON schema for a demonstration. */
export function exampleOf(schema: unknown, text: string): unknown {
  const { type, enum: choices, properties, items, const: only } = objectOf(schema);
  if (only !== undefined) return only;
  if (Array.isArray(choices)) return choices[0];
  switch (Array.isArray(type) ? type[0] : type) {
    case "object":
      return Object.fromEntries(
        Object.entries(objectOf(properties)).map(([name, property]) => [name, exampleOf(property, text)]),
      );
    case "array":
      return [exampleOf(items, text)];
    case "number":
    case "integer":
      return 1;
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return textOf(text);
  }
}
