import type { Route } from "../domain/route.ts";
import type { Admission } from "./gate.ts";
import type { CallReport, Health, HealthRecord, Ticket } from "./health.ts";

export interface RequestHealthOptions {
  record: HealthRecord;
  /** Those that the request may go to. */
  routes: readonly { route: Route }[];
  /** By a provider's declared name, as the policy was when they were selected: it goes to them as they were then. */
  accountOf: (provider: string) => string;
}

/**
 * Health as one request sees it, which may go to the given routes and to no others: where all of them rest, models that
 * are gone are probed sooner than while another one serves.
 */
export class HealthForRequest implements Health {
  private readonly record: HealthRecord;
  private readonly routes: RequestHealthOptions["routes"];
  private readonly accountOf: RequestHealthOptions["accountOf"];

  constructor({ record, routes, accountOf }: RequestHealthOptions) {
    this.record = record;
    this.routes = routes;
    this.accountOf = accountOf;
  }

  look(route: Route): Admission {
    const admission = this.record.look(route);
    return admission.kind === "resting" && this.doAllRest() ? this.record.lookAtLastResort(route) : admission;
  }

  enter(route: Route, admission: Admission): Ticket {
    return { ...this.record.enter(route, admission), account: this.accountOf(route.provider) };
  }

  begun(route: Route, ticket: Ticket): void {
    this.record.begun(route, ticket);
  }

  report(route: Route, report: CallReport): void {
    this.record.report(route, report);
  }

  private doAllRest(): boolean {
    return this.routes.every(({ route }) => this.record.look(route).kind === "resting");
  }
}
