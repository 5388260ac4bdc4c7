/** A call that the API refuses; the server turns it into `{ok: false, error_code, description}`. */
export class ApiError extends Error {
  readonly errorCode: number;

  /** `description` as it goes over the wire. */
  constructor(errorCode: number, description: string) {
    super(description);
    this.name = "ApiError";
    this.errorCode = errorCode;
  }
}

export function badRequest(reason: string): ApiError {
  return new ApiError(400, `Bad Request: ${reason}`);
}

export function forbidden(reason: string): ApiError {
  return new ApiError(403, `Forbidden: ${reason}`);
}

export function conflict(reason: string): ApiError {
  return new ApiError(409, `Conflict: ${reason}`);
}
