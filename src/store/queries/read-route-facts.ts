import { modelKey } from "../../domain/evaluation.ts";
import type { RouteKey } from "../messages.ts";
import type { RouteRow, StoreDatabase } from "../schema.ts";
import type { RouteFacts } from "../store.ts";
import { fromKeyText, isSet, keyText, optionalNumber } from "./values.ts";

/** A route that no source has named for so long is forgotten. */
const rememberedMs = 30 * 86_400_000;

function factsOf(row: RouteRow, isLocal: boolean): RouteFacts {
  return {
    provider: row.provider,
    model: row.model,
    version: fromKeyText(row.version),
    host: fromKeyText(row.host),
    interface: row.interface,
    inputPrice: optionalNumber(row.input_price),
    outputPrice: optionalNumber(row.output_price),
    isFree: isSet(row.is_free),
    contextLength: optionalNumber(row.context_length),
    firstTokenMs: row.first_token_ms,
    tokensPerSecond: row.tokens_per_second,
    supportsTools: isSet(row.supports_tools),
    supportsVision: isSet(row.supports_vision),
    isLocal,
  };
}

/** The models that run on machines of the user's own: few, whatever the size of the registry. */
async function readLocalModels(database: StoreDatabase): Promise<ReadonlySet<string>> {
  const rows = await database.selectFrom("models").select(["provider", "model"]).where("is_local", "=", 1).execute();
  return new Set(rows.map(modelKey));
}

export interface RoutePage {
  /** The last route of the page before; null for the first page. */
  after: RouteKey | null;
  limit: number;
}

/** The newest facts of the next routes, in the order of their keys. */
export async function readRouteFacts(
  database: StoreDatabase,
  { after, limit }: RoutePage,
  now: number,
): Promise<RouteFacts[]> {
  const recent = database
    .selectFrom("routes")
    .selectAll()
    .where("last_seen", ">", now - rememberedMs);
  const rest = after
    ? recent.where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple("provider", "model", "version", "host", "interface"),
          ">",
          tuple(after.provider, after.model, keyText(after.version), keyText(after.host), after.interface),
        ),
      )
    : recent;
  const ordered = rest
    .orderBy("provider")
    .orderBy("model")
    .orderBy("version")
    .orderBy("host")
    .orderBy("interface")
    .limit(limit);
  const local = await readLocalModels(database);
  return (await ordered.execute()).map((row) => factsOf(row, local.has(modelKey(row))));
}
