import type { ChatPerson } from "../domain/chat-person.ts";
import type { Configuration } from "../domain/configuration.ts";
import { type ConversationPlace, isTurnOf, type Turn } from "../domain/conversation.ts";
import type { Route } from "../domain/route.ts";
import type { TaskName } from "../domain/task.ts";
import type { Policy } from "../policy.ts";
import type { KnownRoutes } from "../routing/known-routes.ts";
import type { RoutedEvent, Router } from "../routing/request.ts";
import type { Clock } from "../shared/clock.ts";
import type { CallLog, ChatMemory, Rating } from "../store/store.ts";
import { mayChat, type Someone } from "./access.ts";
import { type Answering, createAnswering } from "./answering.ts";
import { createConversations } from "./conversations.ts";
import { createDay } from "./day.ts";
import { impatient } from "./impatient-memory.ts";
import { createLimits, type Refusal } from "./limits.ts";
import type { ModelFacts } from "./model-facts.ts";
import { createChatPeople } from "./people.ts";
import type { Question } from "./question.ts";
import { createRegistry, type RegistryUseCases } from "./registry.ts";
import type { SpendingLedger } from "./spending.ts";
import { explainAnswer, type Why } from "./why.ts";

/** What somebody gets who asks. */
export type ChatReply =
  | {
      kind: "answer";
      /** By it the answer is found again: to be judged, explained, or made anew. */
      request: string;
      task: TaskName;
      /** To be read once. Throws as the router's events do. */
      events: AsyncIterable<RoutedEvent>;
    }
  /** A question about models that Modelvane answers by itself. */
  | { kind: "facts"; facts: ModelFacts };

/** What those who chat may ask for. Faults reject with a `UserFacingError`. */
export interface Chat {
  /** Whether somebody may chat there. Never rejects. */
  mayChat(someone: Someone): Promise<boolean>;
  /** Counts a question; null where the limits let it through. */
  admit(person: string): Promise<Refusal | null>;
  /** Rejects with an `UnknownTargetError` where the task has no model. */
  ask(question: Question): Promise<ChatReply>;
  /** Forgets what was said in a place. */
  forget(place: ConversationPlace): Promise<void>;
  /** The question and the answer of a request, where they are remembered. */
  turnOf(request: string, place: ConversationPlace): Promise<Turn | null>;
  person(person: string): Promise<ChatPerson>;
  /** A model of their own for a task; null for what is configured. */
  choose(person: string, task: TaskName, route: Route | null): Promise<void>;
  /** The routes of a model, by its id, that could serve the task, the ones that are configured first. */
  routesOf(model: string, task: TaskName): Promise<Route[]>;
  setRemembered(person: string, isRemembered: boolean): Promise<void>;
  /** Whether the policy lets conversations be kept at all. */
  keepsConversations(): Promise<boolean>;
  forgetPerson(person: string): Promise<void>;
  /** How the answer to a request of this chat came about; null where nothing is known of it. */
  why(request: string, chat: string): Promise<Why | null>;
  /** Notes what somebody thinks of an answer in their chat; false where nothing is known of it. */
  rate(options: { request: string; chat: string; person: string; rating: Rating }): Promise<boolean>;
}

/** What the chat stands on, when it is open. */
export interface ChatSurroundings {
  router: Router;
  configuration(): Configuration | null;
  policy(): Policy;
  facts: KnownRoutes;
  spending: Pick<SpendingLedger, "spent">;
}

export interface ChatDependencies {
  /** Opened by the first question. */
  open(): Promise<ChatSurroundings>;
  readPolicy(): Promise<Policy>;
  store: Pick<CallLog, "attemptsOf"> & ChatMemory;
  useCases: RegistryUseCases;
  clock: Clock;
  logger: { warn(message: string): void };
}

interface OpenChat extends ChatSurroundings {
  answering: Answering;
  limits: ReturnType<typeof createLimits>;
}

interface Opener {
  (): Promise<OpenChat>;
  /** The policy that counts now: in memory from the first question on. Rejects where it is not valid. */
  policy(): Promise<Policy>;
}

function createOpener(dependencies: ChatDependencies, parts: ChatParts): Opener {
  const { clock } = dependencies;
  let opening: Promise<OpenChat> | null = null;
  let opened: OpenChat | null = null;

  async function open(): Promise<OpenChat> {
    const surroundings = await dependencies.open();
    const { policy, configuration, spending } = surroundings;
    const registry = createRegistry({ useCases: dependencies.useCases, configuration, clock });
    const day = createDay({ timeZone: () => policy().schedule.timeZone, clock });
    opened = {
      ...surroundings,
      answering: createAnswering({ ...surroundings, ...parts, registry, clock }),
      limits: createLimits({ policy, spending, endOfDay: day.end, clock }),
    };
    return opened;
  }

  function openOnce(): Promise<OpenChat> {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  }

  return Object.assign(openOnce, {
    policy: async () => {
      if (opened !== null) return opened.policy();
      // Whoever looks in may ask next.
      openOnce().catch(() => {});
      return await dependencies.readPolicy();
    },
  });
}

interface ChatParts {
  people: ReturnType<typeof createChatPeople>;
  conversations: ReturnType<typeof createConversations>;
}

/** How answers are judged and explained afterwards. */
function createAfterwards(
  { store, clock }: ChatDependencies,
  open: () => Promise<OpenChat>,
): Pick<Chat, "why" | "rate"> {
  async function why(request: string, chat: string): Promise<Why | null> {
    const { configuration } = await open();
    const attempts = (await store.attemptsOf(request)).filter((attempt) => attempt.chat === chat);
    return explainAnswer(attempts, configuration());
  }

  return {
    why,
    async rate({ request, chat, person, rating }) {
      const known = await why(request, chat);
      const attempt = known?.answered ?? known?.attempts.at(-1);
      if (attempt === undefined) return false;
      const { task, route } = attempt;
      const { provider, model, host } = route;
      await store.keepOpinion({ request, person, at: clock.now(), rating, task, provider, model, host });
      return true;
    },
  };
}

/** The chat over its dependencies. */
export function createChat(dependencies: ChatDependencies): Chat {
  const { store, clock, logger } = dependencies;
  const memory = impatient(store, clock);
  const people = createChatPeople({ memory, clock, logger });
  const conversations = createConversations({ memory, clock, logger });
  const open = createOpener(dependencies, { people, conversations });
  return {
    ...createAfterwards(dependencies, open),
    // While the policy cannot be read, only administrators may: it is they who mend it.
    mayChat: async (someone) =>
      someone.isAdministrator ||
      (await open.policy().then(
        (policy) => mayChat(policy, someone),
        () => false,
      )),
    admit: async (person) => await (await open()).limits.admit(person),
    ask: async (question) => await (await open()).answering.ask(question),
    forget: conversations.forget,
    turnOf: async (request, place) =>
      (await conversations.turns(place)).find((turn) => isTurnOf(turn, request)) ?? null,
    person: people.read,
    choose: people.choose,
    routesOf: async (model, task) => (await open()).answering.routesOf(model, task),
    setRemembered: people.setRemembered,
    keepsConversations: async () => (await open.policy()).chat.memory,
    async forgetPerson(person) {
      // A private chat has the name of the person. Before, for answers under way; after, for what was read meanwhile.
      conversations.drop(person);
      await people.forget(person);
      conversations.drop(person);
    },
  };
}
