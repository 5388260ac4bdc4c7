import type { MarkedToken, Token } from "marked";
import { decodeCharacters } from "./characters.ts";
import type { Lex } from "./lexer.ts";
import { withoutHidden } from "./safety.ts";
import type { Style, StyledWriter } from "./styled.ts";

/** A link's text takes neither links nor code. */
interface Place {
  inLink: boolean;
}

interface LinkToken {
  href: string;
  text: string;
  tokens: readonly Token[];
  /** The address itself, without words for it. */
  autolink?: boolean;
}

/** Longer addresses are no use to a person, and a message holds few of them. */
const longestAddress = 1500;

/** The address of a link that can be opened in a browser; null for others, which stay as text. */
function webAddress(href: string): string | null {
  const address = withoutHidden(decodeCharacters(href)).trim();
  return /^https?:\/\/\S+$/i.test(address) && address.length <= longestAddress && URL.canParse(address)
    ? address
    : null;
}

function isKnown(token: Token): token is MarkedToken {
  return token.type !== "formula";
}

/** The text of a token without styles: HTML stays as it is written, but for line breaks. */
function plainText(token: MarkedToken): string {
  if (token.type === "br" || (token.type === "html" && /^<br\s*\/?>$/i.test(token.raw))) return "\n";
  return token.type !== "html" && "text" in token ? decodeCharacters(token.text) : token.raw;
}

/** Writes the tokens of one paragraph as text and styles. */
class InlineWriter {
  readonly #writer: StyledWriter;

  constructor(writer: StyledWriter) {
    this.#writer = writer;
  }

  tokens(tokens: readonly Token[], place: Place): void {
    for (const token of tokens) {
      if (isKnown(token)) this.#token(token, place);
      else this.#text(token.raw);
    }
  }

  #token(token: MarkedToken, place: Place): void {
    if (token.type === "strong") this.#styled("bold", token.tokens, place);
    else if (token.type === "em") this.#styled("italic", token.tokens, place);
    else if (token.type === "del") this.#deleted(token, place);
    else if (token.type === "codespan") this.#code(token.text, place);
    else if (token.type === "link") this.#link(token, place);
    else if (token.type === "image") this.#image(token, place);
    else this.#text(plainText(token));
  }

  #text(text: string): void {
    this.#writer.write(withoutHidden(text));
  }

  #styled(style: Style, tokens: readonly Token[], place: Place): void {
    this.#writer.marked({ style }, () => this.tokens(tokens, place));
  }

  /** One "~" means "about" in the texts of models. */
  #deleted({ raw, tokens }: { raw: string; tokens: readonly Token[] }, place: Place): void {
    if (raw.startsWith("~~")) this.#styled("strikethrough", tokens, place);
    else {
      this.#text("~");
      this.tokens(tokens, place);
      this.#text("~");
    }
  }

  #code(text: string, { inLink }: Place): void {
    if (inLink) this.#text(text);
    else this.#writer.marked({ style: "code" }, () => this.#text(text));
  }

  #image({ href, text }: { href: string; text: string }, place: Place): void {
    this.#link({ href, text, tokens: [{ type: "text", raw: text, text }] }, place);
  }

  #link(link: LinkToken, place: Place): void {
    const hasText = link.text.trim() !== "";
    const words = () => (hasText ? this.tokens(link.tokens, { inLink: true }) : this.#text(link.href));
    const url = webAddress(link.href);
    if (link.autolink) this.#text(link.text);
    else if (place.inLink || link.text === link.href) words();
    else if (url !== null) this.#writer.marked({ style: "text_link", url }, words);
    else this.#plainLink(link, place);
  }

  #plainLink({ href, text, tokens }: LinkToken, place: Place): void {
    this.tokens(tokens, place);
    if (href !== "") this.#text(text.trim() === "" ? href : ` (${href})`);
  }
}

/** Writes a paragraph's source with its marks read; literally where the lexer fails at it. */
export function writeInline(writer: StyledWriter, source: string, lex: Lex): void {
  let tokens: Token[];
  try {
    tokens = lex(source);
  } catch {
    // A text that cannot be read is still a text.
    writer.write(source);
    return;
  }
  new InlineWriter(writer).tokens(tokens, { inLink: false });
}
