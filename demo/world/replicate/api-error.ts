/** An error as Replicate words it, to be thrown. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(`${status}`);
    this.status = status;
    this.body = { ...body, status };
  }
}

const usual: Readonly<Record<number, { title?: string; detail: string }>> = {
  400: { detail: "The request could not be understood." },
  401: { title: "Unauthenticated", detail: "You did not pass a valid authentication token" },
  402: {
    title: "Insufficient credit",
    detail:
      "You have insufficient credit to run this model. Go to https://replicate.com/account/billing to purchase credit.",
  },
  404: { detail: "The requested resource could not be found." },
  422: { title: "Input validation failed", detail: "- input: prompt is required\n" },
  429: { detail: "Request was throttled. Expected available in 1 second." },
  500: { title: "Internal server error", detail: "Something went wrong." },
  503: { title: "Service unavailable", detail: "Please try again later." },
};

/** The error with its usual words. */
export function usualError(status: number, changes: Record<string, unknown> = {}): ApiError {
  return new ApiError(status, { ...(usual[status] ?? { detail: "Something went wrong." }), ...changes });
}

/** "The specified version does not exist", as Replicate says it of versions that were deleted, too. */
export function unknownVersion(): ApiError {
  return new ApiError(422, {
    title: "Invalid version or not permitted",
    detail: "The specified version does not exist (or perhaps you don't have permission to use it?)",
  });
}
