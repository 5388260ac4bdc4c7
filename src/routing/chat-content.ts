import type { ChatMessage } from "../domain/input.ts";

/** The texts of a message, in their order. */
export function textsOf({ content }: ChatMessage): string[] {
  if (typeof content === "string") return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((part) => (part.type === "text" && typeof part.text === "string" ? [part.text] : []));
}

/** The addresses of a message's pictures: `data:` URLs, or others that only the provider's side can open. */
export function pictureAddressesOf({ content }: ChatMessage): string[] {
  if (!Array.isArray(content)) return [];
  return content.flatMap((part) => {
    if (part.type !== "image_url") return [];
    const image: unknown = part.image_url;
    if (typeof image === "string") return [image];
    const url = typeof image === "object" && image !== null && "url" in image ? image.url : null;
    return typeof url === "string" ? [url] : [];
  });
}

/** Whether a message brings a picture. */
export function hasPicture({ content }: ChatMessage): boolean {
  return Array.isArray(content) && content.some((part) => part.type === "image_url");
}
