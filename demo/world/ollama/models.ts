import type { OllamaModel } from "./model.ts";

const apache =
  "Apache License\nVersion 2.0, January 2004\nhttp://www.apache.org/licenses/\n\nTERMS AND CONDITIONS FOR USE";
const llama = (version: string) =>
  `LLAMA ${version} COMMUNITY LICENSE AGREEMENT\nLlama ${version} Version Release Date: September 25, 2024\n`;

/** What the demo's server has installed: models that chat, see, think and embed, with the facts of the real ones. */
export const demoOllamaModels: readonly OllamaModel[] = [
  {
    name: "llama3.2:latest",
    capabilities: ["completion", "tools"],
    architecture: "llama",
    parameterSize: "3.2B",
    parameterCount: 3_212_749_888,
    quantization: "Q4_K_M",
    contextLength: 131_072,
    licence: llama("3.2"),
    parameters: 'stop                           "<|start_header_id|>"\nstop                           "<|eot_id|>"',
  },
  {
    name: "qwen3:8b",
    capabilities: ["completion", "tools", "thinking"],
    architecture: "qwen3",
    parameterSize: "8.2B",
    parameterCount: 8_190_735_360,
    quantization: "Q4_K_M",
    contextLength: 40_960,
    licence: apache,
    licenceId: "apache-2.0",
    parameters: "temperature                    0.6\ntop_k                          20",
  },
  {
    name: "gemma3:4b",
    capabilities: ["completion", "vision"],
    architecture: "gemma3",
    parameterSize: "4.3B",
    parameterCount: 4_299_915_632,
    quantization: "Q4_K_M",
    contextLength: 131_072,
    licence: "Gemma Terms of Use \n\nLast modified: February 21, 2024\n",
  },
  {
    name: "nomic-embed-text:latest",
    capabilities: ["embedding"],
    architecture: "nomic-bert",
    parameterSize: "137M",
    parameterCount: 136_727_040,
    quantization: "F16",
    contextLength: 2_048,
    licence: apache,
    parameters: "num_ctx                        8192",
  },
];

/** A model that the server does not run itself. */
export const cloudOllamaModel: OllamaModel = {
  name: "gpt-oss:120b-cloud",
  capabilities: ["completion", "tools", "thinking"],
  architecture: "gptoss",
  family: "gptoss",
  parameterSize: "116.8B",
  parameterCount: 116_829_156_672,
  quantization: "MXFP4",
  contextLength: 131_072,
  remote: { host: "https://ollama.com:443", model: "gpt-oss:120b" },
};
