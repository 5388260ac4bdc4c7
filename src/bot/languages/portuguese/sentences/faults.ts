import type { Rule } from "./rule.ts";

const meanings: Readonly<Record<string, string>> = {
  "the request was not understood": "o pedido não foi entendido",
  "the credentials were not accepted": "as credenciais não foram aceites",
  "access is not allowed": "o acesso não é permitido",
  "there is no such thing": "isso não existe",
  "it no longer exists": "já não existe",
  "too many requests": "demasiados pedidos",
  "a fault on its side": "uma falha do lado dele",
  "the request was refused": "o pedido foi recusado",
};

const advice: Readonly<Record<string, string>> = {
  "Try again later.": "Tente mais tarde.",
  "Check the network and the address.": "Verifique a rede e o endereço.",
  "Check the token.": "Verifique o token.",
  "Check the token's rights.": "Verifique os direitos do token.",
  "Check the address.": "Verifique o endereço.",
  "Set HF_TOKEN: this needs a Hugging Face access token.": "Defina HF_TOKEN: é preciso um token da Hugging Face.",
  "Set HF_TOKEN for a higher limit, or try again in five minutes.":
    "Defina HF_TOKEN para ter um limite maior, ou tente daqui a cinco minutos.",
  "Check HF_TOKEN: it may be mistyped, expired or revoked. The public listings also work without one.":
    "Verifique HF_TOKEN: pode estar mal escrito, caducado ou revogado. As listas públicas também funcionam sem ele.",
  "Check the rights of HF_TOKEN.": "Verifique os direitos de HF_TOKEN.",
  "Try again in five minutes.": "Tente daqui a cinco minutos.",
};

const inAttempts = (count: string) => (count ? `, em ${count} tentativas` : "");
const advised = (text: string) => (text ? ` ${advice[text] ?? text}` : "");

/** Faults of servers (src/shared/http-failure.ts): what goes wrong most often. */
export const faultRules: readonly Rule[] = [
  [
    /^(\S+) answered (\d+): ([^(]+?)( \(".*"\))?(?:, in (\d+) attempts)?\.(?: (.+))?$/,
    (url, status, meaning = "", detail = "", attempts = "", text = "") =>
      `${url} respondeu ${status}: ${meanings[meaning] ?? meaning}${detail}${inAttempts(attempts)}.${advised(text)}`,
  ],
  [
    /^(\S+) gave no complete answer within (\S+) s(?:, in (\d+) attempts)?\.(?: (.+))?$/,
    (url, seconds, attempts = "", text = "") =>
      `${url} não deu uma resposta completa em ${seconds} s${inAttempts(attempts)}.${advised(text)}`,
  ],
  [
    /^(\S+) could not be reached, or the connection broke( \(\w+\))?(?:, in (\d+) attempts)?\.(?: (.+))?$/,
    (url, code = "", attempts = "", text = "") =>
      `${url} não está acessível, ou a ligação caiu${code}${inAttempts(attempts)}.${advised(text)}`,
  ],
  [
    /^(\S+) answered with a web page instead of data(?:, in (\d+) attempts)?\.(?: (.+))?$/,
    (url, attempts = "", text = "") =>
      `${url} respondeu com uma página em vez de dados${inAttempts(attempts)}.${advised(text)}`,
  ],
  [
    /^(\S+) sent data that is cut short or is not JSON(?:, in (\d+) attempts)?\.(?: (.+))?$/,
    (url, attempts = "", text = "") =>
      `${url} enviou dados cortados ou que não são JSON${inAttempts(attempts)}.${advised(text)}`,
  ],
];
