import type { ModelIdentity } from "../../domain/route.ts";
import type { StoreDatabase } from "../schema.ts";

/** What is known of some models, column by column: so many are sent between threads at a fraction of what objects take. */
export interface PastModelColumns {
  providers: string[];
  models: string[];
  /** Milliseconds since the epoch; NaN where unknown, in all of these. */
  createdAt: Float64Array;
  parameters: Float64Array;
  downloads: Float64Array;
  firstSeen: Float64Array;
  lastSeen: Float64Array;
}

export interface PastModelPage {
  /** The last model of the page before; null for the first page. */
  after: ModelIdentity | null;
  limit: number;
}

/** No model. */
export function noPastModels(): PastModelColumns {
  const none = () => new Float64Array(0);
  const times = { createdAt: none(), firstSeen: none(), lastSeen: none() };
  return { providers: [], models: [], parameters: none(), downloads: none(), ...times };
}

const columnOf = (values: readonly (number | null)[]) =>
  Float64Array.from(values, (value) => Number(value ?? Number.NaN));

/** The next models in the order of their keys. */
export async function readPastModels(
  database: StoreDatabase,
  { after, limit }: PastModelPage,
): Promise<PastModelColumns> {
  const all = database
    .selectFrom("models")
    .select(["provider", "model", "created_at", "parameters", "downloads", "first_seen", "last_seen"]);
  const rest = after
    ? all.where(({ eb, refTuple, tuple }) => eb(refTuple("provider", "model"), ">", tuple(after.provider, after.model)))
    : all;
  const rows = await rest.orderBy("provider").orderBy("model").limit(limit).execute();
  return {
    providers: rows.map(({ provider }) => provider),
    models: rows.map(({ model }) => model),
    createdAt: columnOf(rows.map((row) => row.created_at)),
    parameters: columnOf(rows.map((row) => row.parameters)),
    downloads: columnOf(rows.map((row) => row.downloads)),
    firstSeen: columnOf(rows.map((row) => row.first_seen)),
    lastSeen: columnOf(rows.map((row) => row.last_seen)),
  };
}
