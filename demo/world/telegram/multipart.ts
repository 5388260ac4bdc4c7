export interface Upload {
  name: string;
  contentType: string;
  bytes: Buffer;
}

export interface Form {
  fields: Record<string, string>;
  uploads: Map<string, Upload>;
}

const headEnd = Buffer.from("\r\n\r\n");

/**
 * Reads a multipart/form-data body. The platform's own reader refuses what grammY sends (a file name without quotes),
 * and Telegram takes it. Answers null where the body has no such form, for example where its end is missing.
 */
export function parseMultipart(body: Buffer, contentType: string): Form | null {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const name = boundary?.[1] ?? boundary?.[2];
  if (!name) return null;
  const form: Form = { fields: {}, uploads: new Map() };
  // Every delimiter but the first follows a line end, which belongs to it and not to the part before.
  const whole = Buffer.concat([Buffer.from("\r\n"), body]);
  const delimiter = Buffer.from(`\r\n--${name}`);
  let start = whole.indexOf(delimiter);
  while (start !== -1) {
    const from = start + delimiter.length;
    if (whole.toString("latin1", from, from + 2) === "--") return form;
    const end = whole.indexOf(delimiter, from);
    if (end === -1 || !addPart(form, whole.subarray(from + 2, end))) return null;
    start = end;
  }
  return null;
}

function addPart(form: Form, part: Buffer): boolean {
  const split = part.indexOf(headEnd);
  if (split === -1) return false;
  const head = part.toString("utf8", 0, split);
  const content = part.subarray(split + headEnd.length);
  const name = parameterOf(head, "name");
  if (name === null) return false;
  const fileName = parameterOf(head, "filename");
  if (fileName === null) {
    form.fields[name] = content.toString("utf8");
    return true;
  }
  const type = /^content-type:\s*([^\r\n]+)/im.exec(head)?.[1]?.trim();
  form.uploads.set(name, { name: fileName, contentType: type ?? "application/octet-stream", bytes: content });
  return true;
}

function parameterOf(head: string, name: string): string | null {
  const line = /^content-disposition:[^\r\n]*/im.exec(head)?.[0] ?? "";
  const found = new RegExp(`[;\\s]${name}=(?:"([^"]*)"|([^;\\r\\n]*))`, "i").exec(line);
  return found ? (found[1] ?? found[2] ?? "") : null;
}
