import type { FeatureDependencies } from "./context.ts";
import type { Feature } from "./feature.ts";
import { createApproveFeature } from "./features/approve.ts";
import { createChatFeature } from "./features/chat/chat.ts";
import type { ChatDependencies } from "./features/chat/dependencies.ts";
import { createDismissFeature } from "./features/dismiss.ts";
import { createHistoryFeature } from "./features/history.ts";
import { createIgnoreFeature } from "./features/ignore.ts";
import { createModelFeature } from "./features/model.ts";
import { createModelsFeature } from "./features/models.ts";
import { createPauseFeature } from "./features/pause.ts";
import { createPicturesFeature } from "./features/pictures.ts";
import { createPinFeature } from "./features/pin.ts";
import { createPrivacyFeature } from "./features/privacy.ts";
import { createRankFeature } from "./features/rank.ts";
import { createRollbackFeature } from "./features/rollback.ts";
import { createSettingsFeature } from "./features/settings/settings.ts";
import { createStartFeature, type StartDependencies } from "./features/start.ts";
import { createStatsFeature } from "./features/stats.ts";
import { createStatusFeature } from "./features/status.ts";
import { createUpdateFeature } from "./features/update/update.ts";
import { createHealthFeature } from "./features/watch/health.ts";
import { createWatchFeature } from "./features/watch/watch.ts";

/** All features, in the order in which an update is offered to them. */
export function createFeatures(dependencies: FeatureDependencies & StartDependencies & ChatDependencies): Feature[] {
  return [
    createStartFeature(dependencies),
    createChatFeature(dependencies),
    createPrivacyFeature(dependencies),
    createStatusFeature(dependencies),
    createUpdateFeature(dependencies),
    createModelsFeature(dependencies),
    createHistoryFeature(dependencies),
    createRankFeature(dependencies),
    createHealthFeature(dependencies),
    createWatchFeature(dependencies),
    createStatsFeature(dependencies),
    createModelFeature(dependencies),
    createPicturesFeature(dependencies),
    createIgnoreFeature(dependencies),
    createApproveFeature(dependencies),
    createPauseFeature(dependencies),
    createPinFeature(dependencies),
    createRollbackFeature(dependencies),
    createSettingsFeature(dependencies),
    createDismissFeature(),
  ];
}
