import { UserFacingError } from "../domain/errors.ts";
import type { ReachabilityCheck } from "../providers/provider.ts";
import type { TelegramSettings } from "../settings.ts";
import { messageOf } from "../shared/file-fault.ts";
import { recordOrNull } from "../shared/foreign-json.ts";
import type { HttpClient } from "../shared/http-client.ts";
import { describeUrl } from "../shared/http-failure.ts";
import { hideSecrets } from "../shared/secrets.ts";

const advice = "Copy BOT_TOKEN anew from @BotFather.";

/** Asks Telegram who the bot is: whether it can be reached, and whether the token is right. Fetches no updates. */
export function telegramReachability({ apiRoot, botToken }: TelegramSettings, http: HttpClient): ReachabilityCheck {
  return {
    what: `Telegram at ${describeUrl(apiRoot)}`,
    async run(signal) {
      try {
        const url = `${apiRoot}/bot${botToken}/getMe`;
        const { data } = await http.getJson(url, { signal, advice: { 401: advice, 404: advice } });
        const name = recordOrNull(recordOrNull(data)?.result)?.username;
        return typeof name === "string"
          ? `BOT_TOKEN belongs to @${name}`
          : "it answers, but does not say who the bot is";
      } catch (error) {
        signal.throwIfAborted();
        // The token stands in the address, which the sentence shows.
        throw new UserFacingError(hideSecrets(messageOf(error), [botToken]));
      }
    },
  };
}
