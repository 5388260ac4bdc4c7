/** A model that a server of Ollama has installed. */
export interface OllamaModel {
  /** With its tag ("llama3.2:latest"). */
  name: string;
  /** Left out by servers older than 0.6.4. */
  capabilities?: readonly ("completion" | "embedding" | "vision" | "tools" | "thinking" | "insert")[];
  /** The file's `general.architecture`, and the family where that is another. */
  architecture: string;
  family?: string;
  /** As the server rounds it ("3.2B"), and exactly, where the file tells it. */
  parameterSize: string;
  parameterCount?: number;
  quantization: string;
  /** What it was trained for, in tokens; left out where the file does not tell it. */
  contextLength?: number;
  /** The licence's text, and its id where the file names it. */
  licence?: string;
  licenceId?: string;
  /** The Modelfile's parameters, a line each ("num_ctx 8192"). */
  parameters?: string;
  /** A model of Ollama's cloud: this server only passes on what it is told. */
  remote?: { host: string; model: string };
}
