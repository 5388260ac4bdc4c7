/** Posts an action. Answers its result; rejects with the demo's own sentence where it refuses. */
export function post(path, body) {
  return ask(path, { headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

/** Sends a file to a chat, with a caption. Rejects as `post` does. */
export function postFile(file, { person, chat, caption, replyTo }) {
  const parameters = new URLSearchParams({ person, chat, caption });
  if (replyTo !== undefined) parameters.set("replyTo", replyTo);
  const headers = {
    "content-type": file.type || "application/octet-stream",
    "x-file-name": encodeURIComponent(file.name.toWellFormed() || "file"),
  };
  return ask(`/actions/send-file?${parameters}`, { headers, body: file });
}

async function ask(path, request) {
  const response = await fetch(path, { method: "POST", ...request }).catch(() => {
    throw new Error("The demo does not answer.");
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}
