import type { Template } from "./template.ts";

/** What is wrong with a document as a whole (src/policy-file.ts, src/local-policy/local-policy.ts). */
const wholes: readonly Template[] = [
  ["{path:path} is not valid:", "{path} não é válido:"],
  ["{path:path} with {local:path} over it is not valid:", "{path} com {local} por cima não é válido:"],
  ["What was asked for is not valid:", "O que foi pedido não é válido:"],
  [
    "{path:path} is not valid JSON: {why:said}. Mend it, or remove it for the defaults.",
    "{path} não é JSON válido: {why}. Corrija-o, ou remova-o para valerem os valores de origem.",
  ],
  [
    "{path:path} is not valid JSON: {why:said}. Mend it, or remove it.",
    "{path} não é JSON válido: {why}. Corrija-o ou remova-o.",
  ],
];

/** What is wrong at one key (src/shared/validation.ts, src/policy.ts); most of the words are zod's. */
const issues: readonly Template[] = [
  ["(the whole file): {fault:phrase}", "(o ficheiro todo): {fault}"],
  ["{key}: {fault:phrase}", "{key}: {fault}"],
  ["{fault:phrase}, but it is {value:value}", "{fault}, mas é {value}"],
  [
    "{keys:text}: is not a known key; check its spelling or remove it",
    "{keys}: não é uma chave conhecida; veja se está bem escrita, ou remova-a",
  ],
  ["is not a known name: {fault:phrase}", "não é um nome conhecido: {fault}"],
  ["expected {type:phrase}, received {received:phrase}", "esperava-se {type}, e recebeu-se {received}"],
  ["Invalid option: expected one of {values:text}", "esperava-se um destes: {values}"],
  ['expected "{value:text}"', 'esperava-se "{value}"'],
  ["Too small: expected {type:phrase} to be >={minimum:number}", "esperava-se {type} não inferior a {minimum}"],
  ["Too big: expected {type:phrase} to be <={maximum:number}", "esperava-se {type} não superior a {maximum}"],
  ["Too small: expected {type:phrase} to be >{minimum:number}", "esperava-se {type} acima de {minimum}"],
  ["Too big: expected {type:phrase} to be <{maximum:number}", "esperava-se {type} abaixo de {maximum}"],
  [
    "Too small: expected string to have >={minimum} characters",
    "esperava-se um texto com {minimum} ou mais caracteres",
  ],
  [
    "expected the name of an environment variable that ends in KEY, TOKEN or SECRET, so that it stays hidden",
    "esperava-se o nome de uma variável de ambiente que acabe em KEY, TOKEN ou SECRET, para ficar oculta",
  ],
  ["Invalid ISO datetime", "não é uma data e hora ISO"],
  ["Invalid input", "não é válido"],
  ['expected a time of day such as "{example:text}"', 'esperava-se uma hora do dia como "{example}"'],
  ['expected a cron expression such as "{example:text}"', 'esperava-se uma expressão cron como "{example}"'],
  [
    'expected the name of a time zone such as "{example:text}"',
    'esperava-se o nome de um fuso horário como "{example}"',
  ],
  ["expected at least one weight above 0", "esperava-se pelo menos um peso acima de 0"],
  [
    "expected an address without a user name or a password; a key's variable is named by apiKeyEnv",
    "esperava-se um endereço sem nome de utilizador nem palavra-passe; a variável de uma chave indica-se em apiKeyEnv",
  ],
  ["expected an address such as {example}", "esperava-se um endereço como {example}"],
  ["string", "um texto"],
  ["number", "um número"],
  ["int", "um número inteiro"],
  ["boolean", "true ou false"],
  ["array", "uma lista"],
  ["object", "um objeto"],
  ["record", "um objeto"],
  ["undefined", "nada"],
];

/** Why a text is no JSON, as Node.js says it. */
const syntax: readonly Template[] = [
  ["Unexpected end of JSON input", "o texto acaba antes do fim"],
  ["Unexpected token {token:anything}, {text:anything} is not valid JSON", "{token} não pode estar aqui: {text}"],
  [
    "{fault:phrase} in JSON at position {position}[ (line {line} column {column})]",
    "{fault}, na posição {position}[ (linha {line}, coluna {column})]",
  ],
  [
    "Unexpected non-whitespace character after JSON at position {position}[ (line {line} column {column})]",
    "há texto depois do fim, na posição {position}[ (linha {line}, coluna {column})]",
  ],
  ["Expected property name or '}'", "esperava-se o nome de uma propriedade ou '}'"],
  ["Expected double-quoted property name", "esperava-se o nome de uma propriedade entre aspas"],
  ["Expected ':' after property name", "esperava-se ':' depois do nome da propriedade"],
  ["Expected ',' or '}' after property value", "esperava-se ',' ou '}' depois do valor"],
  ["Expected ',' or {bracket} after array element", "esperava-se ',' ou {bracket} depois do elemento"],
  ["Unterminated string", "um texto não está fechado"],
  ["Bad control character in string literal", "há um carácter de controlo num texto"],
  ["Bad escaped character", "há um carácter mal escapado"],
];

/** What is said of documents that are not as they should be. */
export const documentTemplates: readonly Template[] = [...wholes, ...issues, ...syntax];
